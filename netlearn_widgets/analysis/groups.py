"""What may be passed on: answers that everybody may see, and how many of each group gave them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping

from netlearn_widgets.analysis.asked import Asked
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

    In a protected workshop the answers of a round are broken down once, when a host closes it or the next one is
    opened; until then they are held back, and what is answered later does not change it.

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
        yield from (where | row for row in _rows(asked, _broken_down(record, asked, maker, sitting.number)))


def _keys(guide: Guide, *kinds: str) -> str:
    return ", ".join(key for key, one in guide.questions.items() if one.kind in kinds)


def _broken_down(record: Record, asked: Question, maker: Choice | Ties, number: int) -> Breakdown[Answer]:
    """The answers that may be shown, by group; in a protected workshop as they were when the round ended."""
    if not record.settings.protected:
        return Breakdown(shown=_groups(record, maker, number, record.shown(asked.key, number)), hidden={})
    ended = _ended(record, number)
    showing = record.showing_at(asked.key, number, ended) if ended else record.showing(asked.key, number)
    answers = {who: answer for who, answer in showing.answers.items() if asked.fits(answer.value)}
    if not ended or len(answers) < len(showing.answers):
        return Breakdown(shown={}, hidden={"": record.shown(asked.key, number)})
    earlier = [{who: one.value for who, one in seen.items()} for seen in showing.pictures[:-1]]
    groups = _groups(record, maker, number, answers, until=ended)
    values = {name: {who: one.value for who, one in whole.items()} for name, whole in groups.items()}
    done = broken_down(values, earlier, least=max(LEAST, showing.threshold))
    return Breakdown(
        shown={name: groups[name] for name in done.shown}, hidden={name: groups[name] for name in done.hidden}
    )


def _ended(record: Record, number: int) -> Moment | None:
    """When the round first ended: a host closed it, or the next one was opened."""
    closed = [moment(act) for act in record.acts if act.round == number and act.kind == "close" and act.value["closed"]]
    opened = [moment(one) for one in record.rounds if one.number > number]
    return min([*closed, *opened], default=None)


def _groups(
    record: Record, maker: Choice | Ties, number: int, answers: Mapping[str, Answer], until: Moment | None = None
) -> dict[str, dict[str, Answer]]:
    """Who is in which group; "" for those who gave none."""
    named = {
        one.participant: _group(maker, one.value)
        for one in record.said(maker.key, number)
        if maker.fits(one.value) and (until is None or moment(one) < until)
    }
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
            if asked.fits(answer.value)
            for part in unfold(asked, answer.value)
        )
        common = {"group": group or None, "answered": len(people), "held": False}
        for said, n in sorted(parts.items(), key=lambda pair: json.dumps(pair[0])):
            yield common | dict(zip(_PARTS, said, strict=True)) | {"n": n}
    if rest := sum(map(len, done.hidden.values())):
        yield {"group": None, "answered": rest, "held": True, "n": 0}
