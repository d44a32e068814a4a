"""What is left of the pictures that were seen when somebody is taken out: places in the history, nothing of theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.record import Record

__all__ = ["left"]


def left(record: Record, participant: str, places: Iterable[tuple[int, str]]) -> Iterator[Act]:
    """What a store keeps in the place of this participant's answers, so that the next picture does not give them away.

    Parameters
    ----------
    record : Record
        The workshop with them in it.
    participant : str
    places : iterable of (int, str)
        The rounds and questions that are touched.

    Yields
    ------
    Act
        Of the kind ``left``, one for each place: ``after`` how many of the remaining answers the newest picture was
        made (0: none was), and how many people are ``gone`` from it.
    """
    for number, question in places:
        held = record.showing(question, number)
        stay = sum(one.participant != participant for one in record.said(question, number)[: held.after])
        gone = held.gone + (participant in held.seen)
        yield Act(kind="left", question=question, round=number, value={"after": stay, "gone": gone})
