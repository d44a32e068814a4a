"""Keys: hosts, the administrator, and people who come back on another device."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from sqlalchemy import select

from netlearn_widgets.model.errors import StoreError, UnknownCode
from netlearn_widgets.model.workshop import Answer, Participant, Workshop, new_key
from netlearn_widgets.store import Store, tables


def test_each_host_has_a_key(store: Store):
    """One is given with the workshop, any number later; no other text is one, the empty one least of all."""
    workshop = store.add_workshop(Workshop(code="KRTM-27", title="", guide=""), host_key="first")
    store.add_host(workshop.id, "second")

    assert [store.is_host(workshop.id, key) for key in ("first", "second", "third", "")] == [True, True, False, False]


def test_a_key_that_is_taken_away_opens_nothing_more(store: Store, other: Store, workshop: Workshop):
    """The others stay, and no row is left of it."""
    for key in ("first", "second"):
        store.add_host(workshop.id, key)
    other.drop_host(workshop.id, "first")

    assert [store.is_host(workshop.id, key) for key in ("first", "second")] == [False, True]
    with store.database.reading() as connection:
        assert 1 == len(connection.execute(select(tables.keys)).all())


def test_a_workshop_may_have_no_host(store: Store, workshop: Workshop):
    assert not store.is_host(workshop.id, "")


def test_a_second_server_ends_nobodys_administrator_link(store: Store, other: Store):
    """A new key leaves those before it good, in every process; it makes nobody a host."""
    workshop = store.add_workshop(Workshop(code="KRTM-27", title="", guide=""))
    store.add_admin("first")
    assert other.is_admin("first")

    other.add_admin("second")
    assert [store.is_admin(key) for key in ("first", "second", "")] == [True, True, False]
    assert not store.is_host(workshop.id, "second")


def test_all_administrators_keys_can_be_ended(store: Store, other: Store):
    """At once, in every process; one that is made afterwards is good."""
    store.add_admin("first")
    other.add_admin("second")

    assert other.end_admins() == 2
    other.add_admin("third")
    assert [store.is_admin(key) for key in ("first", "second", "third")] == [False, False, True]


def test_an_administrators_key_is_good_for_thirty_days(store: Store, other: Store):
    """Then it opens nothing, whoever asks."""
    began = store.clock()
    store.add_admin("key")
    store.clock = other.clock = lambda: began + dt.timedelta(days=29)
    assert other.is_admin("key")

    store.clock = other.clock = lambda: began + dt.timedelta(days=31)
    assert not other.is_admin("key")


def test_a_host_is_no_administrator(store: Store, workshop: Workshop):
    store.add_host(workshop.id, "key")

    assert not store.is_admin("key")


def test_an_empty_key_is_no_key(store: Store, workshop: Workshop):
    for give in (lambda: store.add_host(workshop.id, ""), lambda: store.add_admin("")):
        with pytest.raises(StoreError, match="new_key"):
            give()


def test_a_key_given_twice_is_one_key(store: Store, workshop: Workshop):
    store.add_host(workshop.id, "key")
    store.add_host(workshop.id, "key")

    assert store.is_host(workshop.id, "key")


def test_no_key_is_kept(store: Store, workshop: Workshop, ada: Participant):
    """The table holds fingerprints only, and the same text in another role or workshop has another one."""
    second = store.add_workshop(Workshop(code="BBBB-22", title="", guide=""))
    key = new_key()
    store.add_admin(key)
    store.add_host(workshop.id, key)
    store.add_host(second.id, key)
    code = store.give_code(workshop.id, ada.id)

    with store.database.reading() as connection:
        rows = connection.execute(select(tables.keys)).all()
    assert 4 == len({row.sha256 for row in rows})
    assert all(re.fullmatch("[0-9a-f]{64}", row.sha256) for row in rows)
    assert not any(word in str(rows) for word in (key, code, code.replace("-", "")))


def test_a_personal_code_brings_somebody_back_on_another_device(
    store: Store, other: Store, workshop: Workshop, ada: Participant
):
    """However it is typed; both devices are that person from then on, and an answer from either is theirs."""
    code = store.give_code(workshop.id, ada.id)

    assert ada == other.enter(workshop.id, "new phone", f" {code.lower().replace('-', ' ')} ")
    assert ada == store.participant(workshop.id, "new phone") == store.participant(workshop.id, "ada's token")
    assert ada == store.join(workshop.id, "new phone")
    assert store.record(workshop.id, Answer(question="q", participant=ada.id, value=1))
    assert (ada,) == store.read(workshop.id).participants


def test_a_device_that_had_joined_as_somebody_else_changes_hands(
    store: Store, workshop: Workshop, ada: Participant, bo: Participant
):
    """Whoever enters a code on Bo's phone is Ada on it from then on; a second code changes it again."""
    ada_code, bo_code = store.give_code(workshop.id, ada.id), store.give_code(workshop.id, bo.id)

    assert ada == store.enter(workshop.id, "bo's token", ada_code)
    assert ada == store.participant(workshop.id, "bo's token")
    assert bo == store.enter(workshop.id, "bo's token", bo_code)
    assert bo == store.participant(workshop.id, "bo's token")


def test_a_new_code_ends_the_one_before(store: Store, workshop: Workshop, ada: Participant):
    """Devices that came in by the old one stay in."""
    old = store.give_code(workshop.id, ada.id)
    store.enter(workshop.id, "tablet", old)
    new = store.give_code(workshop.id, ada.id)

    with pytest.raises(UnknownCode):
        store.enter(workshop.id, "phone", old)
    assert ada == store.enter(workshop.id, "phone", new) == store.participant(workshop.id, "tablet")


@pytest.mark.parametrize("code", ["", "----", "AAAA-AAAA", "KRTM-27", "é", "a" * 10_000])
def test_a_wrong_code_is_refused_kindly(store: Store, workshop: Workshop, ada: Participant, code: str):
    """The words say what to do, and nothing changes."""
    store.give_code(workshop.id, ada.id)

    with pytest.raises(UnknownCode, match="Compare it with where you noted it"):
        store.enter(workshop.id, "phone", code)
    assert store.participant(workshop.id, "phone") is None


def test_a_code_counts_in_its_workshop_only(store: Store, workshop: Workshop, ada: Participant):
    second = store.add_workshop(Workshop(code="BBBB-22", title="", guide=""))
    code = store.give_code(workshop.id, ada.id)

    with pytest.raises(UnknownCode):
        store.enter(second.id, "phone", code)


def test_codes_and_devices_need_somebody(store: Store, workshop: Workshop, ada: Participant):
    with pytest.raises(StoreError, match="Nobody with the id 'cy'"):
        store.give_code(workshop.id, "cy")
    with pytest.raises(StoreError, match="Reload the page"):
        store.enter(workshop.id, "", store.give_code(workshop.id, ada.id))


def test_keys_move_no_history(store: Store, workshop: Workshop, ada: Participant):
    """No page reads anything anew for them."""
    before = store.read(workshop.id)
    store.add_host(workshop.id, "key")
    store.enter(workshop.id, "phone", store.give_code(workshop.id, ada.id))

    assert before is store.read(workshop.id, before)


def test_a_workshop_is_deleted_with_all_that_is_in_it(store: Store, workshop: Workshop, ada: Participant):
    """Another one stays as it is; the code is free again."""
    second = store.add_workshop(Workshop(code="BBBB-22", title="", guide=""), host_key="theirs")
    store.add_host(workshop.id, "key")
    store.give_code(workshop.id, ada.id)
    store.record(workshop.id, Answer(question="q", participant=ada.id, value=1))
    store.be_here(workshop.id, "page 1", participant=ada.id)

    store.delete(workshop.id)

    assert (second,) == store.workshops()
    assert store.is_host(second.id, "theirs")
    assert not store.is_host(workshop.id, "key")
    with pytest.raises(StoreError, match="no workshop with the id"):
        store.read(workshop.id)
    with pytest.raises(StoreError, match="no workshop with the id"):
        store.delete(workshop.id)
    assert store.add_workshop(Workshop(code="KRTM-27", title="", guide=""))


def test_of_a_deleted_workshop_the_file_holds_no_byte(tmp_path: Path):
    path = tmp_path / "ours.sqlite"
    with Store.create(path) as store:
        workshop = store.add_workshop(Workshop(code="KRTM-27", title="Zebras", guide="quagga = 1"))
        ada = store.join(workshop.id, "token", "Okapi")
        store.record(workshop.id, Answer(question="q", participant=ada.id, value="Giraffe"))

        left = store.delete(workshop.id)

        held = b"".join(one.read_bytes() for one in tmp_path.iterdir())
        assert left == ()
        assert [word for word in (b"Zebras", b"quagga", b"Okapi", b"Giraffe") if word in held] == []
