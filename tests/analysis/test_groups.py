"""What may be passed on: answers without whose they are, and counts by group."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from openly import OPENLY

from netlearn_widgets.analysis import frames
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.errors import NetlearnError

START = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
BAKERS = ["Ada", "Bo", "Cy", "Di", "Eve"]
EATERS = ["Fay", "Gus", "Hal", "Ida", "Jo", "Kit"]


MAPPED = START + dt.timedelta(minutes=25)  # the last of thirteen breads and thirteen maps, a minute each
CLOSED = Act(kind="close", value={"closed": True}, at=MAPPED + dt.timedelta(seconds=20))
OPENED = Act(kind="close", value={"closed": False}, at=MAPPED + dt.timedelta(seconds=30))


@pytest.fixture
def town(recorded, drew):
    """Five bakers, six eaters and two millers: they say which bread, then each draws a map; and the host closes it."""

    def write(*extra, acts=(CLOSED,), reveal=True):
        places = (
            dict.fromkeys(BAKERS, "Bakery") | dict.fromkeys(EATERS, "Street") | dict.fromkeys(("Lu", "May"), "Mill")
        )
        breads = [(name, "bread", "rye" if place == "Mill" else "oat") for name, place in places.items()]
        maps = [(name, "ties", drew(name, **{name: place})) for name, place in places.items()]
        led = Act(kind="step", value={"step": "choosing"}, at=START - dt.timedelta(minutes=1))
        shown = Act(kind="reveal", question="bread", value={"shown": True}, at=MAPPED + dt.timedelta(seconds=10))
        return recorded([*breads, *maps, *extra], acts=[*([led, shown] if reveal else []), *acts])

    return write


def counts(record, guide):
    frame = frames.groups(record, guide, "bread", by="ties")
    return {(row.group, row.option): row.n for row in frame.itertuples() if not row.held}


def held(record, guide):
    frame = frames.groups(record, guide, "bread", by="ties")
    return list(frame[frame["held"]]["answered"])


def test_a_small_group_is_held_back_with_another(guide, town):
    """All less the bakers and the eaters would be the two millers, so the bakers are held back with them."""
    assert counts(town(), guide) == {("Street", "oat"): 6}
    assert held(town(), guide) == [7]


def test_a_group_nobody_may_pick_out_is_in_no_row(guide, town):
    """Nowhere in the frame stands what the millers said."""
    frame = frames.groups(town(), guide, "bread", by="ties")

    assert "rye" not in set(frame["option"].dropna())
    assert "Mill" not in set(frame["group"].dropna())


def test_answers_are_broken_down_when_the_round_ends(guide, town):
    """Until then they are held back: two break-downs of one question could be taken from each other."""
    assert counts(town(acts=()), guide) == {}
    assert held(town(acts=()), guide) == [13]


def test_what_is_answered_later_does_not_change_it(guide, town):
    """A workshop that is opened again after it was closed has its break-down already."""
    later = [(name, "bread", "corn") for name in (*EATERS, "Nan", "Ole", "Pia")]

    assert counts(town(*later, acts=[CLOSED, OPENED]), guide) == {("Street", "oat"): 6} == counts(town(), guide)


def test_an_earlier_picture_gives_no_group_away(guide, town):
    """Where nobody led, five, eight and eleven people's answers were seen before: the first five were the bakers'."""
    alone = town(reveal=False)

    assert [len(one) for one in alone.showing("bread").pictures] == [5, 8, 11]
    assert counts(alone, guide) == {}


def test_everything_is_broken_down_where_everybody_agreed_to_be_named(guide, town):
    """A workshop that is not protected shows every group, at any time."""
    assert counts(town(acts=[OPENLY]), guide)["Mill", "rye"] == 2


def test_below_the_threshold_nothing_is_broken_down(guide, recorded):
    """Nor is anything said of a question whose results do not show."""
    few = recorded([(name, "bread", "oat") for name in BAKERS[:4]], acts=(CLOSED,))

    assert frames.groups(few, guide, "bread", by="ties").empty


def test_nothing_is_broken_down_once_somebody_was_taken_out(guide, town):
    """What was seen with them is not known any more, so no difference to it can be ruled out."""
    gone = Act(kind="left", question="bread", value={"after": 13, "gone": 0}, at=START + dt.timedelta(hours=3))

    assert counts(town(acts=[CLOSED, gone]), guide) == {}


def test_what_cannot_be_counted_or_makes_no_groups_is_named(guide, town):
    """The error says which questions can."""
    with pytest.raises(NetlearnError, match=r"'note' is not counted.*bread"):
        frames.groups(town(), guide, "note", by="ties")
    with pytest.raises(NetlearnError, match=r"'taste' makes no groups.*ties"):
        frames.groups(town(), guide, "bread", by="taste")


def test_a_frame_to_pass_on_does_not_say_whose_an_answer_is(guide, recorded):
    """Neither who, nor when, nor which parts were given together."""
    said = [(name, "where", {"rye": "home", "oat": "out"}) for name in BAKERS]
    frame = frames.answers(recorded(said, acts=()), guide, shared=True)

    assert len(frame) == 10
    assert frame[["participant", "name", "answer", "at"]].isna().all(axis=None)
    assert list(frame["option"]) == ["home"] * 5 + ["out"] * 5


def test_a_frame_to_pass_on_holds_back_what_pages_hold_back(guide, recorded):
    """Four notes are in the group's own frame, and in none to pass on."""
    record = recorded([(name, "note", f"I am {name}") for name in BAKERS[:4]], acts=())

    assert len(frames.answers(record, guide)) == 4
    assert frames.answers(record, guide, shared=True).empty
    with pytest.raises(NetlearnError, match="no history"):
        frames.answers(record, guide, shared=True, history=True)


def test_a_map_to_pass_on_is_the_one_everybody_may_see(guide, recorded, drew):
    """Names on maps that are held back are in no frame to pass on."""
    record = recorded([(name, "ties", drew(name, f"{name}>Zoe")) for name in BAKERS[:4]], acts=())
    fifth = replace(record.answers[0], participant="eve", id="a5", value=drew("Eve", "Eve>Zoe"))

    assert len(frames.members(record, guide)) == 5
    assert frames.members(record, guide, shared=True).empty
    assert frames.ties(record, guide, shared=True).empty
    whole = replace(record, answers=(*record.answers, fifth))
    assert set(frames.members(whole, guide, shared=True)["name"]) == {*BAKERS, "Zoe"}
