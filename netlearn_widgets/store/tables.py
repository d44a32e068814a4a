"""The tables of the data file: the one description that queries and migrations are checked against.

Every change in a workshop takes the next number of that workshop's history (``workshops.mark``) and writes it beside
what changed (``seq``). So "what is new since mark 40" is ``seq > 40`` in each table. Answers, proposals, acts and
guides are only ever added; a participant's name is the one thing that is replaced. Keys, devices and presence are no
history.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)

if TYPE_CHECKING:
    from sqlalchemy import Dialect
    from sqlalchemy.types import TypeEngine

__all__ = [
    "REVISION",
    "VERSIONS",
    "WITHIN",
    "acts",
    "answers",
    "devices",
    "guides",
    "keys",
    "metadata",
    "participants",
    "presence",
    "proposals",
    "rounds",
    "workshops",
]

REVISION = "0004"
"""The newest migration: the shape described here."""

VERSIONS = "netlearn_version"
"""The table that says which migration a data file has reached."""


class Moment(TypeDecorator[dt.datetime]):
    """A time in UTC, with its zone both ways: ISO text in SQLite, ``timestamptz`` in PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(DateTime(timezone=True) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> Any:  # noqa: ANN401  text or a time
        if value is None or dialect.name == "postgresql":
            return value
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ANN401, ARG002
        if value is None:
            return None
        moment = value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(value)
        return moment.astimezone(dt.UTC)


metadata = MetaData(
    naming_convention={
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


def _workshop_id() -> Column[str]:
    return Column("workshop_id", Text, ForeignKey("workshops.id"), primary_key=True)


def _seq(*, key: bool = False) -> Column[int]:
    return Column("seq", Integer, primary_key=key, autoincrement=False, nullable=False)


def _said(table: str, *columns: Column[Any], by_host: bool = False) -> Table:
    """A table of what participants said, and where so, a host, who is null: only ever added to."""
    return Table(
        table,
        metadata,
        _workshop_id(),
        _seq(key=True),
        Column("id", Text, nullable=False, unique=True),
        Column("round", Integer, nullable=False),
        Column("question", Text, nullable=False),
        Column("participant", Text, nullable=by_host),
        *columns,
        Column("at", Moment, nullable=False),
        ForeignKeyConstraint(["workshop_id", "round"], ["rounds.workshop_id", "rounds.number"]),
        ForeignKeyConstraint(["workshop_id", "participant"], ["participants.workshop_id", "participants.id"]),
    )


workshops = Table(
    "workshops",
    metadata,
    Column("id", Text, primary_key=True),
    Column("code", Text, nullable=False),
    Column("code_key", Text, nullable=False, unique=True),  # what a typed code is compared with
    Column("title", Text, nullable=False),
    Column("created", Moment, nullable=False),
    Column("invented", Boolean, nullable=False),
    Column("mark", Integer, nullable=False),
)
guides = Table(
    "guides",
    metadata,
    _workshop_id(),
    _seq(key=True),
    Column("toml", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
rounds = Table(
    "rounds",
    metadata,
    _workshop_id(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("opened", Moment, nullable=False),
    _seq(),
)
participants = Table(
    "participants",
    metadata,
    _workshop_id(),
    Column("id", Text, primary_key=True),
    Column("token_sha256", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("joined", Moment, nullable=False),
    _seq(),
    UniqueConstraint("workshop_id", "token_sha256"),
)
answers = _said(
    "answers",
    Column("value", Text, nullable=False),
    Column("from_paper", Boolean, nullable=False, server_default=false()),
)
proposals = _said("proposals", Column("text", Text, nullable=False))
acts = _said(
    "acts",
    Column("kind", Text, nullable=False),
    Column("value", Text, nullable=False),
    by_host=True,
)
keys = Table(
    "keys",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("role", Text, nullable=False),  # host, code, token, removed or admin
    Column("workshop_id", Text, ForeignKey("workshops.id")),  # an administrator's is of the whole store
    Column("participant", Text),  # whose code or token it is
    Column("made", Moment, nullable=False),
    ForeignKeyConstraint(["workshop_id", "participant"], ["participants.workshop_id", "participants.id"]),
)
devices = Table(
    "devices",
    metadata,
    _workshop_id(),
    Column("participant", Text, primary_key=True),
    Column("mark", Text, nullable=False),  # the same for all who joined on one device; says nothing elsewhere
    Column("from_paper", Boolean, nullable=False),
    ForeignKeyConstraint(["workshop_id", "participant"], ["participants.workshop_id", "participants.id"]),
)
presence = Table(
    "presence",
    metadata,
    _workshop_id(),
    Column("page", Text, primary_key=True),
    Column("participant", Text),
    Column("step", Text, nullable=False),
    Column("typing", Text, nullable=False),
    Column("seen", Moment, nullable=False),
    ForeignKeyConstraint(["workshop_id", "participant"], ["participants.workshop_id", "participants.id"]),
)

WITHIN = (presence, devices, keys, acts, proposals, answers, participants, rounds, guides)
"""Every table of things inside a workshop, each before those its rows belong to."""
