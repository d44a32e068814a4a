"""Every error this package raises on purpose. Each says what is wrong, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "Closed",
    "Crowded",
    "GuideError",
    "InvalidAnswer",
    "NetlearnError",
    "NotAdministrator",
    "NotHere",
    "NotHost",
    "NotJoined",
    "Overfull",
    "Overtaken",
    "Problem",
    "StoreError",
    "UnknownCode",
    "UnknownWorkshop",
]


class NetlearnError(Exception):
    """The root of all errors that are meant for people to read."""


class InvalidAnswer(NetlearnError):
    """An answer that cannot be kept as it is; the words are shown to whoever typed it."""


class Overfull(InvalidAnswer):
    """What two devices of one person added is more than the question takes; nothing of it is kept yet.

    Attributes
    ----------
    value : Json
        All of it, for the person to take something away.
    base : Json
        What is kept so far, which it was made from.
    """

    def __init__(self, words: str, value: Any, base: Any) -> None:  # noqa: ANN401  whatever an answer may hold
        super().__init__(words)
        self.value = value
        self.base = base


class StoreError(NetlearnError):
    """The data file or database cannot do what was asked."""


class Overtaken(StoreError):
    """Whoever answers has kept another answer meanwhile, on another device: read it first, then try again."""


class UnknownWorkshop(StoreError):
    """No workshop has this join code, or it was deleted."""


class UnknownCode(NetlearnError):
    """Nobody in the workshop has this personal code."""


class NotAdministrator(NetlearnError):
    """Only somebody with the administrator's key may do this."""


class NotHost(NetlearnError):
    """Only somebody with the workshop's host key may do this."""


class NotJoined(NetlearnError):
    """Whoever wrote this has not joined the workshop; it may be sent again once they have."""


class NotHere(NetlearnError):
    """Whoever wrote this is not at this page any more; it may be sent again in its writer's name."""


class Crowded(NetlearnError):
    """More people joined on one page than pass a device on in that time; it may be sent again a little later."""


class Closed(NetlearnError):
    """The round, or one of its steps, takes nothing until a host opens it again; it may be sent again then."""


@dataclass(frozen=True)
class Problem:
    """One mistake in a file somebody wrote: where it is, what it is, and how to mend it."""

    place: str
    what: str
    cure: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what} {self.cure}"


class GuideError(NetlearnError):
    """A guide that cannot be used, with every problem found in it.

    Attributes
    ----------
    problems : tuple of Problem
        In the order of the file.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
