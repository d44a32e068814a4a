"""What a workshop is made of: its rounds, the people who answer, what they answer and propose."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import uuid4

from netlearn_widgets.model.question import Json

__all__ = [
    "Answer",
    "Participant",
    "Proposal",
    "Round",
    "Workshop",
    "day_of",
    "in_range",
    "new_code",
    "new_id",
    "new_key",
    "new_personal_code",
    "now",
]

# No letter or digit that is taken for another when read aloud or from a wall.
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_DIGITS = "23456789"
_CONSONANTS = "BCDFGHJKLMNPRSTVWXZ"  # they make no words


def now() -> dt.datetime:
    """The time in UTC, to the microsecond."""
    return dt.datetime.now(dt.UTC)


def day_of(moment: dt.datetime) -> dt.date:
    """Return the date of a moment where this program runs: in the machine's time zone, or the one that ``TZ`` names."""
    return moment.astimezone().date()


def in_range(moment: dt.datetime) -> bool:
    """Whether this is a moment that is the same in every time zone: it names its own, and none leaves the calendar.

    Examples
    --------
    >>> in_range(dt.datetime(2027, 3, 31, tzinfo=dt.UTC)), in_range(dt.datetime.max.replace(tzinfo=dt.UTC))
    (True, False)
    """
    return moment.tzinfo is not None and dt.MINYEAR < moment.year < dt.MAXYEAR


def new_id() -> str:
    """A name no other thing has: 32 hexadecimal digits."""
    return uuid4().hex


def new_code(pick: Callable[[str], str] = secrets.choice) -> str:
    """A join code such as ``KRTM-27``: about 18 million, none with letters that look alike."""
    return "".join(pick(_LETTERS) for _ in range(4)) + "-" + "".join(pick(_DIGITS) for _ in range(2))


def new_personal_code(pick: Callable[[str], str] = secrets.choice) -> str:
    """A code such as ``K4RM-T27X`` that brings one person back: 280,000 million, none with letters that look alike."""
    return "-".join("".join(pick(_CONSONANTS + _DIGITS) for _ in range(4)) for _ in range(2))


def new_key() -> str:
    """A key nobody can guess, for a link: 43 letters, digits, dashes and underscores."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """One group's work.

    ``guide`` is the guide's TOML text: the data file needs no other file. ``invented`` marks sample data.
    """

    code: str
    title: str
    guide: str
    id: str = field(default_factory=new_id)
    created: dt.datetime = field(default_factory=now)
    invented: bool = False


@dataclass(frozen=True, kw_only=True)
class Round:
    """One sitting of a workshop; numbers count from 1. ``seq`` is its place in the history, 0 before it is kept."""

    number: int
    title: str
    opened: dt.datetime = field(default_factory=now)
    seq: int = field(default=0, compare=False, repr=False)

    @property
    def name(self) -> str:
        """Its title, or its number where it has none."""
        return self.title or f"Round {self.number}"


@dataclass(frozen=True, kw_only=True)
class Participant:
    """Someone who answers. ``name`` may be "" (names are optional)."""

    id: str
    name: str = ""
    joined: dt.datetime = field(default_factory=now)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What one participant said to one question at one time; ``value`` None took an earlier answer back.

    The newest answer of a participant to a question in a round is the current one; the rest is history. ``id`` is made
    where the answer is typed, so that sending it twice records it once. ``from_paper`` says that somebody else typed it
    in from a sheet of paper. ``seq`` is its place in the history of the workshop, 0 before it is kept.
    """

    question: str
    participant: str
    value: Json
    round: int = 1
    id: str = field(default_factory=new_id)
    at: dt.datetime = field(default_factory=now)
    from_paper: bool = False
    seq: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A wording put to the group under one agreement question; a newer one takes the place of an older one.

    ``seq`` is its place in the history, 0 before it is kept.
    """

    question: str
    text: str
    participant: str
    round: int = 1
    id: str = field(default_factory=new_id)
    at: dt.datetime = field(default_factory=now)
    seq: int = field(default=0, compare=False, repr=False)
