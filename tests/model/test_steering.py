"""How a host leads a round: the acts that may be done, and what holds after them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.choosing import Choice
from netlearn_widgets.model.errors import NetlearnError
from netlearn_widgets.model.guide import Guide, Step
from netlearn_widgets.model.question import Option
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.steering import (
    LONGEST_MESSAGE,
    Steering,
    close,
    move_to,
    note,
    plan_day,
    reveal,
    say,
    set_state,
    set_timer,
    steering,
)
from netlearn_widgets.model.workshop import Round, Workshop

NOON = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)


def step(key: str, *questions: Choice) -> Step:
    """One step that takes ten minutes."""
    return Step(key=key, title=key.title(), why="", minutes=10, note="", source="", part="purpose", questions=questions)


ASKED = Choice(key="now", prompt="Which type are we now?", options=(Option(key="agency", label="Agency"),))
GUIDE = Guide(key="g", title="G", language="en", source="", steps=(step("purpose"), step("types", ASKED)))


def moved(key: str, minutes: int) -> Act:
    """The group was taken to a step so many minutes after noon."""
    return Act(kind="step", value={"step": key}, at=NOON + dt.timedelta(minutes=minutes))


def test_a_round_in_which_no_host_did_anything_is_self_guided():
    """Every step is open, nothing is said, nothing runs."""
    held = steering([])

    assert held == Steering()
    assert (held.led, held.step, held.state("types")) == (False, "", "open")
    assert (held.timer, held.message, held.closed) == (None, None, False)


def test_the_group_is_at_the_step_it_was_taken_to_last():
    """And the round is led from then on; each call counts, so that whoever looked elsewhere is called again."""
    calls = [move_to(GUIDE, "purpose"), move_to(GUIDE, "types"), move_to(GUIDE, "types")]
    held = steering(calls)

    assert (held.led, held.step, held.calls) == (True, "types", tuple(calls))


def test_everybody_looks_at_what_was_called_or_shown_last():
    """Hiding results draws nobody's eyes."""
    moved_on, showed = move_to(GUIDE, "types"), reveal(GUIDE, "now", shown=True)

    assert steering([showed, moved_on]).latest is moved_on
    assert steering([moved_on, showed, reveal(GUIDE, "now", shown=False)]).latest is showed


def test_pausing_a_step_or_saying_something_does_not_make_a_round_led():
    """Only moving the group or revealing results does; so does nothing that hides them."""
    acts = [set_state(GUIDE, "types", "paused"), say("Tea at ten."), set_timer(5), reveal(GUIDE, "now", shown=False)]

    assert not steering(acts).led
    assert steering([*acts, reveal(GUIDE, "now", shown=True)]).led


def test_a_step_is_what_it_was_set_to_last():
    """Each step for itself."""
    held = steering([set_state(GUIDE, "types", "closed"), set_state(GUIDE, "types", "paused")])

    assert (held.state("types"), held.state("purpose")) == ("paused", "open")


def test_a_round_that_has_ended_is_closed_everywhere_until_it_goes_on():
    """Then each step is what it was."""
    ended = [set_state(GUIDE, "types", "paused"), close(closed=True)]

    assert {steering(ended).state(key) for key in ("purpose", "types")} == {"closed"}
    assert steering([*ended, close(closed=False)]).state("types") == "paused"


def test_a_timer_ends_in_so_many_minutes_and_can_be_extended():
    """Extended from its end, not from now; 0 takes it away."""
    first = set_timer(5, after=NOON)
    held = steering([first])
    longer = steering([first, set_timer(2, after=held.timer)])

    assert held.timer == NOON + dt.timedelta(minutes=5)
    assert longer.timer == NOON + dt.timedelta(minutes=7)
    assert steering([first, set_timer(0)]).timer is None


def test_the_newest_message_stands_until_it_is_taken_away():
    """The same words said again are a message of their own."""
    first, again = say("Tea at ten."), say(" Tea at ten. ")
    held = steering([first, again])

    assert held.message is not None
    assert (held.message.text, held.message.id) == ("Tea at ten.", again.id)
    assert steering([first, say("")]).message is None


def test_the_agenda_is_the_guide_s_until_steps_are_chosen():
    """Then only those, in their order; a step the guide no longer has is left out."""
    chosen = steering([plan_day(GUIDE, [("types", 25), ("purpose", 0)])])
    gone = steering(
        [Act(kind="agenda", value={"steps": [{"key": "gone", "minutes": 5}, {"key": "types", "minutes": 1}]})]
    )

    assert [(one.key, minutes) for one, minutes in steering([]).today(GUIDE)] == [("purpose", 10), ("types", 10)]
    assert [(one.key, minutes) for one, minutes in chosen.today(GUIDE)] == [("types", 25), ("purpose", 0)]
    assert [one.key for one, _ in gone.today(GUIDE)] == ["types"]


def test_the_time_spent_at_a_step_is_that_of_all_its_visits():
    """Taken to the same step again, the group has not left it."""
    held = steering([moved("purpose", 0), moved("types", 4), moved("types", 5), moved("purpose", 10)])
    later = NOON + dt.timedelta(minutes=11)

    assert held.spent("purpose", later) == dt.timedelta(minutes=5)
    assert held.spent("types", later) == dt.timedelta(minutes=6)
    assert held.spent("plan", later) == dt.timedelta()


def test_each_step_has_one_note_of_the_facilitator():
    """The newest; an empty one takes it away."""
    acts = [note(GUIDE, "types", "Ask Bo first."), note(GUIDE, "purpose", "Chairs."), note(GUIDE, "purpose", "")]

    assert steering(acts).notes == {"types": "Ask Bo first."}


def test_a_new_round_begins_without_what_steered_the_last():
    """A record folds the acts of its open round."""
    rounds = (Round(number=1, title="May"), Round(number=2, title="November"))
    workshop = Workshop(code="KRTM-27", title="Frailty", guide="")
    acts = (move_to(GUIDE, "types"),)

    assert Record(workshop=workshop, rounds=rounds[:1], acts=acts).steering.step == "types"
    assert Record(workshop=workshop, rounds=rounds, acts=acts).steering == Steering()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: move_to(GUIDE, "nowhere"), "no step 'nowhere'"),
        (lambda: move_to(GUIDE, ""), "no step"),
        (lambda: set_state(GUIDE, "types", "ajar"), "open, paused or closed"),
        (lambda: set_state(GUIDE, "nowhere", "open"), "no step"),
        (lambda: reveal(GUIDE, "never", shown=True), "no question"),
        (lambda: set_timer(-1), "whole number of minutes"),
        (lambda: set_timer(10_000), "whole number of minutes"),
        (lambda: set_timer(True), "whole number of minutes"),
        (lambda: say("x" * (LONGEST_MESSAGE + 1)), "Please shorten it"),
        (lambda: say(None), "should be text"),
        (lambda: note(GUIDE, "nowhere", "Hm."), "no step"),
        (lambda: plan_day(GUIDE, []), "at least one step"),
        (lambda: plan_day(GUIDE, [("types", 5), ("types", 5)]), "twice"),
        (lambda: plan_day(GUIDE, [("types", "5")]), "whole number of minutes"),
    ],
)
def test_an_act_that_cannot_be_is_refused_in_words(wrong: Callable[[], Act], words: str):
    """Whatever a page sends: each act is checked where it is made."""
    with pytest.raises(NetlearnError, match=words):
        wrong()
