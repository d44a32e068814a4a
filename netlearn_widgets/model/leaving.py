"""What is left of pictures that were seen when somebody is taken out: who was in them together, nothing of theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from netlearn_widgets.model import dots as of_dots
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.choosing import Choice
from netlearn_widgets.model.grouping import parted
from netlearn_widgets.model.people import Ties
from netlearn_widgets.model.record import Record

__all__ = ["left"]


def left(
    record: Record, participant: str, places: Iterable[tuple[int, str]], reworded: Iterable[tuple[int, str]] = ()
) -> Iterator[Act]:
    """What a store keeps in the place of this participant's answers, so that the next picture does not give them away.

    It takes the place of what was kept before of the same round and question.

    Parameters
    ----------
    record : Record
        The workshop with them in it.
    participant : str
        "" where nobody leaves.
    places : iterable of (int, str)
        The rounds and questions to which they said something.
    reworded : iterable of (int, str)
        Those where a name is taken out of what others said: who said something new is no longer read from it.

    Yields
    ------
    Act
        Of the kind ``left``, one for each place where something was in a picture, or in what makes the groups of
        a break-down, that is not there any more: the
        ``cohorts`` of its answers and of its ``dots`` without them, see
        `netlearn_widgets.model.cohorts.Cohorts.kept`; None where there never was one. Both are in each, for it takes
        the place of an older one.
    """
    reworded = set(reworded)
    for place in sorted({*places, *reworded, *_broken_down_by(record, places)}):
        number, question = place
        parts = parted(record, question, number)
        cohorts, seen = record.left_behind(question, number, participant, parts)
        dots, counted = of_dots.left_behind(
            record.held_and_done(question, number), participant, over=number < record.round.number
        )
        if seen or counted or (cohorts and (parts or place in reworded)):
            yield Act(
                kind="left",
                question=question,
                round=number,
                value={"cohorts": cohorts or None, "dots": dots or None},
            )


def _broken_down_by(record: Record, places: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The questions whose break-downs are made from what was said in these places: afterwards nobody can make them."""
    rounds = {number for number, question in places if isinstance(record.questions.get(question), Choice | Ties)}
    answered = {(answer.round, answer.question) for answer in record.answers}
    yield from ((number, question) for number, question in answered if number in rounds)
