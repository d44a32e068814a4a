"""Break-downs of one question, as they could be had once its round had ended: who was in which group, of whom.

They are made of what could be seen just before a host closed the round for the first time, or the next one was opened,
so that what happens later makes no other one; once somebody was taken out who had answered, there is none. Whatever
makes groups does so in the order of the guide, and keeps to the classes that the ones before left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from netlearn_widgets.model.breakdown import COUNTED, LEAST, Breakdown, People, broken_down, classes
from netlearn_widgets.model.choosing import Choice
from netlearn_widgets.model.disclosure import Disclosure, Moment, moment
from netlearn_widgets.model.people import Ties
from netlearn_widgets.model.question import Json, Question, label_of
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.workshop import Answer

__all__ = ["Maker", "break_downs", "ended", "groups", "guarded", "parted"]

Maker: TypeAlias = Choice | Ties
"""What makes groups: a question for one choice, or a map, by the organisation each gave for themselves."""


def ended(record: Record, number: int) -> Moment | None:
    """When a round first ended: a host closed it, or the next one was opened."""
    closed = [moment(act) for act in record.acts if act.round == number and act.kind == "close" and act.value["closed"]]
    opened = [moment(one) for one in record.rounds if one.number > number]
    return min([*closed, *opened], default=None)


def guarded(record: Record, asked: Question, number: int, then: Disclosure) -> dict[str, Answer]:
    """The answers of a picture that are broken down only where that is safe."""
    openly = record.disclosure(asked.key, number).openly
    return {who: one for who, one in then.answers.items() if who not in openly and asked.fits(one.value)}


def break_downs(
    record: Record, questions: Iterable[Question], asked: Question, number: int
) -> Iterator[tuple[Maker, Breakdown]]:
    """Yield, by each of these questions that makes groups, how answers can be broken down; none before the end."""
    if (end := ended(record, number)) is None:
        return
    then = record.disclosure_at(asked.key, number, end)
    people = guarded(record, asked, number, then)
    alike = classes(people, then.cohorts)
    for maker in questions:
        if isinstance(maker, Choice | Ties):
            said = record.disclosure_at(maker.key, number, end).answers
            done = broken_down(groups(maker, said, people), alike, least=max(LEAST, then.threshold))
            if done.shown:
                alike = classes(people, alike, done.sums)
            yield maker, done


def parted(record: Record, key: str, number: int) -> list[People]:
    """Return whose answers to this question are in one sum of a break-down that could be had."""
    asked = record.questions.get(key)
    if asked is None or asked.kind not in COUNTED:
        return []
    done = break_downs(record, record.questions.values(), asked, number)
    return [people for _, one in done if one.shown for people in one.sums]


def groups(maker: Maker, said: Mapping[str, Answer], people: Iterable[str]) -> dict[str, frozenset[str]]:
    """Who is in which group by what they said; "" for those who said nothing of it."""
    named = {who: _group(maker, one.value) for who, one in said.items() if maker.fits(one.value)}
    found: dict[str, set[str]] = {}
    for who in people:
        found.setdefault(named.get(who, ""), set()).add(who)
    return {name: frozenset(those) for name, those in found.items()}


def _group(maker: Maker, value: Json) -> str:
    if isinstance(maker, Choice):
        return label_of(maker.options, value)
    own = (person["organisation"] for person in value["people"] if person["id"] == value["me"])
    return str(next(own, ""))
