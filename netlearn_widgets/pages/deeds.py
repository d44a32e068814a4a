"""What participants did to the group's cards, as a host reads it and undoes it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.deeds import Deeds, deeds, undone
from netlearn_widgets.model.errors import NetlearnError
from netlearn_widgets.model.guide import Guide
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.removal import NOBODY
from netlearn_widgets.model.telling import Ideas
from netlearn_widgets.pages.room import milliseconds
from netlearn_widgets.report.pieces import listed

__all__ = ["back", "deeds_told"]

_MOST = 30
"""People told of for each question: whoever did most comes first."""

_WORDS = {
    "moved": ("moved {} card", "moved {} cards"),
    "merged": ("merged {} card with another", "merged {} cards with others"),
    "parted": ("took {} merged card out again", "took {} merged cards out again"),
    "named": ("named {} theme", "named {} themes"),
    "deleted": ("took {} theme away", "took {} themes away"),
}


def deeds_told(record: Record, guide: Guide) -> list[dict[str, Json]]:
    """What stands of what people did to the cards in the open round, by question and person; nobody's dots.

    A person without a name to show is a phone with a number, which says nothing but that it is another one.
    """
    told: list[dict[str, Json]] = []
    phones: dict[str, int] = {}
    for question, found in _found(record, guide):
        for one in found[:_MOST]:
            name = _name(record, one.participant) or f"Phone {phones.setdefault(one.participant, len(phones) + 1)}"
            told.append(
                {
                    "id": _mark(question.key, one.participant),
                    "question": question.key,
                    "prompt": question.prompt,
                    "who": name,
                    "did": listed(
                        words[count != 1].format(count)
                        for kind, words in _WORDS.items()
                        if (count := one.counts.get(kind, 0))
                    ),
                    "at": milliseconds(one.at),
                }
            )
    return told


def back(record: Record, guide: Guide, mark: str) -> list[Act]:
    """Return the acts that undo what a person did to the cards of a question.

    Parameters
    ----------
    record : Record
    guide : Guide
    mark : str
        The ``id`` of an entry of `deeds_told`.

    Raises
    ------
    NetlearnError
        When nothing of it stands any more.
    """
    for question, found in _found(record, guide):
        for one in found:
            if mark == _mark(question.key, one.participant):
                acts = undone(record.done(question.key), one.participant)
                return [Act(kind=kind, value=value, question=question.key) for kind, value in acts]
    problem = "Nothing of this stands any more: it was undone meanwhile."
    raise NetlearnError(problem)


def _found(record: Record, guide: Guide) -> Iterator[tuple[Ideas, tuple[Deeds, ...]]]:
    for question in guide.questions.values():
        if isinstance(question, Ideas):
            yield question, deeds(record.done(question.key))


def _name(record: Record, participant: str) -> str:
    if participant == NOBODY:
        return "Somebody who left"
    person = record.participant(participant)
    return record.called(person) if person else ""


def _mark(question: str, participant: str) -> str:
    """Name an entry; nobody can tell the participant's number from it."""
    return hashlib.sha256(f"{question}\n{participant}".encode()).hexdigest()[:16]
