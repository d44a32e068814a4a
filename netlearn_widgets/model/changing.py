"""What becomes of answers when a workshop's guide is changed: none is lost, but not all may count any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.choosing import Choice, Choices, Matrix, Ranking, Scale
from netlearn_widgets.model.demands import demands
from netlearn_widgets.model.people import Roles
from netlearn_widgets.model.question import Json, Question
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.table import Table
from netlearn_widgets.model.workshop import Answer

__all__ = ["Effect", "effects"]

_Questions = Mapping[str, Question]
_Part = tuple[str, str]
"""What it is, such as an option, and its key."""
_Told = tuple[str, str, list[Answer]]
"""What is changed, what becomes of the answers, and which these are."""


@dataclass(frozen=True, kw_only=True)
class Effect:
    """One thing a changed guide does to answers that stand.

    Attributes
    ----------
    question : str
        Its key.
    what : str
        What is changed, as a clause.
    then : str
        What becomes of the answers, as a clause.
    answers, people : int
        How many answers it is about, of all rounds, and of how many people.
    """

    question: str
    what: str
    then: str
    answers: int
    people: int

    def __str__(self) -> str:
        answers = "1 answer" if self.answers == 1 else f"{self.answers} answers"
        people = "1 person" if self.people == 1 else f"{self.people} people"
        return f"“{self.question}” {self.what} ({answers} of {people}): {self.then}."


def effects(record: Record, old: _Questions, new: _Questions) -> tuple[Effect, ...]:
    """Everything that changes for answers that stand, in the order of the questions of the guide in use.

    Parameters
    ----------
    record : Record
    old, new : mapping of str to Question
        The questions of the guide in use, and of the one to come.
    """
    newest = {(one.round, one.question, one.participant): one for one in record.answers}
    found: list[Effect] = []
    for key, question in old.items():
        counted = [one for one in newest.values() if one.question == key and _counts(question, one)]
        found += _effects(key, counted, question, new.get(key))
    return tuple(found)


def _counts(question: Question, answer: Answer) -> bool:
    return answer.value is not None and question.fits(answer.value)


def _effects(key: str, counted: list[Answer], old: Question, new: Question | None) -> Iterator[Effect]:
    def effect(what: str, then: str, answers: list[Answer]) -> Effect:
        people = len({one.participant for one in answers})
        return Effect(question=key, what=what, then=then, answers=len(answers), people=people)

    if new is None:
        if counted:
            yield effect("is not asked any more", "kept, and listed apart in the plan", counted)
        return
    lost = [one for one in counted if not new.fits(one.value)]
    kept = [one for one in counted if new.fits(one.value)]
    kind = f"is of the kind {new.kind!r}, no longer {old.kind!r}"
    if old.kind == new.kind:
        kind = "is asked in another form"
    if lost:
        yield effect(kind, "kept, count as none, and listed apart in the plan", lost)
    if kept and old.kind != new.kind:
        yield effect(kind, "count as before", kept)
    yield from (effect(*one) for one in _lost_parts(kept, old, new))
    yield from (effect(*one) for one in _tightened(kept, old, new))


def _lost_parts(kept: list[Answer], old: Question, new: Question) -> Iterator[_Told]:
    for what, name in sorted(_offered(old) - _offered(new)):
        naming = [one for one in kept if (what, name) in _named(old, one.value)]
        if naming:
            yield f"has no {what} {name!r} any more", "kept, and shown by this key", naming


def _tightened(kept: list[Answer], old: Question, new: Question) -> Iterator[_Told]:
    if isinstance(old, Scale) and isinstance(new, Scale) and old.steps != new.steps and kept:
        yield f"is rated on a scale of {new.steps}, no longer of {old.steps}", "count as they are on the new one", kept
    before = demands(old)
    for name, demand in demands(new).items():
        earlier = before.get(name)
        if earlier and demand.named:
            continue  # each option that goes is said for itself
        against = [one for one in kept if demand.refuses(one.value) and not (earlier and earlier.refuses(one.value))]
        if against:
            yield demand.what, f"kept as they are, and whoever changes theirs must {demand.cure}", against


def _offered(question: Question) -> set[_Part]:
    """What a question offers to be named in an answer."""
    parts = {("option", option.key) for option in getattr(question, "options", ())}
    if isinstance(question, Matrix):
        parts |= {("row", row.key) for row in question.rows}
    if isinstance(question, Table):
        parts |= {("column", column.key) for column in question.columns}
        parts |= {("option", f"{column.key}: {one.key}") for column in question.columns for one in column.options}
    return parts


def _named(question: Question, value: Json) -> set[_Part]:
    """What an answer names of that."""
    named: set[_Part] = set()
    match question:
        case Choice():
            named = {("option", value)}
        case Choices() | Ranking() | Scale() | Roles():
            named = {("option", key) for key in value}
        case Matrix():
            named = {("row", key) for key in value} | {("option", key) for key in value.values()}
        case Agreement():
            named = {("option", value["position"])}
        case Table():
            cells = [(key, cell) for row in value for key, cell in row.items() if key != "id" and cell]
            named = {("column", key) for key, _ in cells} | {("option", f"{key}: {cell}") for key, cell in cells}
    return named
