"""Answers broken down by group: nobody is given away by theirs, alone, by a total, by an earlier picture or another."""

from __future__ import annotations

import doctest

from hypothesis import event, given, settings
from hypothesis import strategies as st

from netlearn_widgets.model import breakdown
from netlearn_widgets.model.breakdown import LEAST, broken_down, classes
from netlearn_widgets.model.settings import BATCH


def shown(*alike, **groups):
    everybody = frozenset().union(*groups.values())
    done = broken_down(groups, [frozenset(one) for one in alike] or [everybody])
    return sorted(done.shown)


def test_examples_hold():
    assert doctest.testmod(breakdown).failed == 0


def test_only_groups_of_five_or_more_are_shown():
    """Groups that are too small are hidden together, and cannot be told apart."""
    assert shown(Library="abcdef", School="ghi", Surgery="jk") == ["Library"]


def test_a_second_group_is_hidden_when_a_total_would_give_the_first_away():
    """All less the library and the surgery would be the school's two."""
    assert shown(Library="abcde", Surgery="fghijk", School="xy") == ["Surgery"]


def test_where_one_group_is_left_beside_too_few_nothing_is_broken_down():
    """A group and two others are everybody: the group alone would give the two away."""
    assert shown(Library="abcdef", School="xy") == []


def test_an_earlier_picture_less_a_group_gives_nobody_away():
    """The first six were the library's five and one of the school."""
    assert shown("abcdef", "ghij", Library="abcde", School="fghij") == []
    assert shown("abcde", "fghij", Library="abcde", School="fghij") == ["Library", "School"]


def test_other_groups_are_shown_where_that_gives_nobody_away():
    """The first six pick one out of the school; hidden with the library nobody can tell."""
    groups = {"Library": "abcde", "School": "fghij", "Surgery": "klmnopq"}

    assert shown("abcdef", "ghijklmnopq", **groups) == ["Surgery"]


def test_a_second_breakdown_keeps_to_the_first():
    """By place and by profession together one person would be left."""
    by_place = broken_down({"Here": "abcdef", "There": "ghijkl"}, [frozenset("abcdefghijkl")])
    alike = classes("abcdefghijkl", by_place.sums)

    assert sorted(by_place.shown) == ["Here", "There"]
    assert broken_down({"Nurse": "abcdeg", "Doctor": "fhijkl"}, alike).shown == {}
    assert sorted(broken_down({"Nurse": "abcghi", "Doctor": "defjkl"}, alike).shown) == ["Doctor", "Nurse"]


_PEOPLE = "abcdefghijklmnopqrstuvwxyz"
_NAMES = ("Library", "School", "Surgery", "Office")
_HOMES = st.lists(st.sampled_from(_NAMES), min_size=26, max_size=26)
_PARTS = st.lists(st.integers(0, 3), min_size=26, max_size=26)


def parts(places):
    found = {}
    for who, place in zip(_PEOPLE, places, strict=True):
        found.setdefault(place, set()).add(who)
    return found


@settings(max_examples=400)
@given(_PARTS, st.lists(_HOMES, min_size=1, max_size=3))
def test_no_breakdowns_give_somebody_away(cohorts, several):
    """Whichever sums of whichever break-downs and cohorts are compared, nobody is alone, or with one other."""
    told = [set(map(frozenset, parts(cohorts).values()))]
    first = classes(_PEOPLE, *told)
    for homes in several:
        done = broken_down(parts(homes), classes(_PEOPLE, *told))
        event(f"{len(done.shown)} shown")
        if done.shown:
            told.append(set(done.sums))
            assert all(len(people) >= LEAST for people in done.sums)

    for people in classes(_PEOPLE, *told):
        assert len(people) >= BATCH or people in first
