"""Keys: what lets somebody in as a host, as the administrator, or as a participant on another device.

Of each key only a sha256 is kept, made together with what the key is for: the same text opens nothing else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from sqlalchemy import Connection, delete, exists, func, insert, select

from netlearn_widgets.model.codes import plain
from netlearn_widgets.model.errors import StoreError, UnknownCode
from netlearn_widgets.model.workshop import Participant, new_personal_code, now
from netlearn_widgets.store import tables
from netlearn_widgets.store.database import Database
from netlearn_widgets.store.history import writing
from netlearn_widgets.store.values import code_key, participant_of, sha256

__all__ = ["ADMIN_AGE", "KeyVerbs", "holder", "keep_key", "remember_removed"]

ADMIN_AGE = dt.timedelta(days=30)
"""How long an administrator's key is good. Servers share a database and start when they like: none ends another's."""


class KeyVerbs:
    """The store's verbs about keys."""

    database: Database
    clock: Callable[[], dt.datetime]

    def add_host(self, workshop_id: str, key: str) -> None:
        """From now on this key opens the workshop's host page too; those before it stay good."""
        with writing(self.database, workshop_id) as history:
            keep_key(history.connection, "host", key, workshop_id)

    def drop_host(self, workshop_id: str, key: str) -> None:
        """From now on this key opens the workshop's host page no more."""
        with writing(self.database, workshop_id) as history:
            kept = tables.keys.c.sha256 == _fingerprint("host", key, workshop_id)
            history.connection.execute(delete(tables.keys).where(kept))

    def is_host(self, workshop_id: str, key: str) -> bool:
        """Whether this is a host key of this workshop."""
        return self._is_kept("host", key, workshop_id)

    def add_admin(self, key: str) -> None:
        """From now on, and for thirty days, this key opens the whole store; those made before stay good as long."""
        with self.database.writing() as connection:
            too_old = tables.keys.c.made <= self.clock() - ADMIN_AGE
            connection.execute(delete(tables.keys).where((tables.keys.c.role == "admin") & too_old))
            keep_key(connection, "admin", key, made=self.clock())

    def end_admins(self) -> int:
        """From now on no administrator's key that was made before opens anything; return how many there were."""
        with self.database.writing() as connection:
            return connection.execute(delete(tables.keys).where(tables.keys.c.role == "admin")).rowcount

    def is_admin(self, key: str) -> bool:
        """Whether this is an administrator's key, and not too old."""
        return self._is_kept("admin", key, since=self.clock() - ADMIN_AGE)

    def give_code(self, workshop_id: str, participant_id: str) -> str:
        """A new personal code that brings this participant back on another device; the one before ends.

        Raises
        ------
        StoreError
            When nobody in the workshop has this id.
        """
        people, keys = tables.participants.c, tables.keys.c
        with writing(self.database, workshop_id) as history:
            connection = history.connection
            known = (people.workshop_id == workshop_id) & (people.id == participant_id)
            if not connection.execute(select(exists().where(known))).scalar_one():
                raise StoreError(f"Nobody with the id {participant_id!r} is in this workshop. Join first.")
            theirs = (keys.workshop_id == workshop_id) & (keys.participant == participant_id)
            connection.execute(delete(tables.keys).where(theirs & (keys.role == "code")))
            code = new_personal_code()
            keep_key(connection, "code", code_key(code), workshop_id, participant_id)
        return code

    def enter(self, workshop_id: str, token: str, code: str) -> Participant:
        """The participant with this personal code, who from now on has this browser's token too.

        Case, blanks, dashes and the sort of digit do not matter.

        Raises
        ------
        UnknownCode
            When nobody in the workshop has this code.
        """
        if not token:
            raise StoreError("Nobody can come back without a token. Reload the page: the browser makes one.")
        people, keys = tables.participants, tables.keys.c
        whose = select(keys.participant).where(keys.sha256 == _fingerprint("code", plain(code), workshop_id))
        here = (people.c.workshop_id == workshop_id) & (people.c.id == whose.scalar_subquery())
        with writing(self.database, workshop_id) as history:
            row = history.connection.execute(select(people).where(here)).one_or_none()
            if row is None:
                raise UnknownCode(
                    "Nobody in this workshop has that personal code. Compare it with where you noted it; "
                    "a code ends when a newer one is made."
                )
            keep_key(history.connection, "token", token, workshop_id, row.id)
        return participant_of(row)

    def was_taken_out(self, workshop_id: str, token: str) -> bool:
        """Whether somebody who had this token was taken out of the workshop, and nobody has joined with it since."""
        known = [_fingerprint("removed", one, workshop_id) for one in _known_by(token, workshop_id)]
        with self.database.reading() as connection:
            removed = connection.execute(select(exists().where(tables.keys.c.sha256.in_(known)))).scalar_one()
            return bool(removed) and holder(connection, workshop_id, token) is None

    def _is_kept(self, role: str, key: str, workshop_id: str | None = None, since: dt.datetime | None = None) -> bool:
        here = tables.keys.c.sha256 == _fingerprint(role, key, workshop_id)
        if since is not None:
            here &= tables.keys.c.made > since
        with self.database.reading() as connection:
            return bool(connection.execute(select(exists().where(here))).scalar_one())


def keep_key(  # noqa: PLR0913  each is one column
    connection: Connection,
    role: str,
    key: str,
    workshop_id: str | None = None,
    participant: str | None = None,
    *,
    made: dt.datetime | None = None,
) -> None:
    """Let this key open what the role and the rest say; what it opened in the same role before, it opens no more."""
    if not key:
        raise StoreError("An empty key would let everybody in. Make one with new_key().")
    kept = _fingerprint(role, key, workshop_id)
    row = {"sha256": kept, "role": role, "workshop_id": workshop_id, "participant": participant, "made": made or now()}
    connection.execute(delete(tables.keys).where(tables.keys.c.sha256 == kept))
    connection.execute(insert(tables.keys), row)


def holder(connection: Connection, workshop_id: str, token: str) -> Participant | None:
    """The participant who has this token: by a personal code, or from the day they joined; None where nobody has."""
    people, keys = tables.participants.c, tables.keys.c
    by_code = select(keys.participant).where(keys.sha256 == _fingerprint("token", token, workshop_id))
    joined = (people.workshop_id == workshop_id) & (people.token_sha256 == sha256(token))
    own = select(people.id).where(joined)
    whose = func.coalesce(by_code.scalar_subquery(), own.scalar_subquery())
    here = (people.workshop_id == workshop_id) & (people.id == whose)
    row = connection.execute(select(tables.participants).where(here)).one_or_none()
    return None if row is None else participant_of(row)


def remember_removed(connection: Connection, workshop_id: str, participant: str) -> None:
    """Keep that the tokens this participant has are of somebody who is taken out: call it before their rows go.

    What is kept is made from the tokens' fingerprints and names neither the person nor the moment.
    """
    people, keys, here = tables.participants.c, tables.keys.c, tables.workshops.c
    own = select(people.token_sha256).where((people.workshop_id == workshop_id) & (people.id == participant))
    theirs = (keys.workshop_id == workshop_id) & (keys.participant == participant) & (keys.role == "token")
    began = connection.execute(select(here.created).where(here.id == workshop_id)).scalar_one()
    for one in connection.execute(own.union(select(keys.sha256).where(theirs))).scalars().all():
        keep_key(connection, "removed", one, workshop_id, made=began)


def _known_by(token: str, workshop_id: str) -> tuple[str, str]:
    """Return the fingerprints under which a token is kept: of whoever joined with it, and of one more browser."""
    return sha256(token), _fingerprint("token", token, workshop_id)


def _fingerprint(role: str, key: str, workshop_id: str | None = None) -> str:
    return sha256(f"{role} {workshop_id or ''} {key}")
