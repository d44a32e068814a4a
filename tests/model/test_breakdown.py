"""Answers broken down by group: none that is too small is given away, alone, by a total or by an earlier picture."""

from __future__ import annotations

from itertools import chain, combinations

from hypothesis import event, given, settings
from hypothesis import strategies as st

from netlearn_widgets.model.breakdown import LEAST, broken_down
from netlearn_widgets.model.settings import BATCH


def groups(**people):
    """What the people of each group said: `groups(Library="abcde")`; capitals said no, the others yes."""
    return {name: {who.lower(): "no" if who.isupper() else "yes" for who in whole} for name, whole in people.items()}


def shown(*pictures):
    return [sorted(one.shown) for one in broken_down(pictures)]


def test_only_groups_of_five_or_more_are_shown():
    """Two groups that are too small are hidden together, and cannot be told apart."""
    assert shown(groups(Library="abcdef", School="ghi", Surgery="jk")) == [["Library"]]


def test_a_second_group_is_hidden_when_a_total_would_give_the_first_away():
    """All less the others would be the school's two."""
    (one,) = broken_down([groups(Library="abcde", Surgery="fghijk", School="xy")])

    assert set(one.shown) == {"Surgery"}
    assert set(one.hidden) == {"School", "Library"}


def test_where_one_group_is_left_beside_too_few_nothing_is_broken_down():
    """A group and two others are everybody: the group alone would give the two away."""
    assert shown(groups(Library="abcdef", School="xy")) == [[]]


def test_a_group_does_not_move_by_one():
    """Three new answers move the whole picture; one in the library would stand alone there, so it is hidden."""
    then = groups(Library="abcde", School="fghij", Surgery="klmno")

    assert shown(then, groups(Library="abcdeq", School="fghijrs", Surgery="klmno")) == [
        ["Library", "School", "Surgery"],
        ["Surgery"],
    ]


def test_a_group_that_was_hidden_is_not_given_away_when_the_others_stay():
    """Four were hidden with the library; were the library shown now, the earlier sum would tell what the four said."""
    then = groups(Library="abcde", School="fghi", Surgery="klmnop")
    now = groups(Library="abcde", School="fghiqrs", Surgery="klmnop")

    assert shown(then, now) == [["Surgery"], ["Surgery"]]


# For any pictures one after the other

_NAMES = ("Library", "School", "Surgery", "Office")
_PEOPLE = st.sampled_from("abcdefghijklmnopqrstuvwxyz")
_SAID = st.tuples(st.sampled_from(_NAMES), st.sampled_from(["yes", "no"]))
_FIRST = st.dictionaries(_PEOPLE, _SAID, min_size=12)
_CHANGES = st.lists(st.dictionaries(_PEOPLE, st.one_of(_SAID, st.none()), min_size=BATCH), max_size=4)


def _pictures(changes):
    people = {}
    for change in changes:
        people = {who: said for who, said in {**people, **change}.items() if said}
        yield {name: whole for name in _NAMES if (whole := {who: v for who, (at, v) in people.items() if at == name})}


def _known(one):
    """The sums somebody can read off: every group that is shown, and all hidden ones together."""
    blocks = [[name] for name in one.shown] + ([list(one.hidden)] if one.hidden else [])
    return [set(chain(*some)) for size in range(len(blocks) + 1) for some in combinations(blocks, size)]


def _left_over(then, some, now, others):
    """How many people stand in what is left when one sum is taken from another, and whether it is only what moved."""
    old, new = ({**one.shown, **one.hidden} for one in (then, now))
    left, pure = 0, True
    for name in _NAMES:
        was, is_ = old.get(name, {}) if name in some else {}, new.get(name, {}) if name in others else {}
        left += sum(was.get(who) != is_.get(who) for who in was.keys() | is_.keys())
        pure = pure and ((name in some) == (name in others) or not old.get(name) or not new.get(name))
    return left, pure


@settings(max_examples=300, deadline=None)
@given(_FIRST, _CHANGES)
def test_no_breakdown_gives_a_small_group_away(first, changes):
    """Alone, against a total, or against any earlier picture, whichever groups are added up and subtracted."""
    done = broken_down(_pictures([first, *changes]))
    for place, now in enumerate(done):
        if not now.shown:
            continue
        event(f"shown after {place} pictures")
        assert all(len(whole) >= LEAST for whole in now.shown.values())
        assert not now.hidden or sum(map(len, now.hidden.values())) >= LEAST
        for then in done[:place]:
            for some in _known(then):
                for others in _known(now):
                    left, pure = _left_over(then, some, now, others)
                    assert not left or left >= (BATCH if pure else LEAST)
