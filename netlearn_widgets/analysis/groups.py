"""What may be passed on: answers that everybody may see, and how many of each group gave them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping

from netlearn_widgets.analysis.asked import Asked, fits
from netlearn_widgets.analysis.unfolding import unfold
from netlearn_widgets.model.breakdown import LEAST, Breakdown, broken_down
from netlearn_widgets.model.choosing import Choice
from netlearn_widgets.model.errors import NetlearnError
from netlearn_widgets.model.guide import Guide
from netlearn_widgets.model.people import Ties
from netlearn_widgets.model.protection import Moment, moment
from netlearn_widgets.model.question import Json, Question, label_of
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.workshop import Answer

__all__ = ["group_rows", "shared_rows"]

_Row = dict[str, Json]
_COUNTED = ("choice", "choices", "horizons", "matrix", "scale", "ranking")
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

    Parameters
    ----------
    record : Record
    guide : Guide
    question : str
        A question whose answers are counted: for choices, ratings or an order.
    by : str
        What makes the groups: a question for one choice, or a map, by the organisation each gave for themselves.

    Raises
    ------
    NetlearnError
        When the guide has no such question, or one of another kind.

    See Also
    --------
    netlearn_widgets.model.breakdown : which groups are held back.
    """
    asked, maker = guide.question(question), guide.question(by)
    if asked.kind not in _COUNTED:
        problem = f"{question!r} is not counted, so it cannot be broken down. Take one of: {_keys(guide, *_COUNTED)}."
        raise NetlearnError(problem)
    if not isinstance(maker, Choice | Ties):
        problem = f"{by!r} makes no groups. Take one of: {_keys(guide, 'choice', 'ties')}."
        raise NetlearnError(problem)
    for sitting in record.rounds:
        where = {"workshop": record.workshop.code, "round": sitting.number, "question": question}
        yield from (where | row for row in _rows(asked, _newest(record, guide, asked, maker, sitting.number)))


def _keys(guide: Guide, *kinds: str) -> str:
    return ", ".join(key for key, one in guide.questions.items() if one.kind in kinds)


def _newest(record: Record, guide: Guide, asked: Question, maker: Choice | Ties, number: int) -> Breakdown[Answer]:
    """The picture that may be shown now, broken down; nothing of it where it cannot be."""
    showing = record.showing(asked.key, number)
    said = [answer for answer in record.said(maker.key, number) if fits(maker, answer.value)]
    if not record.settings.protected:
        return Breakdown(shown=_groups(maker, said, showing.answers), hidden={})
    least = max(LEAST, showing.threshold)
    pictures = [_groups(maker, said, one.answers, one.moment) for one in showing.pictures]
    done = broken_down(pictures, least=least)
    visible = showing.whole and Asked(record, guide, asked, number).answers
    return done[-1] if visible else Breakdown(shown={}, hidden={"": showing.answers})


def _groups(
    maker: Choice | Ties, said: list[Answer], answers: Mapping[str, Answer], until: Moment | None = None
) -> dict[str, dict[str, Answer]]:
    """Who is in which group, as it was known when a picture was made; "" for those who gave none."""
    named = {one.participant: _group(maker, one.value) for one in said if until is None or moment(one) <= until}
    groups: dict[str, dict[str, Answer]] = {}
    for who, answer in answers.items():
        groups.setdefault(named.get(who, ""), {})[who] = answer
    return groups


def _group(maker: Choice | Ties, value: Json) -> str:
    if isinstance(maker, Choice):
        return label_of(maker.options, value)
    own = (person["organisation"] for person in value["people"] if person["id"] == value["me"])
    return str(next(own, ""))


def _rows(asked: Question, done: Breakdown[Answer]) -> Iterator[_Row]:
    for group in sorted(done.shown, key=str.casefold):
        people = done.shown[group].values()
        parts = Counter(
            tuple(part.get(key) for key in _PARTS)
            for answer in people
            if fits(asked, answer.value)
            for part in unfold(asked, answer.value)
        )
        common = {"group": group or None, "answered": len(people), "held": False}
        for said, n in sorted(parts.items(), key=lambda pair: json.dumps(pair[0])):
            yield common | dict(zip(_PARTS, said, strict=True)) | {"n": n}
    if rest := sum(map(len, done.hidden.values())):
        yield {"group": None, "answered": rest, "held": True, "n": 0}
