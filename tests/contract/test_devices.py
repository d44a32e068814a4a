"""Who joined on one device: known to hosts, gone with the people, and telling nothing anywhere else."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import select

from netlearn_widgets.model.workshop import Workshop
from netlearn_widgets.store import Store, export_workshop, import_workshop, tables

TABLET, PHONE = "the tablet's own number", "a phone's own number"


def enrol(store: Store, workshop: Workshop, name: str, device: str, *, paper: bool = False) -> str:
    return store.join(workshop.id, f"{name}'s token", name, device=device, from_paper=paper).id


def marks(store: Store) -> list[str]:
    with store.database.reading() as connection:
        return list(connection.execute(select(tables.devices.c.mark)).scalars())


def test_who_joined_on_one_device_is_known(store: Store, workshop: Workshop):
    """Whoever has one of their own, or joined before devices were known, shares none."""
    ada, bo, _ = (enrol(store, workshop, name, device) for name, device in (("A", TABLET), ("B", TABLET), ("C", PHONE)))
    store.join(workshop.id, "an older page's token")

    assert [((ada, bo), 0)] == list(store.shared_devices(workshop.id))


def test_whoever_comes_back_on_another_device_is_of_the_first(store: Store, workshop: Workshop):
    """The same token is the same person, and joins once."""
    enrol(store, workshop, "Ada", TABLET)
    enrol(store, workshop, "Bo", PHONE)
    enrol(store, workshop, "Ada", PHONE)

    assert () == store.shared_devices(workshop.id)


def test_sheets_that_were_typed_in_are_told_apart(store: Store, workshop: Workshop):
    """One person of the device's own and twelve sheets are no twelve people on one device."""
    me = enrol(store, workshop, "me", TABLET)
    for number in range(12):
        enrol(store, workshop, f"sheet {number}", TABLET, paper=True)

    assert [((me,), 12)] == list(store.shared_devices(workshop.id))


def test_a_mark_tells_nothing_across_workshops(store: Store, workshop: Workshop):
    """It is another in each, is not the device's number, and counts in its workshop only."""
    second = store.add_workshop(Workshop(code="BBBB-22", title="", guide=""))
    enrol(store, workshop, "Ada", TABLET)
    enrol(store, second, "Ada", TABLET)

    first, other = marks(store)
    assert first != other
    assert TABLET not in first + other
    assert () == store.shared_devices(workshop.id) == store.shared_devices(second.id)


def test_the_mark_of_somebody_taken_out_goes_with_them(store: Store, workshop: Workshop):
    ada = enrol(store, workshop, "Ada", TABLET)
    bo = enrol(store, workshop, "Bo", TABLET)
    store.remove(workshop.id, ada)

    assert () == store.shared_devices(workshop.id)
    assert 1 == len(marks(store))
    store.remove(workshop.id, bo)
    assert [] == marks(store)


def test_marks_go_with_their_workshop(store: Store, workshop: Workshop):
    enrol(store, workshop, "Ada", TABLET)
    store.delete(workshop.id)

    assert [] == marks(store)


def test_a_copy_knows_no_devices(store: Store, workshop: Workshop, tmp_path: Path):
    """They are for the host of this day: an export leaves them out, and opens without them."""
    enrol(store, workshop, "Ada", TABLET)
    enrol(store, workshop, "Bo", TABLET)
    whole = export_workshop(store, workshop.code)

    assert marks(store)[0] not in json.dumps(whole)
    with Store.create(tmp_path / "copy.sqlite") as copy:
        import_workshop(copy, whole)
        assert ["Ada", "Bo"] == [one.name for one in copy.read(workshop.id).participants]
        assert () == copy.shared_devices(workshop.id)
