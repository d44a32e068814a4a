"""Who is here: open pages, and nothing of them once they are closed."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.model.presence import Presence
from netlearn_widgets.model.workshop import Participant, Workshop
from netlearn_widgets.store import Store

START = dt.datetime(2026, 11, 26, 20, 0, tzinfo=dt.UTC)


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> dt.datetime:
        return self.time

    def after(self, seconds: float) -> None:
        self.time += dt.timedelta(seconds=seconds)


@pytest.fixture
def clock(store: Store, other: Store) -> Clock:
    store.clock = other.clock = Clock()
    return store.clock


def test_open_pages_are_seen_by_everybody(
    store: Store, other: Store, workshop: Workshop, ada: Participant, clock: Clock
):
    """With what each shows; a page on which nobody has joined yet counts too."""
    store.be_here(workshop.id, "page 1", participant=ada.id, step="types", typing="purpose")
    store.be_here(workshop.id, "page 2")

    assert other.here(workshop.id) == (
        Presence(page="page 1", participant=ada.id, step="types", typing="purpose", seen=clock()),
        Presence(page="page 2", seen=clock()),
    )


def test_a_page_is_one_however_often_it_speaks(store: Store, other: Store, workshop: Workshop, clock: Clock):
    """The newest counts, at once when it says something new."""
    for typing in ("purpose", "stage", ""):
        store.be_here(workshop.id, "page 1", typing=typing)
        clock.after(1)

        assert [typing] == [one.typing for one in other.here(workshop.id)]


def test_a_page_that_says_nothing_more_is_gone(store: Store, other: Store, workshop: Workshop, clock: Clock):
    """After 45 seconds, though its process was killed; one that goes on speaking stays."""
    store.be_here(workshop.id, "page 1")
    other.be_here(workshop.id, "page 2")
    for _ in range(10):
        clock.after(4.6)
        store.be_here(workshop.id, "page 1")

    assert ["page 1"] == [one.page for one in other.here(workshop.id)]


def test_a_closed_page_is_gone_at_once(store: Store, other: Store, workshop: Workshop, clock: Clock):  # noqa: ARG001
    """Saying it twice does no harm, and it may be opened again."""
    store.be_here(workshop.id, "page 1")
    store.gone(workshop.id, "page 1")
    store.gone(workshop.id, "page 1")
    assert () == other.here(workshop.id)

    store.be_here(workshop.id, "page 1")
    assert ["page 1"] == [one.page for one in other.here(workshop.id)]


def test_pages_are_seen_in_their_workshop_only(store: Store, workshop: Workshop):
    second = store.add_workshop(Workshop(code="BBBB-22", title="", guide=""))
    store.be_here(workshop.id, "page 1")

    assert () == store.here(second.id)


def test_being_here_wakes_no_page(store: Store, other: Store, workshop: Workshop, ada: Participant):
    """It is no news, and nothing is read anew for it; what is news is noticed though somebody is here."""
    changes = other.changes()
    before = other.read(workshop.id)
    for number in range(5):
        store.be_here(workshop.id, f"page {number}", participant=ada.id)
    store.gone(workshop.id, "page 1")

    until = time.monotonic() + 0.1  # PostgreSQL's word would need its moment on the way
    while time.monotonic() < until:
        assert not changes.poll()
    assert before is other.read(workshop.id, before)

    store.join(workshop.id, "cy's token")
    until = time.monotonic() + 5
    while not changes.poll():
        assert time.monotonic() < until
    changes.close()


def test_saying_the_same_again_writes_nothing(store: Store, other: Store, workshop: Workshop, clock: Clock):
    """A page may say it as often as it likes: it is written down every 15 seconds."""
    for _ in range(20):
        store.be_here(workshop.id, "page 1")
        clock.after(1)

    assert [START + dt.timedelta(seconds=15)] == [one.seen for one in other.here(workshop.id)]


def test_being_nowhere_is_refused(store: Store, workshop: Workshop):
    """In an unknown workshop, or as somebody unknown."""
    for key, who in (("nobody", ""), (workshop.id, "cy")):
        with pytest.raises(StoreError, match="Reload the page"):
            store.be_here(key, "page 1", participant=who)
    assert () == store.here("nobody")


def test_a_clock_that_is_set_back_keeps_nobody_here(store: Store, other: Store, workshop: Workshop, clock: Clock):
    """A page that fell silent before counts as closed at once; one that speaks on is here again with its next word."""
    store.be_here(workshop.id, "silent")
    other.be_here(workshop.id, "speaks")
    clock.after(-3600)

    assert store.here(workshop.id) == ()

    other.be_here(workshop.id, "speaks")

    assert ["speaks"] == [one.page for one in store.here(workshop.id)]
