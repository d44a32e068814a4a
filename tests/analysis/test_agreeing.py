"""What became of wordings, as pages, plan and frames show it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from netlearn_widgets.analysis import frames, picture
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.workshop import Proposal

START = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
FIRST, SECOND = (
    Proposal(question="agree", text=text, participant="ada", id=key, at=START + dt.timedelta(minutes=minute))
    for key, text, minute in (("p1", "Bake daily", 0), ("p2", "Bake weekly", 3))
)


def stand(who, position, reason="", on="p1"):
    return who, "agree", {"proposal": on, "position": position, "reason": reason}


def act(kind, value, minute=9, **more):
    return Act(kind=kind, value=value, at=START + dt.timedelta(minutes=minute), **more)


def agreed(on="p2", outcome="agreed", reason=""):
    return act("decide", {"proposal": on, "outcome": outcome, "reason": reason}, question="agree")


NAMED = act("settings", {"protected": False}, minute=-1)  # what three people say may be shown
FAILED = [stand("Ada", "5"), stand("Bo", "1", "Too much"), stand("Cy", "2")]
PASSED = [stand("Ada", "5", on="p2"), stand("Bo", "3", "With a pause in August", "p2"), stand("Cy", "3", on="p2")]


@pytest.fixture
def said(recorded):
    """A first wording that failed and a second that passed, and whatever else was done."""

    def write(*acts):
        return replace(recorded([*FAILED, *PASSED], [FIRST, SECOND]), acts=(NAMED, *acts))

    return write


def test_those_who_should_be_heard_come_with_what_they_wrote(guide, recorded):
    """The most serious first, also who wrote nothing; with names, for the group is held openly."""
    drawn = picture(recorded(FAILED, [FIRST]), guide, "agree")

    assert ("talk", 2) == (drawn["state"], drawn["to_hear"])
    assert [
        {"label": "1 · I have serious doubts", "text": "Too much", "who": "Bo"},
        {"label": "2 · I need to talk first", "text": "", "who": "Cy"},
    ] == drawn["heard"]


@pytest.mark.parametrize(
    ("held", "who"),
    [
        ({"names": "names", "protected": False}, ["Bo", "Cy"]),
        ({"names": "names", "protected": True}, []),
    ],
)
def test_they_are_named_only_where_everybody_agreed_to_be(guide, recorded, held, who):
    record = replace(recorded(FAILED, [FIRST]), acts=(act("settings", held, minute=-1),))

    assert who == [one["who"] for one in picture(record, guide, "agree")["heard"]]


def test_who_answered_under_protection_is_not_named_when_it_is_switched_off(guide, recorded):
    """Not with an objection, nor with a reason; those who answer for the first time afterwards are."""
    people = ["Ada", "Bo", "Cy", "Di", "Eve"]
    said = [*(stand(name, "1", f"Says {name}") for name in people), stand("Fay", "2", "Says Fay")]
    record = replace(recorded(said, [FIRST]), acts=(act("settings", {"protected": False}, minute=4.5),))

    heard = picture(record, guide, "agree")["heard"]

    assert sorted(one["text"] for one in heard) == [f"Says {name}" for name in (*people, "Fay")]
    assert [one["who"] for one in heard if one["who"]] == ["Fay"]


def test_a_wording_that_was_replaced_tells_nothing_that_was_not_seen(guide, recorded):
    """One position on it, and too few to be shown: whether somebody objected is not in what it came to."""
    drawn = [picture(recorded([stand("Ada", position)], [FIRST, SECOND], acts=()), guide, "agree") for position in "05"]

    assert [{"text": "Bake daily", "state": "hidden", "answered": 1, "to_hear": 0}] == drawn[0]["earlier"]
    assert drawn[0] == drawn[1]


@pytest.mark.parametrize("sixth", ["5", "0"])
def test_what_is_said_beside_a_picture_is_of_what_can_be_seen(guide, recorded, sixth):
    """Five support it; whether the sixth, who waits, does so too is in no state, and in no order of things."""
    said = [stand(name, "5") for name in ("Ada", "Bo", "Cy", "Di", "Eve")]
    drawn = picture(recorded([*said, stand("Fay", sixth)], [replace(FIRST, at=START)], acts=()), guide, "agree")

    assert ("ready", 0, 5, 1) == (drawn["state"], drawn["to_hear"], drawn["answered"], drawn["held"]["waiting"])


def test_every_wording_is_told_with_what_it_came_to(guide, said):
    drawn = picture(said(agreed()), guide, "agree")

    assert [{"text": "Bake daily", "state": "talk", "answered": 3, "to_hear": 2}] == drawn["earlier"]
    assert ("agreed", "Bake weekly", 3) == (drawn["state"], drawn["proposal"]["text"], drawn["answered"])
    assert {"at": "2027-03-01T09:09:00+00:00", "reason": ""} == drawn["decided"]
    assert ["With a pause in August"] == [one["text"] for one in drawn["reasons"]]


def test_an_agreement_that_does_not_fit_is_none(guide, recorded):
    record = replace(recorded(FAILED, [FIRST]), acts=(NAMED, agreed("p1")))

    assert ("talk", None) == tuple(picture(record, guide, "agree")[key] for key in ("state", "decided"))


def test_hidden_positions_are_in_no_picture_and_no_frame(guide, said):
    """Only how many there are; those on an earlier wording that were never shown stay hidden too."""
    hidden = said(act("step", {"step": "together"}, minute=0))
    drawn = picture(hidden, guide, "agree")

    assert ("hidden", 0, 0) == (drawn["state"], drawn["answered"], drawn["to_hear"])
    assert ([], [], []) == (drawn["rows"], drawn["heard"], drawn["reasons"])
    assert [{"text": "Bake daily", "state": "hidden", "answered": 3, "to_hear": 0}] == drawn["earlier"]
    frame = frames.agreements(hidden, guide)
    assert [3, 3] == list(frame["answered"])
    assert frame[["support", "reservation", "aside", "hear"]].isna().all(axis=None)


def test_the_frame_has_a_row_for_every_wording(guide, said):
    frame = frames.agreements(said(agreed(outcome="moved on", reason="No time")), guide)

    assert ["Bake daily", "Bake weekly"] == list(frame["text"])
    assert ["talk", "moved on"] == list(frame["state"])
    assert [1, 2] == list(frame["wording"])
    assert [True, False] == list(frame["replaced"])
    counted = frame[["support", "reservation", "aside", "hear"]]
    assert [[1, 0, 0, 2], [1, 2, 0, 0]] == counted.to_numpy().tolist()
    assert ["", "No time"] == list(frame["reason"].fillna(""))
    assert list(frame["decided"].isna()) == [True, False]


def test_the_frame_says_where_an_agreement_was_opened_again(guide, recorded):
    later = [*PASSED, *[("Di", "note", "x")] * 9, stand("Bo", "0", on="p2")]
    record = replace(recorded(later, [replace(SECOND, at=START)]), acts=(NAMED, agreed()))

    (row,) = frames.agreements(record, guide).to_dict("records")

    assert ("talk", True, 1) == (row["state"], row["reopened"], row["hear"])
    assert picture(record, guide, "agree")["reopened"]
