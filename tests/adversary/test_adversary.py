"""What an adversary can tell of one person from all that was ever served, over a tenth of the courses of the bench."""

from __future__ import annotations

from collections import defaultdict
from random import Random

import pytest

from adversary.attack import Finding, Known, attacked
from adversary.courses import course
from adversary.odds import OPTIONS, chosen, meant, solved, stated
from adversary.seen import DOTS

COURSES = 2000
KINDS = ("unit", "stage", "grid", "words", "ideas", DOTS, "consent", "held")


@pytest.fixture(scope="module")
def found() -> dict[str, list[tuple[int, Finding]]]:
    """All that the adversary finds, by the question it is about, with the course's number."""
    findings = defaultdict(list)
    for seed in range(COURSES):
        for one in attacked(course(seed)).findings:
            findings[one.slot.place[1]].append((seed, one))
    return findings


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_told_from_two_others(found, kind):
    """Of all that was shown under protection: what two others said may be theirs, and every byte is the same.

    "held": what was never shown may be anything else.
    """
    assert not found[kind][:5]


def test_a_course_is_the_same_for_the_same_number():
    assert course(7) == course(7)
    assert course(7) != course(8)


def small(seed: int, options: tuple[str, ...]) -> tuple[Known, dict, dict] | None:
    """A small course about one choice, with what the solver finds; None where it would take too long."""
    random = Random(seed)  # noqa: S311  options are drawn by lot
    one = course(seed, people=random.randint(4, 8), questions=("stage",))
    said = sum(bool(event.kind == "answer" and event.value) for event in one.events)
    protected = not any(event.kind == "settings" and "protected" in event.value for event in one.events)
    known = attacked(one)
    if not protected or not known.classes or len(options) ** said > 600:
        return None
    meaning = meant(one, options, random)
    tokens = {}
    for event in one.events:
        if event.kind == "answer" and event.value:
            tokens.setdefault(event.who, []).append(event.value[""])
    return known, meaning, {"solved": solved(chosen(one, meaning), options), "tokens": tokens}


@pytest.mark.parametrize(("options", "seeds"), [(OPTIONS[:2], range(120)), (OPTIONS, range(120, 700))])
def test_the_best_guess_is_no_better_than_stated(options, seeds):
    """All that people may have said is tried: what fits the bytes says of nobody more than their class does."""
    tried = 0
    for seed in seeds:
        if (course_ := small(seed, options)) is None:
            continue
        known, meaning, got = course_
        odds = {guess.slot: guess.outside for guess in stated(known, meaning)}
        for place, said in known.classes:
            for slot, token in said.items():
                last = max(n for n, one in enumerate(got["tokens"][slot.who]) if one == token)
                counted = got["solved"][place, slot.who][last]
                assert max(counted.values()) / counted.total() <= odds[slot] + 1e-9, (seed, slot)
                tried += 1

    assert tried > 10
