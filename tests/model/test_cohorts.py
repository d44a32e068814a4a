"""What two people of a cohort said can be exchanged, and every picture stays the same: for any course."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from netlearn_widgets.model.cohorts import Cohorts, Piece
from netlearn_widgets.model.settings import BATCH

PEOPLE = "abcdefghij"
NAMES = ("", "i", "j")  # of a whole answer, and of cards

_WHO, _NAME = st.sampled_from(PEOPLE), st.sampled_from(NAMES)
STEPS = st.one_of(
    st.tuples(st.just("say"), _WHO, _NAME),
    st.tuples(st.just("again"), _WHO, _NAME),
    st.tuples(st.just("back"), _WHO, _NAME),
    st.tuples(st.just("everybody"), st.permutations(PEOPLE), _NAME),
    st.tuples(st.just("hide"), st.booleans(), st.just("")),
    st.tuples(st.just("threshold"), st.integers(3, 6), st.just("")),
    st.tuples(st.just("out"), _WHO, st.just("")),
    st.tuples(st.just("store"), st.just(""), st.just("")),
)

Picture = dict[tuple[str, str], Piece]


def one_by_one(steps) -> Iterator[tuple]:
    for verb, how, name in steps:
        if verb == "everybody":
            yield from (("say", who, name) for who in how)
        else:
            yield verb, how, name


def run(steps, exchanged: Mapping[tuple[str, str], str]) -> Iterator[tuple[Picture, tuple]]:
    """Go through a course, and yield after each step what is in the picture and what is told beside it.

    Each thing said is new and is in no other's words: "0", "1" … or what it is exchanged for, by its id and name.
    """
    cohorts, mine, said, out = Cohorts(), {who: {} for who in PEOPLE}, {}, set()
    threshold, hidden = 5, False
    for number, (verb, how, name) in enumerate(one_by_one(steps)):
        if verb in ("say", "again", "back") and how not in out:
            if verb == "say":
                mine[how][name] = str(number)
            elif verb == "back":
                mine[how].pop(name, None)
            mine[how] = {one: exchanged.get((str(number), one), value) for one, value in mine[how].items()}
            said[str(number)] = dict(mine[how])
            cohorts.say(how, str(number), said[str(number)])
        elif verb == "hide":
            hidden = how
        elif verb == "threshold":
            threshold = how
        elif verb == "out":
            out.add(how)
            cohorts.take_out(how)
        elif verb == "store":
            kept = cohorts.kept()
            cohorts.take_up(kept, said)
            assert cohorts.kept() == kept
        if not hidden:
            cohorts.move(threshold)
        shown = {(who, one): piece for who, theirs in cohorts.shown.items() for one, piece in theirs.items()}
        yield shown, (cohorts.waiting, len(cohorts.now), cohorts.apart, sorted(shown))


def exchanges(pictures: list[Picture], one, other) -> dict[tuple[str, str], str]:
    """What was seen of two items, each in the place of the other."""
    pairs = {(picture.get(one), picture.get(other)) for picture in pictures} - {(None, None)}
    assert all(None not in pair for pair in pairs)
    return {(said.id, one[1]): instead.value for pair in pairs for said, instead in (pair, pair[::-1])}


@settings(max_examples=300)
@given(st.lists(STEPS, max_size=40), st.data())
def test_what_two_of_a_cohort_said_can_be_exchanged(steps, data):
    """Neither the pictures nor what is told of those who wait depends on which of them said what."""
    course = list(run(steps, {}))
    pictures = [picture for picture, _ in course]
    courses: dict[tuple, list] = {}
    for item in {item for picture in pictures for item in picture}:
        courses.setdefault(tuple(item in picture for picture in pictures), []).append(item)
    alike = [
        (one, other)
        for items in courses.values()
        for one in items
        for other in items
        if one < other and one[1] == other[1] and moves(pictures, one) == moves(pictures, other)
    ]
    if not alike:
        return
    one, other = data.draw(st.sampled_from(sorted(alike)))

    again = list(run(steps, exchanges(pictures, one, other)))

    assert [told for _, told in again] == [told for _, told in course]
    assert [words(picture) for picture, _ in again] == [words(picture) for picture in pictures]


def words(picture: Picture) -> list[str]:
    """What is said in a picture, whoever said it."""
    return sorted(piece.value for piece in picture.values())


def moves(pictures: list[Picture], item) -> list[bool]:
    """Between which pictures a piece was replaced."""
    return [earlier.get(item) != later.get(item) for earlier, later in pairwise(pictures)]


@settings(max_examples=300)
@given(st.lists(STEPS, max_size=40))
def test_whatever_was_seen_was_seen_of_three_people_in_the_same_pictures(steps):
    """Of each piece that was ever in a picture there are such of two others that came, changed and left with it."""
    pictures = [picture for picture, _ in run(steps, {})]
    alike: dict[tuple, set[str]] = {}
    for item in {item for picture in pictures for item in picture}:
        course = (tuple(item in picture for picture in pictures), tuple(moves(pictures, item)))
        alike.setdefault(course, set()).add(item[0])

    assert all(len(people) >= BATCH for people in alike.values())


@settings(max_examples=200)
@given(st.lists(STEPS, max_size=40))
def test_a_picture_grows_only_to_as_many_as_the_threshold(steps):
    """The first has as many, and so has each that shows somebody more."""
    threshold, seen = 5, 0
    for (verb, how, _), (picture, _) in zip(one_by_one(steps), run(steps, {}), strict=True):
        threshold = how if verb == "threshold" else threshold
        people = len({who for who, _ in picture})
        if verb != "out" and people > seen:
            assert people >= threshold
        seen = people
