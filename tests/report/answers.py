"""Answers to every question of a guide, one made for each kind, with words that can be found again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from openly import OPENLY

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.choosing import Choice, Choices, Horizons, Matrix, Ranking, Scale
from netlearn_widgets.model.deciding import decide
from netlearn_widgets.model.guide import Guide
from netlearn_widgets.model.people import Roles, Ties
from netlearn_widgets.model.question import Question
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.table import Column, Table
from netlearn_widgets.model.telling import Ideas, Text
from netlearn_widgets.model.workshop import Answer, Participant, Proposal, Round, Workshop

__all__ = ["OPENED", "answer_for", "record_of"]

OPENED = dt.datetime(2027, 1, 12, 9, tzinfo=dt.UTC)
_NAMES = ("Ada", "Bo", "Cy", "Di", "Eve", "Fay", "Gus")


def answer_for(question: Question, who: int, words: str = "") -> Any:
    """One person's answer, kept as the model keeps it; ``words`` stand wherever a text may stand."""
    return question.check(_raw(question, who, words or f"{_NAMES[who % len(_NAMES)]} says {question.key}"))


def _raw(question: Question, who: int, words: str) -> Any:  # noqa: C901, PLR0911  one case a kind
    match question:
        case Text():
            return words[: question.longest]
        case Ideas():
            return [{"id": f"i{who}", "text": words[: question.longest]}]
        case Choice():
            return question.options[who**2 % len(question.options)].key
        case Ranking():
            return [option.key for option in [*question.options[who % 3 :], *question.options[: who % 3]]]
        case Choices():
            chosen = {question.options[(who * step + 1) % len(question.options)].key for step in (1, 2)}
            return sorted(chosen)
        case Horizons() | Matrix():
            options = question.options
            return {row.key: options[(who + place) ** 2 % len(options)].key for place, row in enumerate(question.rows)}
        case Scale():
            steps = question.steps
            return {one.key: 1 + (who * 3 + place) % steps for place, one in enumerate(question.options)}
        case Roles():
            return {question.options[who % 5].key: {"holds": [words[:80]], "could": [_NAMES[who % 3]]}}
        case Ties():
            return _map(who, words)
        case Table():
            return [{"id": f"r{who}"} | {column.key: _cell(column, who, words) for column in question.columns}]
        case Agreement():
            scale = question.options
            return {
                "proposal": f"w-{question.key}",
                "position": scale[who % 4].key,
                "reason": words[: question.longest],
            }
    message = f"No answer is made here for the kind {question.kind!r}."
    raise AssertionError(message)


def _cell(column: Column, who: int, words: str) -> str:
    if column.type == "date":
        return f"2027-0{1 + who % 9}-15"
    if column.type == "choice":
        return column.options[who % len(column.options)].key
    return words[:280] if column.required or who % 2 else ""


def _map(who: int, words: str) -> Any:
    people = [
        {
            "id": str(place),
            "name": name,
            "organisation": ("North Health Board", "Library", "")[place % 3],
            "seat": False,
        }
        for place, name in enumerate(_NAMES)
    ]
    people.append({"id": "seat", "name": words[:80], "organisation": words[:80], "seat": True})
    ties = [{"from": str(who % 7), "to": str((who + step) % 7)} for step in (1, 2)]
    return {"people": people, "me": str(who % 7), "ties": ties}


def record_of(
    guide: Guide,
    *,
    people: int = 3,
    words: str = "",
    skip: frozenset[str] = frozenset(),
    acts: tuple[Act, ...] = (OPENLY,),
) -> Record:
    """A workshop, held openly, where that many people answered every question of the guide except those skipped.

    Each wording that can be agreed is recorded as agreed.
    """
    asked = [question for key, question in guide.questions.items() if key not in skip]
    record = Record(
        workshop=Workshop(code="KRTM-27", title=words[:200] or "Fewer falls", guide="", invented=True),
        rounds=(Round(number=1, title="First meeting", opened=OPENED),),
        participants=tuple(Participant(id=f"p{who}", name=_NAMES[who] if who < 2 else "") for who in range(people)),
        answers=tuple(
            Answer(question=question.key, participant=f"p{who}", value=answer_for(question, who, words))
            for question in asked
            for who in range(people)
        ),
        proposals=tuple(
            Proposal(question=one.key, text=words or f"Wording for {one.key}", participant="p0", id=f"w-{one.key}")
            for one in asked
            if isinstance(one, Agreement)
        ),
        acts=acts,
    )
    return replace(record, acts=(*acts, *(decide(one, "agreed") for one in record.proposals)))
