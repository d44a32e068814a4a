"""One round of a workshop as the plan reads it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeVar

from netlearn_widgets.analysis import picture
from netlearn_widgets.model.guide import Guide
from netlearn_widgets.model.question import Json, Question
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.table import SETTLED, STATUS, WHO, Column, Table
from netlearn_widgets.model.workshop import Participant, Round

__all__ = ["Action", "Reading", "spoken_date"]

_Kind = TypeVar("_Kind", bound=Question)
_WHAT = ("action", "what")


@dataclass(frozen=True, kw_only=True)
class Action:
    """One row of a table that has dates: what will be done, by whom, when, and everything else the row says.

    Attributes
    ----------
    what, who : str
        "" where nothing is said.
    when : datetime.date or None
    cells : dict of str to str
        What the row says by column key; a key of the table that is not in it was never asked.
    part : str
        Which of the three questions it serves.
    step : str
        The title of the step that asked.
    status : str
        The key of what became of it, such as "done"; "" where nothing is said.
    """

    what: str
    who: str
    when: dt.date | None
    cells: dict[str, str]
    part: str
    step: str
    status: str = ""

    @property
    def settled(self) -> bool:
        """Whether nothing more is expected: it is done, or dropped."""
        return self.status in SETTLED


@dataclass(frozen=True)
class Reading:
    """A record and a guide at one round, with each picture made once."""

    record: Record
    guide: Guide
    number: int

    @cached_property
    def round(self) -> Round:
        """The round that is read."""
        return next(one for one in self.record.rounds if one.number == self.number)

    @cached_property
    def pictures(self) -> Mapping[str, Json]:
        """The picture of every question, by its key; each is made when it is first asked for."""
        return _Pictures(self.guide.questions, lambda key: picture(self.record, self.guide, key, self.number))

    def asked(self, kind: type[_Kind], part: str = "") -> list[_Kind]:
        """The questions of one kind, in the order of the guide; only those of one part, if given."""
        return [
            question
            for step in self.guide.steps
            for question in step.questions
            if isinstance(question, kind) and part in ("", step.part)
        ]

    def took_part(self, number: int | None = None) -> tuple[Participant, ...]:
        """Everybody who answered something in the round."""
        number = self.number if number is None else number
        answered = {answer.participant for answer in self.record.answers if answer.round == number}
        return tuple(one for one in self.record.participants if one.id in answered)

    @property
    def before(self) -> Round | None:
        """The round before the one that is read; None for the first."""
        return next((one for one in self.record.rounds if one.number == self.number - 1), None)

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """What may be shown of tables that have a date, earliest first; rows without a date last."""
        found = [
            self._action(question, row, step.part, step.title)
            for step in self.guide.steps
            for question in step.questions
            if isinstance(question, Table) and any(column.type == "date" for column in question.columns)
            for answer in self.record.shown(question.key, self.number).values()
            for row in answer.value
        ]
        return tuple(sorted(found, key=lambda action: action.when or dt.date.max))

    @staticmethod
    def _action(question: Table, row: dict[str, str], part: str, step: str) -> Action:
        first = next((column for column in question.columns if column.required), question.columns[0])
        what = _column(question, _WHAT) or first
        who = _column(question, WHO)
        dated = next(column for column in question.columns if column.type == "date")
        return Action(
            what=question.shown(what, row),
            who=question.shown(who, row) if who else "",
            when=_date(row.get(dated.key, "")),
            cells={column.key: question.shown(column, row) for column in question.columns},
            part=part,
            step=step,
            status=row.get(STATUS, "") if question.status else "",
        )


class _Pictures(Mapping[str, Json]):
    def __init__(self, keys: Collection[str], make: Callable[[str], Json]) -> None:
        self._keys, self._make = keys, cache(make)

    def __getitem__(self, key: str) -> Json:
        return self._make(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def _column(question: Table, keys: tuple[str, ...]) -> Column | None:
    return next((column for column in question.columns if column.key in keys), None)


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def spoken_date(day: dt.date | None) -> str:
    """A date as it is read aloud: "31 March 2027"; "" where there is none."""
    return f"{day.day} {day:%B %Y}" if day else ""
