"""The attack that is not exact: how good the best guess at what one person said is.

What is stated goes by classes: the best guess is what most of a class said. The solver knows nothing of classes: it
tries everything people may have said, and keeps what would have been served with the very same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product, zip_longest
from random import Random

from adversary.attack import Known
from adversary.courses import Course
from adversary.guide import UNITS
from adversary.seen import Place, Slot
from adversary.served import served

__all__ = ["OPTIONS", "Guess", "chosen", "meant", "solved", "stated"]

OPTIONS = ("x", "y", "z")


@dataclass(frozen=True)
class Guess:
    """The odds of the best guess at what one person said: from outside, and by one of their class."""

    slot: Slot
    outside: float
    insider: float


def meant(course: Course, options: Sequence[str], random: Random) -> dict[str, str]:
    """Return for each token an option: somebody may say the same again, and come back to what they said before."""
    said = (token for event in course.events if event.kind == "answer" for token in event.value.values())
    return {token: random.choice(options) for token in dict.fromkeys(said)}


def stated(known: Known, meaning: Mapping[str, str]) -> Iterator[Guess]:
    """Yield what is stated of everybody whose answer was shown: the share of what most of their class said."""
    for _, said in known.classes:
        one_each = {slot.who: (slot, _meaning(meaning, token)) for slot, token in said.items()}
        count = Counter(option for _, option in one_each.values())
        for slot, option in one_each.values():
            yield Guess(slot, _best(count), _best(count - _insider(count, option)))


def _meaning(meaning: Mapping[str, str], token: str) -> str:
    """What a token means; of the rows of a grid, each by itself."""
    if token in UNITS:
        return token
    cells = (cell.partition("=") for cell in token.split(" "))
    return " ".join(
        f"{row}{sign}{meaning.get(said, said)}" if sign else meaning.get(row, row) for row, sign, said in cells
    )


def _insider(count: Counter[str], option: str) -> Counter[str]:
    """One of the class who is not the person: the one who knows most by their own answer."""
    others = count - Counter([option])
    return Counter([min(others, key=lambda one: others[one])]) if others else Counter()


def _best(count: Counter[str]) -> float:
    return max(count.values(), default=1) / max(count.total(), 1)


def chosen(course: Course, meaning: Mapping[str, str]) -> Course:
    """Return the course in which people choose options in the place of tokens."""
    events = (
        event._replace(value={name: meaning[token] for name, token in event.value.items()})
        if event.kind == "answer"
        else event
        for event in course.events
    )
    return replace(course, events=tuple(events))


def solved(course: Course, options: Sequence[str]) -> dict[tuple[Place, str], list[Counter[str]]]:
    """Return, for what each person said one time after the other, how often it is each option in all that fits.

    ``course`` is one in which people choose from these options; who saved and who took back is known, what is not.
    """
    bytes_ = list(served(course))
    places = [number for number, event in enumerate(course.events) if event.kind == "answer" and event.value]
    found: dict[tuple[Place, str], list[Counter[str]]] = {}
    for said in product(options, repeat=len(places)):
        events = list(course.events)
        for number, option in zip(places, said, strict=True):
            events[number] = events[number]._replace(value={"": option})
        again = served(replace(course, events=tuple(events)))
        if all(one == other for one, other in zip_longest(bytes_, again)):
            _count(found, events)
    return found


def _count(found: dict[tuple[Place, str], list[Counter[str]]], events: Sequence[object]) -> None:
    times: Counter[tuple[Place, str]] = Counter()
    round_ = 1
    for event in events:
        round_ += event.kind == "round"
        if event.kind == "answer" and event.value:
            key = ((round_, event.question), event.who)
            mine = found.setdefault(key, [])
            mine += [Counter()] if len(mine) == times[key] else []
            mine[times[key]][event.value[""]] += 1
            times[key] += 1
