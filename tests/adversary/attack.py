"""The attack that is exact: of everybody, who cannot be told from them by any byte that was ever served."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from adversary.courses import Course
from adversary.exchange import Exchange, exchanged, lots
from adversary.guide import HEARD
from adversary.seen import DOTS, Place, Seen, Slot
from adversary.served import COUNTED, served
from netlearn_widgets.model.settings import BATCH

__all__ = ["Finding", "Known", "attacked"]

_Class = tuple[Slot, ...]


@dataclass(frozen=True)
class Finding:
    """A slot that can be told from others: fewer than `BATCH` people's may be it, or an exchange is seen."""

    slot: Slot
    people: int
    why: str


@dataclass
class Known:
    """What the adversary knows at the end of a course."""

    events: int = 0
    pictures: int = 0
    classes: list[tuple[Place, dict[Slot, str]]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def attacked(course: Course) -> Known:
    """Attack a course.

    Each class is turned by one, and then back: in those two other courses everybody says what another one of their
    class said. Where every byte is the same in both, what each of them said may have been said by two others. In the
    second, whatever was never shown is also said in other words.
    """
    seen = Seen()
    bytes_ = list(served(course, seen))
    known = Known(events=len(course.events), pictures=len({one for step in bytes_ for one in step}))
    classes = _classes(seen, course)
    for one in classes:
        known.classes.append((one[0].place, {slot: seen.lives[slot].said[-1] for slot in one}))
        people = len({slot.who for slot in one})
        if people < BATCH:
            known.findings.append(Finding(one[0], people, "fewer people came, changed and left together"))
    turned = [one for one in classes if len({slot.who for slot in one}) > 1]
    shown = frozenset(said for life in seen.lives.values() for said in life.said)
    if not _alike(course, bytes_, _turned(seen, turned, 1)):
        known.findings += _told(course, bytes_, seen, turned, 1)
    if not _alike(course, bytes_, replace(_turned(seen, turned, -1), shown=shown)):
        known.findings += _told(course, bytes_, seen, turned, -1)
        if not _alike(course, bytes_, Exchange(shown=shown)):
            known.findings.append(Finding(Slot((0, "held"), "", ""), 1, "what is held back is seen"))
    return known


def _told(course: Course, bytes_: list[tuple[str, ...]], seen: Seen, turned: list[_Class], way: int) -> list[Finding]:
    """Which of the classes can be told, each by itself."""
    told = [one for one in turned if not _alike(course, bytes_, _turned(seen, [one], way))]
    return [Finding(one[0], 1, "exchanged, it is seen") for one in told]


def _turned(seen: Seen, classes: Iterable[_Class], way: int) -> Exchange:
    said = ((save, said) for life in seen.lives.values() for save, said in zip(life.saves, life.said, strict=True))
    exchange = Exchange(saves={save: token for save, token in said if save})
    for one in classes:
        _turn(exchange, one, seen, way)
    return exchange


def _alike(course: Course, bytes_: list[tuple[str, ...]], exchange: Exchange) -> bool:
    """Whether nothing that is served would be another byte."""
    if not exchange.slots and exchange.shown is None:
        return True
    with lots(exchange):
        again = served(exchanged(course, exchange))
        return all(one == other for one, other in zip_longest(bytes_, again))


def _turn(exchange: Exchange, slots: _Class, seen: Seen, way: int) -> None:
    """Let everybody of a class say what the next one said, with one slot each."""
    one_each = list({slot.who: slot for slot in slots}.values())
    for place, slot in enumerate(one_each):
        other = one_each[(place + way) % len(one_each)]
        exchange.slots[slot] = other
        mine, theirs = seen.lives[slot], seen.lives[other]
        where = slot._replace(name="") if slot.place[1] == "consent" else slot  # whatever the wording
        exchange.words.setdefault(where, {}).update(zip(mine.said, theirs.said, strict=True))
        exchange.saves |= {save: said for save, said in zip(mine.saves, theirs.said, strict=True) if save}


def _classes(seen: Seen, course: Course) -> list[_Class]:
    """Who came, changed and left together, and is in the same group of a break-down.

    Left out is what was said openly, and what made the groups of a break-down that was given: who exchanges two units
    exchanges all that is broken down by them.
    """
    tried = any(event.kind == "attempt" for event in course.events)
    ended = any(event.kind in ("close", "round") for event in course.events)
    found: dict[tuple[object, ...], list[Slot]] = {}
    for slot, life in seen.lives.items():
        place, key = slot.place, slot.place[1]
        if (place, slot.who) in seen.openly or (key == "unit" and ended):
            continue
        said = life.said if key in (DOTS, "ideas") else life.saves
        told: tuple[object, ...] = (place, tuple(life.when), tuple(map(said.index, said)))
        if key in COUNTED:
            told += (seen.grouped.get((place, slot.who)),)
        if key == "consent" and tried:
            told += tuple(said.startswith(HEARD) for said in life.said)
        found.setdefault(told, []).append(slot)
    kept = [tuple(slots) for slots in found.values()]
    return kept if not tried else list(_without_stated(kept))


def _without_stated(classes: Iterable[_Class]) -> Iterator[_Class]:
    """Leave out small classes of positions where an agreement was tried: that it tells of objections is stated."""
    for one in classes:
        if one[0].place[1] != "consent" or len({slot.who for slot in one}) >= BATCH:
            yield one
