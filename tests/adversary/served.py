"""What everybody but the author can get, as bytes, after each event of a course."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from random import Random

from adversary.courses import Course
from adversary.guide import GUIDE
from adversary.keeping import Event, Kept
from netlearn_widgets.analysis import picture
from netlearn_widgets.analysis.asked import Asked
from netlearn_widgets.analysis.frames import _wording_rows
from netlearn_widgets.analysis.groups import group_rows, shared_rows
from netlearn_widgets.analysis.themes import board_of
from netlearn_widgets.model.deciding import OUTCOMES, may_try
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.record import Record
from netlearn_widgets.pages.proposals import listed
from netlearn_widgets.pages.sorting import plain

__all__ = ["COUNTED", "ONLOOKER", "Watch", "served"]

ONLOOKER = "onlooker"
COUNTED = ("stage", "grid", "unit")
_ALL_EVERY = 8  # events between two looks at everything

Watch = Callable[[int, Kept, list[tuple[int, str]]], None]
"""Called after each event with its number, the workshop, and the rounds and questions that may have changed."""


def served(course: Course, watch: Watch | None = None) -> Iterator[tuple[str, ...]]:
    """Go through a course, and yield after each event all that was served, as JSON."""
    kept, looks = Kept(course.people), Random(len(course.events))  # noqa: S311  looks are drawn by lot
    asked = sorted({event.question for event in course.events if event.kind in ("answer", "propose")})
    for number, event in enumerate(course.events):
        told = kept.do(event)
        everything = number == len(course.events) - 1 or looks.random() < 1 / _ALL_EVERY
        places = _places(kept, event, asked, everything=everything)
        if watch:
            watch(number, kept, places)
        outputs: list[Json] = [told, *(_of_question(kept.record, key, round_) for round_, key in places)]
        if everything or event.kind in ("close", "round"):
            outputs += _frames(kept.record, asked)
        yield tuple(json.dumps(one, default=str) for one in outputs)


def _places(kept: Kept, event: Event, asked: list[str], *, everything: bool) -> list[tuple[int, str]]:
    """Where an event can have changed what is served; who takes part also bears on an agreement."""
    if everything or event.kind not in ("answer", "propose", "attempt", "dots", "theme", "group", "merge", "hide"):
        return [(round_.number, key) for round_ in kept.record.rounds for key in asked]
    return [(kept.round, key) for key in asked if key in (event.question, "consent")]


def _of_question(record: Record, key: str, number: int) -> list[Json]:
    """The picture of a question, and beside it the board, or what may be done about a wording."""
    shown: list[Json] = [picture(record, GUIDE, key, number)]
    question = GUIDE.question(key)
    if key == "ideas":
        board = board_of(Asked(record, GUIDE, question, number))
        shown += [plain(board, "", host=False), plain(board, "", host=True), board.waiting]
    if key == "consent" and number == record.round.number:
        shown += listed(record, GUIDE)
        shown += [may_try(record, question, outcome, who=ONLOOKER) for outcome in OUTCOMES]
    return shown


def _frames(record: Record, asked: list[str]) -> list[Json]:
    """Frames that may be passed on, row by row."""
    rows = [list(shared_rows(record, GUIDE)), list(_wording_rows(record, GUIDE))]
    if "unit" in asked:
        rows += [list(group_rows(record, GUIDE, key, "unit")) for key in COUNTED if key in asked and key != "unit"]
    return rows
