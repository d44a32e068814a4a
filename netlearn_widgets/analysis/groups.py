"""What may be passed on: answers that everybody may see, and how many of each group gave them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping

from netlearn_widgets.analysis.asked import Asked
from netlearn_widgets.analysis.unfolding import unfold
from netlearn_widgets.model.breakdown import COUNTED, Breakdown
from netlearn_widgets.model.choosing import Choice
from netlearn_widgets.model.errors import NetlearnError
from netlearn_widgets.model.grouping import Maker, break_downs, ended, groups, guarded
from netlearn_widgets.model.guide import Guide
from netlearn_widgets.model.people import Ties
from netlearn_widgets.model.question import Json, Question
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.workshop import Answer

__all__ = ["group_rows", "shared_rows"]

_Row = dict[str, Json]
_PARTS = ("part", "option", "label", "value")


def shared_rows(record: Record, guide: Guide) -> Iterator[_Row]:
    """The rows of `frames.answers` without whose they are and when they were given."""
    for sitting in record.rounds:
        for step in guide.steps:
            for question in step.questions:
                common = {
                    "workshop": record.workshop.code,
                    "round": sitting.number,
                    "step": step.key,
                    "question": question.key,
                    "kind": question.kind,
                    "current": True,
                    "from_paper": False,
                }
                values = Asked(record, guide, question, sitting.number).values
                parts = [part for value in values for part in unfold(question, value)]
                yield from (common | part for part in sorted(parts, key=_what))


def _what(part: _Row) -> str:
    """An order that does not tell which parts one person gave."""
    said = {key: part.get(key) for key in ("option", "label", "value", "text")}
    return json.dumps(said, ensure_ascii=False, default=str)


def group_rows(record: Record, guide: Guide, question: str, by: str) -> Iterator[_Row]:
    """How many people of each group said what, all rounds together.

    Protected answers of a round are broken down once, when a host closes it or the next one is opened; until then they
    are held back, and what is answered later does not change it. Whatever makes groups does so in the order of the
    guide: two break-downs of a question that together give somebody away are not both given.

    Parameters
    ----------
    record : Record
    guide : Guide
    question : str
        A question whose answers are counted: for choices, ratings or an order.
    by : str
        What makes the groups: a question for one choice, or a map, by the organisation each gave for themselves; as
        far as those answers may be shown.

    Raises
    ------
    NetlearnError
        When the guide has no such question, or one of another kind.

    See Also
    --------
    netlearn_widgets.model.breakdown : which groups are held back.
    """
    asked, maker = guide.question(question), guide.question(by)
    if asked.kind not in COUNTED:
        problem = f"{question!r} is not counted, so it cannot be broken down. Take one of: {_keys(guide, *COUNTED)}."
        raise NetlearnError(problem)
    if not isinstance(maker, Choice | Ties):
        problem = f"{by!r} makes no groups. Take one of: {_keys(guide, 'choice', 'ties')}."
        raise NetlearnError(problem)
    for sitting in record.rounds:
        where = {"workshop": record.workshop.code, "round": sitting.number, "question": question}
        answers, done = _broken_down(Asked(record, guide, asked, sitting.number), maker)
        yield from (where | row for row in _rows(asked, answers, done))


def _keys(guide: Guide, *kinds: str) -> str:
    return ", ".join(key for key, one in guide.questions.items() if one.kind in kinds)


def _broken_down(asked: Asked[Question], maker: Maker) -> tuple[Mapping[str, Answer], Breakdown]:
    """The answers that may be shown, and who is in which group: all of those given openly, of others what is safe."""
    record, number, key = asked.record, asked.round, asked.question.key
    now, end = record.disclosure(key, number), ended(record, number)
    open_ = {who: one for who, one in now.answers.items() if who in now.openly and asked.question.fits(one.value)}
    held = {who: one for who, one in now.answers.items() if who not in now.openly}
    by = record.disclosure(maker.key, number)
    openly = groups(maker, {who: one for who, one in by.answers.items() if who in by.openly}, open_)
    if not end or not held:
        return now.answers, Breakdown(shown=openly, hidden={"": frozenset(held)} if held else {})
    held = guarded(record, asked.question, number, record.disclosure_at(key, number, end))
    all_done = break_downs(record, asked.guide.questions.values(), asked.question, number)
    done = next(one for by_what, one in all_done if by_what == maker)
    shown = {
        name: openly.get(name, frozenset()) | done.shown.get(name, frozenset()) for name in {**openly, **done.shown}
    }
    return held | open_, Breakdown(shown=shown, hidden=done.hidden)


def _rows(asked: Question, answers: Mapping[str, Answer], done: Breakdown) -> Iterator[_Row]:
    for group in sorted(done.shown, key=str.casefold):
        people = done.shown[group]
        parts = Counter(
            tuple(part.get(key) for key in _PARTS)
            for who in people
            if asked.fits(answers[who].value)
            for part in unfold(asked, answers[who].value)
        )
        common = {"group": group or None, "answered": len(people), "held": False}
        for said, n in sorted(parts.items(), key=lambda pair: json.dumps(pair[0])):
            yield common | dict(zip(_PARTS, said, strict=True)) | {"n": n}
    if rest := sum(map(len, done.hidden.values())):
        yield {"group": None, "answered": rest, "held": True, "n": 0}
