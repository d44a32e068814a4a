"""Values on their way into the tables and out: kept to the letter, or refused in words."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import unicodedata
from contextlib import suppress
from typing import Any

from sqlalchemy import Row

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.model.presence import Presence
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.workshop import Answer, Participant, Proposal, Round, Workshop, in_range

__all__ = [
    "act_of",
    "answer_of",
    "code_key",
    "keep_json",
    "keep_text",
    "keep_time",
    "participant_of",
    "presence_of",
    "proposal_of",
    "round_of",
    "sha256",
    "workshop_of",
]

# PostgreSQL keeps no character 0, and neither database keeps half a surrogate pair.
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


_DEEPEST = 32
"""Lists and mappings inside each other; no kind of question has more than four."""


def keep_text(text: str, what: str) -> str:
    """Return the text unchanged; raise StoreError where no database can keep it."""
    if found := _UNKEEPABLE.search(text):
        raise StoreError(
            f"{what} holds a character that cannot be kept "
            f"(number {found.start() + 1}, code {ord(found.group()):04X}). Please delete it."
        )
    return text


def keep_json(value: Json, what: str) -> str:
    """The value as JSON text with every letter as it is; raise StoreError where JSON cannot say it."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except RecursionError:
        text = ""
    except (TypeError, ValueError) as fault:
        raise StoreError(f"{what} cannot be kept: {fault}. Give text, numbers, lists and names with values.") from fault
    if not text or text.count("[") + text.count("{") > _DEEPEST < _depth(value):
        raise StoreError(f"{what} cannot be kept: lists stand inside lists more than {_DEEPEST} deep.")
    return keep_text(text, what)


def _depth(value: Json) -> int:
    """How many lists and mappings stand inside each other; counted no further than matters."""
    deep, inside = 0, [value]
    while inside and deep <= _DEEPEST:
        inside = [
            part
            for one in inside
            if isinstance(one, list | tuple | dict)
            for part in (one.values() if isinstance(one, dict) else one)
        ]
        deep += 1
    return deep


def keep_time(moment: dt.datetime, what: str) -> dt.datetime:
    """The same moment in UTC; raise StoreError where the time zone is not known."""
    if moment.tzinfo is None:
        raise StoreError(f"{what} has no time zone: {moment.isoformat()}. Give it one, such as datetime.UTC.")
    with suppress(OverflowError):
        kept = moment.astimezone(dt.UTC)
        if in_range(kept):
            return kept
    raise StoreError(f"{what} is outside the calendar: {moment.isoformat()}. Check the year.")


def code_key(code: str) -> str:
    """A code as it is kept to be looked up: capitals and digits only; case, blanks and the dash do not matter."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", code))).upper()


def sha256(token: str) -> str:
    """All that is kept of a participant's token: enough to know it again, not to use it."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def workshop_of(row: Row[Any], guide: str) -> Workshop:
    """A row of ``workshops``, with its guide's text."""
    return Workshop(
        code=row.code, title=row.title, guide=guide, id=row.id, created=row.created, invented=bool(row.invented)
    )


def round_of(row: Row[Any]) -> Round:
    """A row of ``rounds``."""
    return Round(number=row.number, title=row.title, opened=row.opened, seq=row.seq)


def participant_of(row: Row[Any]) -> Participant:
    """A row of ``participants``; the token stays behind."""
    return Participant(id=row.id, name=row.name, joined=row.joined)


def answer_of(row: Row[Any]) -> Answer:
    """A row of ``answers``."""
    return Answer(
        question=row.question,
        participant=row.participant,
        value=json.loads(row.value),
        round=row.round,
        id=row.id,
        at=row.at,
        from_paper=bool(row.from_paper),
        seq=row.seq,
    )


def proposal_of(row: Row[Any]) -> Proposal:
    """A row of ``proposals``."""
    return Proposal(
        question=row.question,
        text=row.text,
        participant=row.participant,
        round=row.round,
        id=row.id,
        at=row.at,
        seq=row.seq,
    )


def act_of(row: Row[Any]) -> Act:
    """A row of ``acts``."""
    return Act(
        kind=row.kind,
        value=json.loads(row.value),
        question=row.question,
        participant=row.participant or "",
        round=row.round,
        id=row.id,
        at=row.at,
        seq=row.seq,
    )


def presence_of(row: Row[Any]) -> Presence:
    """A row of ``presence``."""
    return Presence(page=row.page, participant=row.participant or "", step=row.step, typing=row.typing, seen=row.seen)
