"""Rules that give people away, each by one change: an adversary worth its name finds every one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from netlearn_widgets.analysis import agreeing
from netlearn_widgets.model import cohorts, deciding, disclosure, grouping
from netlearn_widgets.model.breakdown import Breakdown
from netlearn_widgets.model.cohorts import Cohort, Cohorts, Item
from netlearn_widgets.model.dots import Votes
from netlearn_widgets.model.picture import Picture
from netlearn_widgets.model.workshop import Answer

__all__ = ["MUTATIONS", "mutated"]

_Patch = tuple[object, str, object]


def _enter_by_two(self: Cohorts, threshold: int) -> None:
    if len(self._new) >= 2 and len({*self._new, *(self.shown.keys() & self._of.keys())}) >= threshold:
        self._enter([(who, name) for who, names in self._new.items() for name in names])
        self._new.clear()


def _move_by_two(self: Cohorts, cohort: Cohort) -> None:
    if cohort.out or len(cohort.moved) < 2:
        return
    moving: list[Item] = list(cohort.moved)
    for item in moving:
        cohort.drop(item)
    self._enter(moving)
    self._tidy(cohort)


def _stay_alone(cohort: Cohort, moving: object) -> list[list[Item]]:  # noqa: ARG001  as the rule has it
    return [group if len({who for who, _ in group}) >= 3 else [] for group in map(list, moving)]


def _alone(self: Cohorts, cohort: Cohort, gone: str) -> None:  # noqa: ARG001  as the rule has it
    cohort.gone += 1


def _first_first(self: object, answer: Answer) -> tuple[int, str]:
    answered = [one.participant for one in self._answers.values()]
    return answered.index(answer.participant), answer.participant


_hold = Picture.hold


def _replayed(self: Picture, act: object) -> None:
    """Begin anew with all that was said, as if the settings had been so from the start."""
    _hold(self, act)
    now = self.cohorts.now
    self.cohorts = Cohorts()
    for who, mine in now.items():
        for name, piece in mine.items():
            self.cohorts.now.setdefault(who, {})[name] = piece
            self.cohorts._wait(who, [name])  # noqa: SLF001  a part of the rule


def _live(question: object, wording: deciding.Wording, seen: object) -> str:  # noqa: ARG001  as the rule has it
    return "talk" if wording.to_hear else "ready"


def _uncounted(votes: Votes, places: dict[str, str], ask: object) -> dict[str, int]:  # noqa: ARG001
    counts: dict[str, int] = {}
    for mine in votes.cohorts.now.values():
        for piece in mine.values():
            if piece.value in places:
                counts[places[piece.value]] = counts.get(places[piece.value], 0) + 1
    return counts


def _by_group(whole: dict[str, object], *_: object, **__: object) -> object:
    return Breakdown(shown={name: frozenset(people) for name, people in whole.items()}, hidden={})


MUTATIONS: dict[str, tuple[tuple[str, ...], list[_Patch]]] = {
    "new answers come in by two": (("stage",), [(Cohorts, "_come_in", _enter_by_two)]),
    "changes move by two": (("stage",), [(Cohorts, "_move", _move_by_two)]),
    "one may stay behind": (("stage",), [(cohorts, "movers", _stay_alone)]),
    "whoever is taken out leaves alone": (("stage",), [(Cohorts, "_take_along", _alone)]),
    "dots count at once": (("ideas",), [(Votes, "counted", _uncounted)]),
    "in the order of answering": (("words",), [(disclosure.Disclosing, "_place", _first_first)]),
    "the state of a wording is live": (
        ("consent",),
        [(deciding, "state_of", _live), (agreeing, "state_of", _live)],
    ),
    "broken down without classes": (("unit", "stage"), [(grouping, "broken_down", _by_group)]),
    "settings are replayed": (("stage",), [(Picture, "hold", _replayed)]),
}
"""For each its questions, and what is put in whose place."""


@contextmanager
def mutated(name: str) -> Iterator[None]:
    """Let the rule be this one."""
    _, patches = MUTATIONS[name]
    with _all([patch.object(whose, what, new) for whose, what, new in patches]):
        yield


@contextmanager
def _all(patches: list[object]) -> Iterator[None]:
    started: list[Callable[[], object]] = []
    try:
        for one in patches:
            one.start()
            started.append(one.stop)
        yield
    finally:
        for stop in reversed(started):
            stop()
