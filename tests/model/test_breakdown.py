"""Answers broken down by group: none that is too small is given away, alone, by a total or by an earlier picture."""

from __future__ import annotations

from itertools import combinations

from hypothesis import event, given, settings
from hypothesis import strategies as st

from netlearn_widgets.model.breakdown import LEAST, broken_down
from netlearn_widgets.model.settings import BATCH


def said(people):
    """What these people said: capitals no, the others yes."""
    return {who.lower(): "no" if who.isupper() else "yes" for who in people}


def shown(earlier=(), **groups):
    done = broken_down({name: said(people) for name, people in groups.items()}, [said(people) for people in earlier])
    return sorted(done.shown)


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
    assert shown(Library="abcde", School="fghij", earlier=["abcdef"]) == []
    assert shown(Library="abcde", School="fghij", earlier=["abcde"]) == ["Library", "School"]


def test_nor_does_a_group_less_an_earlier_picture():
    """One of the library has changed what they said since the library's five were all there was."""
    assert shown(Library="Abcde", School="fghij", earlier=["abcde"]) == []


def test_other_groups_are_shown_where_that_gives_nobody_away():
    """The library alone, or with the school, is too close to the earlier six; with the surgery it is not."""
    assert shown(Library="abcde", School="fghij", Surgery="klmnopq", earlier=["abcdef"]) == ["School"]


# For any groups, after any pictures

_PEOPLE = st.sampled_from("abcdefghijklmnopqrstuvwxyz")
_NAMES = ("Library", "School", "Surgery", "Office")
_SAID = st.sampled_from(["yes", "no"])
_FIRST = st.dictionaries(_PEOPLE, _SAID, min_size=12)
_CHANGES = st.lists(st.dictionaries(_PEOPLE, st.one_of(_SAID, st.none()), min_size=BATCH), max_size=4)


@settings(max_examples=400)
@given(_FIRST, _CHANGES, st.lists(st.sampled_from(_NAMES), min_size=26, max_size=26))
def test_no_breakdown_gives_a_small_group_away(first, changes, places):
    """Alone, against a total, or against any earlier picture, whichever groups are added up."""
    pictures = [first]
    for change in changes:
        pictures.append({who: said for who, said in {**pictures[-1], **change}.items() if said})
    *earlier, now = pictures
    home = dict(zip("abcdefghijklmnopqrstuvwxyz", places, strict=True))
    groups = {name: {who: one for who, one in now.items() if home[who] == name} for name in set(places)}

    done = broken_down({name: whole for name, whole in groups.items() if whole}, earlier)

    sums = [*done.shown.values(), {who: one for whole in done.hidden.values() for who, one in whole.items()}]
    sums = [some for some in sums if some]
    event(f"{len(done.shown)} shown after {len(earlier)}")
    if done.shown:
        assert all(len(some) >= LEAST for some in sums)
        for count in range(1, len(sums)):
            for some in combinations(sums, count):
                known = {who: one for whole in some for who, one in whole.items()}
                for then in earlier:
                    left = sum(known.get(who) != then.get(who) for who in known.keys() | then.keys())
                    assert not left or left >= LEAST
