"""What a participant did to the cards is told in counts, and undone to the letter."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.deeds import deeds, undone
from netlearn_widgets.model.sorted_cards import Sorting

CARDS = st.sampled_from(["c1", "c2", "c3", "c4"])
THEMES = st.sampled_from(["t1", "t2"])
WHO = st.sampled_from(["ada", "bo", ""])
AT = dt.datetime(2027, 3, 31, 14, 15, tzinfo=dt.UTC)


def does(who: str, kind: str, **value: str) -> Act:
    return Act(kind=kind, value=value, participant=who, question="ideas", at=AT)


NONE = st.just("")
NAMES = st.sampled_from(["", "Time", "Trust"])
MOVES = st.one_of(
    st.builds(lambda who, theme, name: does(who, "theme", theme=theme, name=name), WHO, THEMES, NAMES),
    st.builds(lambda who, card, theme: does(who, "group", card=card, theme=theme), WHO, CARDS, THEMES | NONE),
    st.builds(lambda who, card, into: does(who, "merge", card=card, into=into), WHO, CARDS, CARDS | NONE),
)


def seen(acts: list[Act]) -> dict[str, object]:
    """What can be seen of a board: the themes, and for each card the pile it lies in and its theme."""
    sorting = Sorting()
    for act in acts:
        sorting.do(act.kind, act.value)
    cards = ("c1", "c2", "c3", "c4")
    piles = {card: sorting.pile_of(card) for card in cards}
    return {
        "themes": {theme: name for theme, name in sorting.names.items() if name},
        "piles": piles,
        "in": {card: sorting.theme_of(pile) for card, pile in piles.items()},
    }


@given(st.lists(MOVES, max_size=30))
def test_the_board_is_as_if_they_had_never_touched_it(acts: list[Act]):
    """Whatever others did before, between and after."""
    for who in ("ada", "bo"):
        back = [Act(kind=kind, value=value) for kind, value in undone(acts, who)]

        assert seen([*acts, *back]) == seen([act for act in acts if act.participant != who])


@given(st.lists(MOVES, max_size=30))
def test_what_was_undone_is_told_no_more(acts: list[Act]):
    """Nor is what others have undone since; of a host's own acts none is told."""
    for who in ("ada", "bo"):
        back = [Act(kind=kind, value=value) for kind, value in undone(acts, who)]

        assert who not in [one.participant for one in deeds([*acts, *back])]
    assert "" not in [one.participant for one in deeds(acts)]


def test_whoever_did_most_comes_first():
    """With how often they did what."""
    acts = [
        does("bo", "theme", theme="t1", name="Time"),
        does("ada", "theme", theme="t2", name="Trust"),
        does("ada", "group", card="c1", theme="t2"),
        does("ada", "merge", card="c2", into="c1"),
        does("ada", "merge", card="c3", into="c1"),
        does("ada", "merge", card="c3", into=""),
    ]

    first, second = deeds(acts)

    assert ("ada", AT) == (first.participant, first.at)
    assert {"named": 1, "moved": 1, "merged": 2, "parted": 1} == first.counts
    assert ("bo", {"named": 1}) == (second.participant, second.counts)


def test_dots_and_acts_of_another_form_are_no_deeds():
    """Who votes for what is nobody's business."""
    assert deeds([does("ada", "dots"), does("ada", "theme"), Act(kind="merge", value=None, participant="ada")]) == ()
