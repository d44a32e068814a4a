"""Acts: what hosts and people do besides answering, and who may do what."""

from __future__ import annotations

import datetime as dt
import logging

import pytest

from netlearn_widgets.model.act import BY_HOST, BY_PARTICIPANT, Act
from netlearn_widgets.model.errors import Closed, InvalidAnswer, NotHost, StoreError
from netlearn_widgets.model.workshop import Answer, Participant, Proposal, Workshop
from netlearn_widgets.store import Store

KEY = "a key nobody can guess"


@pytest.fixture
def led(store: Store, workshop: Workshop) -> Workshop:
    """The workshop, with a host."""
    store.add_host(workshop.id, KEY)
    return workshop


def test_an_act_comes_back_as_it_was_done(store: Store, led: Workshop, ada: Participant):
    """A host's and a participant's, in the order in which they were done."""
    at = dt.datetime(2026, 1, 2, 3, 4, 5, 678901, dt.UTC)
    step = Act(kind="step", value={"step": "types"}, at=at)
    theme = Act(kind="theme", value={"theme": "t1", "name": "Getting there"}, question="ideas", participant=ada.id)

    assert store.act(led.id, step, key=KEY)
    assert store.act(led.id, theme)

    assert (step, theme) == store.read(led.id).acts


def test_an_act_sent_twice_is_done_once(store: Store, led: Workshop):
    act = Act(kind="step", value={"step": "types"})

    assert store.act(led.id, act, key=KEY)
    assert not store.act(led.id, act, key=KEY)
    assert (act,) == store.read(led.id).acts


@pytest.mark.parametrize("key", ["", "another key", "ada's token"])
def test_without_a_host_key_nobody_does_what_a_host_does(
    store: Store, led: Workshop, ada: Participant, key: str, caplog: pytest.LogCaptureFixture
):
    """It is refused in words and logged without naming anybody, whoever it says it comes from, and changes nothing."""
    before = store.read(led.id)

    for kind in BY_HOST:
        for who in ("", ada.id):
            with caplog.at_level(logging.WARNING, "netlearn"), pytest.raises(NotHost, match="host page"):
                store.act(led.id, Act(kind=kind, value={}, participant=who), key=key)

    assert before is store.read(led.id, before)
    assert [kind for kind in BY_HOST if repr(kind) not in caplog.text] == []
    assert [word for word in (ada.id, "Ada", key) if word and word in caplog.text] == []


def test_what_came_of_a_wording_is_recorded_by_those_who_take_part(store: Store, led: Workshop, ada: Participant):
    """Until a host leads the round: moves the group, or shows something; in the next round they may again."""
    decided = {"kind": "decide", "value": {"proposal": "p1", "outcome": "agreed", "reason": ""}, "question": "agree"}
    hidden, shown = (Act(kind="reveal", value={"shown": one}, question="agree") for one in (False, True))

    assert store.act(led.id, Act(**decided, participant=ada.id))
    store.act(led.id, hidden, key=KEY)
    assert store.act(led.id, Act(**decided, participant=ada.id))
    store.act(led.id, shown, key=KEY)
    before = store.read(led.id)
    with pytest.raises(NotHost, match="host page"):
        store.act(led.id, Act(**decided, participant=ada.id))
    assert before is store.read(led.id, before)
    assert store.act(led.id, Act(**decided), key=KEY)

    store.open_round(led.id, "Later")
    assert store.act(led.id, Act(**decided, participant=ada.id, round=2))
    with pytest.raises(NotHost):
        store.act(led.id, Act(**decided, round=2))


@pytest.mark.parametrize("kind", ["reveal", "tally"])
def test_what_is_shown_together_is_shown_by_those_who_take_part(
    store: Store, led: Workshop, ada: Participant, kind: str
):
    """Where the workshop says so, and until a host leads the round; to hide it again takes a host."""

    def show(*, shown: bool = True) -> bool:
        return store.act(led.id, Act(kind=kind, value={"shown": shown}, question="purpose", participant=ada.id))

    with pytest.raises(NotHost):
        show()
    store.act(led.id, Act(kind="settings", value={"reveal": "together"}), key=KEY)
    assert show()
    with pytest.raises(NotHost):
        show(shown=False)
    store.act(led.id, Act(kind="step", value={"step": "purpose"}), key=KEY)
    with pytest.raises(NotHost):
        show()


def test_nobody_speaks_for_the_host_by_leaving_the_name_out(store: Store, led: Workshop):
    for kind in BY_PARTICIPANT:
        with pytest.raises(NotHost):
            store.act(led.id, Act(kind=kind, value={}))


def test_a_host_sorts_ideas_but_gives_no_dots(store: Store, led: Workshop):
    """Dots are a person's own."""
    assert store.act(led.id, Act(kind="group", value={"card": "c1", "theme": "t1"}), key=KEY)
    with pytest.raises(StoreError, match="a person's own"):
        store.act(led.id, Act(kind="dots", value={"t1": 1}), key=KEY)


def test_a_key_opens_one_workshop(store: Store, led: Workshop):
    """The host of one is nobody in another, until the key is added there too."""
    second = store.add_workshop(Workshop(code="BBBB-22", title="", guide=""))
    step = Act(kind="step", value={"step": "types"})

    with pytest.raises(NotHost):
        store.act(second.id, step, key=KEY)
    store.add_host(second.id, KEY)
    assert store.act(second.id, step, key=KEY)
    assert () == store.read(led.id).acts


def test_an_act_that_belongs_nowhere_is_refused(store: Store, led: Workshop, ada: Participant):
    """An unknown kind, round, person or workshop, and what is no JSON."""
    for act, words in (
        (Act(kind="shout", value={}, participant=ada.id), "no act of the kind 'shout'"),
        (Act(kind="theme", value={"theme": "t1", "name": "Rest"}, participant=ada.id, round=7), "no round 7"),
        (Act(kind="theme", value={"theme": "t1", "name": "Rest"}, participant="cy"), "Nobody with the id 'cy'"),
        (Act(kind="theme", value=float("nan"), participant=ada.id), "cannot be kept"),
    ):
        with pytest.raises(StoreError, match=words):
            store.act(led.id, act)
    with pytest.raises(NotHost):
        store.act("nobody", Act(kind="step", value={}), key=KEY)
    with pytest.raises(StoreError, match="no workshop with the id 'nobody'"):
        store.act("nobody", Act(kind="theme", value={"theme": "t1", "name": "Rest"}, participant=ada.id))
    with pytest.raises(InvalidAnswer, match="“theme” should be text"):
        store.act(led.id, Act(kind="theme", value={}, participant=ada.id))


def test_a_closed_workshop_takes_nothing_more(store: Store, led: Workshop, ada: Participant):
    """No answer, wording or theme, until a host opens it again; what was sent before is acknowledged as before."""
    answer = Answer(question="q", participant=ada.id, value=1)
    store.record(led.id, answer)
    store.act(led.id, Act(kind="close", value={"closed": True}), key=KEY)

    for say in (
        lambda: store.record(led.id, Answer(question="q", participant=ada.id, value=2)),
        lambda: store.propose(led.id, Proposal(question="q", participant=ada.id, text="We learn")),
        lambda: store.act(led.id, Act(kind="merge", value={"card": "c1", "into": "c2"}, participant=ada.id)),
    ):
        with pytest.raises(Closed, match="closed"):
            say()
    assert not store.record(led.id, answer)
    store.act(led.id, Act(kind="message", value={"text": "Thank you"}), key=KEY)
    store.act(led.id, Act(kind="close", value={"closed": False}), key=KEY)
    assert store.record(led.id, Answer(question="q", participant=ada.id, value=2))


def test_a_new_round_is_open(store: Store, led: Workshop, ada: Participant):
    """Closing ends one sitting; answers that come too late for it stay refused."""
    store.act(led.id, Act(kind="close", value={"closed": True}), key=KEY)
    store.open_round(led.id, "Later")

    assert store.record(led.id, Answer(question="q", participant=ada.id, value=1, round=2))
    with pytest.raises(Closed):
        store.record(led.id, Answer(question="q", participant=ada.id, value=1, round=1))


def test_the_administrator_may_act_in_every_workshop(store: Store, led: Workshop):
    store.add_admin("admin")

    assert store.act(led.id, Act(kind="close", value={"closed": True}), key="admin")


def test_one_workshop_is_closed_and_not_another(store: Store, led: Workshop):
    second = store.add_workshop(Workshop(code="BBBB-22", title="", guide=""))
    bo = store.join(second.id, "bo's token")
    store.act(led.id, Act(kind="close", value={"closed": True}), key=KEY)

    assert store.record(second.id, Answer(question="q", participant=bo.id, value=1))
