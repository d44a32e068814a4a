"""Consent: what a group's positions amount to, whatever they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlearn_widgets.model.agreement import FIST, GRADIENT, SCALES, consent

scales = st.sampled_from(sorted(SCALES))


@st.composite
def taken(draw):
    """A scale, and positions people took on it."""
    scale = SCALES[draw(scales)]
    return scale, draw(st.lists(st.sampled_from([option.key for option in scale])))


def in_the_way(scale):
    """The keys of the positions that stand in the way."""
    return {option.key for option in scale if option.group == "hear"}


def test_what_stands_in_the_way():
    """Under three fingers; a block or an opt-out."""
    assert in_the_way(FIST) == {"0", "1", "2"}
    assert in_the_way(GRADIENT) == {"out", "block"}


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
def test_without_a_position_nothing_is_agreed(scale):
    """Silence is no consent."""
    assert consent(scale, []).state == "open"


def test_standing_aside_does_not_stand_in_the_way():
    """Nor do reservations; they are kept with their reasons."""
    assert consent(GRADIENT, ["endorse", "aside", "reservations", "abstain", "follow"]).state == "agreed"


@given(taken())
def test_agreed_means_that_nobody_stands_in_the_way(case):
    """And that somebody took a position."""
    scale, positions = case

    found = consent(scale, positions)

    assert (found.state == "agreed") == (bool(positions) and not set(positions) & in_the_way(scale))


@given(taken())
def test_the_spread_counts_everybody_once(case):
    """From full support down, also the positions nobody took."""
    scale, positions = case

    found = consent(scale, positions)

    assert [option for option, _ in found.spread] == list(scale)
    assert sum(count for _, count in found.spread) == len(positions)
    assert found.to_hear == sum(position in in_the_way(scale) for position in positions)


@given(taken(), st.data())
def test_no_further_voice_makes_an_agreement_where_somebody_objects(case, data):
    """However many agree."""
    scale, positions = case
    more = data.draw(st.lists(st.sampled_from([option.key for option in scale])))

    if consent(scale, positions).state == "talk":
        assert consent(scale, positions + more).state == "talk"


@given(taken(), st.randoms())
def test_the_order_of_positions_does_not_matter(case, random):
    """Who spoke first counts no more."""
    scale, positions = case
    mixed = random.sample(positions, len(positions))

    assert consent(scale, mixed) == consent(scale, positions)


def test_a_position_the_scale_does_not_have_is_heard():
    """After a change of the scale nobody's objection turns into consent."""
    found = consent(FIST, ["5", "block"])

    assert (found.state, found.to_hear) == ("talk", 1)
