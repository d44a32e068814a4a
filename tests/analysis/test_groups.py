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

    def write(*extra, acts=(CLOSED,), reveal=("bread", "ties"), first=""):
        places = (
            dict.fromkeys(BAKERS, "Bakery") | dict.fromkeys(EATERS, "Street") | dict.fromkeys(("Lu", "May"), "Mill")
        )
        order = sorted(places, key=lambda name: name != first)
        breads = [(name, "bread", "rye" if places[name] == "Mill" else "oat") for name in order]
        maps = [(name, "ties", drew(name, **{name: place})) for name, place in places.items()]
        led = Act(kind="step", value={"step": "choosing"}, at=START - dt.timedelta(minutes=1))
        shown = [
            Act(kind="reveal", question=question, value={"shown": True}, at=MAPPED + dt.timedelta(seconds=10))
            for question in ("bread", "ties")
            if question in reveal
        ]
        done = [*([led, *shown] if reveal else []), *acts]
        return recorded([*breads, *maps, *extra], acts=sorted(done, key=lambda act: act.at))

    return write


def counts(record, guide):
    frame = frames.groups(record, guide, "bread", by="ties")
    rows = frame[~frame["held"]].astype(object).where(frame.notna(), None)
    return {(row.group, row.option): row.n for row in rows.itertuples()}


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
    """Where nobody led, five, three and three people came in: among the first was one who does not bake."""
    alone = town(reveal=(), first="Fay")

    assert sorted(len(people) for people in alone.disclosure("bread").cohorts) == [3, 3, 5]
    assert counts(alone, guide) == {}


def test_what_makes_the_groups_is_shown_as_far_as_pages_show_it(guide, town):
    """Where the host has not shown the maps, nobody can read from a break-down who comes from where."""
    assert counts(town(reveal=("bread",)), guide) == {(None, "oat"): 11, (None, "rye"): 2}


def test_everything_is_broken_down_where_everybody_agreed_to_be_named(guide, town):
    """A workshop that is not protected shows every group, at any time."""
    assert counts(town(acts=[OPENLY]), guide)["Mill", "rye"] == 2


def test_who_answered_under_protection_is_in_no_row_alone_when_it_is_switched_off(guide, town):
    """The two millers keep what they were promised; whoever comes later and openly is in a row by themselves."""
    off = Act(kind="settings", value={"protected": False}, at=CLOSED.at + dt.timedelta(seconds=20))
    later = [("Nan", "bread", "corn")]

    assert counts(town(acts=[CLOSED, off]), guide) == {("Street", "oat"): 6}
    assert counts(town(*later, acts=[CLOSED, off]), guide) == {("Street", "oat"): 6, (None, "corn"): 1}


def test_of_two_break_downs_that_together_give_somebody_away_one_is_given(guide, recorded, drew):
    """By bread and by organisation one would be left; the guide asks for bread first."""
    people = "ABCDEFGHIJKL"
    said = [
        *((who, "bread", "rye" if who in "ABCDEF" else "oat") for who in people),
        *((who, "breads", ["corn"] if who in "AG" else ["oat"]) for who in people),
        *((who, "ties", drew(who, **{who: "Here" if who in "ABCDEG" else "There"})) for who in people),
    ]
    led = Act(kind="step", value={"step": "choosing"}, at=START - dt.timedelta(minutes=1))
    end = START + dt.timedelta(minutes=len(said))
    shown = [Act(kind="reveal", question=key, value={"shown": True}, at=end) for key in ("bread", "breads", "ties")]
    closed = Act(kind="close", value={"closed": True}, at=end + dt.timedelta(minutes=1))

    def by(maker, *questions):
        acts = [led, *(act for act in shown if act.question in questions), closed]
        frame = frames.groups(recorded(said, acts=acts), guide, "breads", by=maker)
        return set(frame[~frame["held"]]["group"].dropna())

    assert by("bread", "bread", "breads", "ties") == {"Rye", "Oat"}
    assert by("ties", "bread", "breads", "ties") == set()
    assert by("ties", "breads", "ties") == {"Here", "There"}


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
