"""A server writes the file anew after somebody left, once, when that holds nobody up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from netlearn_widgets.cli.tending import Tending
from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.model.workshop import Answer, Workshop
from netlearn_widgets.store import Store


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A workshop in a data file."""
    with Store.create(tmp_path / "ours.sqlite") as store:
        store.add_workshop(Workshop(code="KRTM-27", title="Ours", guide=""))
        yield store


def leave(store: Store) -> None:
    """Somebody joins and leaves."""
    here = store.workshop("KRTM-27").id
    store.remove(here, store.join(here, "token", "Zed").id)


def test_the_file_is_written_anew_when_nobody_changed_anything_for_a_minute(store: Store):
    """Not before: nobody's answer waits for it."""
    clock = Clock()
    tending = Tending(store, clock)
    leave(store)
    store.join(store.workshop("KRTM-27").id, "another token", "Ada")

    assert tending.look()
    clock.now = 59
    assert not tending.look()
    assert store.wipe_due
    clock.now = 61
    assert not tending.look()
    assert store.wipe_due == 0


def test_after_an_hour_it_is_done_though_people_are_busy(store: Store):
    """That is the promise of docs/data.md."""
    clock = Clock()
    tending = Tending(store, clock)
    leave(store)
    here = store.workshop("KRTM-27").id
    ada = store.join(here, "another token", "Ada")

    for minute in range(61):
        clock.now = 60.0 * minute
        assert store.wipe_due
        store.record(here, Answer(question="purpose", participant=ada.id, value=str(minute)))
        tending.look()

    assert store.wipe_due == 0


def test_at_the_end_it_is_done_at_once(store: Store):
    """A server that is stopped leaves nothing due."""
    tending = Tending(store)
    leave(store)

    tending.finish()

    assert store.wipe_due == 0


def test_a_full_disk_leaves_it_due(store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture):
    """The log says so, and it is tried again."""
    clock = Clock()
    tending = Tending(store, clock)
    leave(store)

    def full() -> bool:
        raise StoreError("there is no room left")

    tending.look()
    with monkeypatch.context() as broken:
        broken.setattr(store.database, "wipe", full)
        clock.now = 61
        tending.look()
    assert "there is no room left" in caplog.text
    assert store.wipe_due
    clock.now = 122
    tending.look()
    assert store.wipe_due == 0


def test_a_full_disk_at_the_end_leaves_it_due(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    """The words name the command that finishes it; the store can be used as before."""
    tending = Tending(store)
    leave(store)

    def full() -> bool:
        raise StoreError("there is no room left")

    with monkeypatch.context() as broken:
        broken.setattr(store.database, "wipe", full)
        tending.finish()

    assert "netlearn remove" in caplog.text
    assert store.wipe_due
    store.wipe()
    assert store.wipe_due == 0
