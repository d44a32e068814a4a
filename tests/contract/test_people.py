"""Joining: the same token is the same person."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.model.workshop import Participant, Workshop
from netlearn_widgets.store import Store, export_workshop


def test_the_same_token_is_the_same_person(store: Store, workshop: Workshop, ada: Participant):
    """Joining again changes nothing; another token is another person; a name is optional."""
    again = store.join(workshop.id, "ada's token")
    someone = store.join(workshop.id, "another token")

    assert ada == again
    assert ada == store.participant(workshop.id, "ada's token")
    assert (ada, someone) == store.read(workshop.id).participants
    assert someone.name == ""


def test_a_given_name_takes_the_place_of_the_old_one(store: Store, workshop: Workshop, ada: Participant):
    """The person stays the same; no name given keeps the old one."""
    renamed = store.join(workshop.id, "ada's token", "Ada L.")

    assert (ada.id, "Ada L.", ada.joined) == (renamed.id, renamed.name, renamed.joined)
    assert renamed == store.join(workshop.id, "ada's token")
    assert (renamed,) == store.read(workshop.id).participants


def test_a_token_counts_in_its_workshop_only(store: Store, workshop: Workshop, ada: Participant):
    """One phone in two workshops is two participants."""
    second = store.add_workshop(Workshop(code="BBBB-22", title="", guide=""))

    assert store.participant(second.id, "ada's token") is None
    assert ada.id != store.join(second.id, "ada's token").id
    assert ada == store.participant(workshop.id, "ada's token")


def test_a_token_is_never_kept(store: Store, workshop: Workshop, ada: Participant):  # noqa: ARG001
    """What leaves the store holds its sha256 only."""
    (person,) = export_workshop(store, workshop.code)["participants"]

    assert len(person["token_sha256"]) == 64
    assert "ada's token" not in str(person)


def test_two_pages_of_one_person_join_at_the_same_moment(store: Store, other: Store, workshop: Workshop):
    """Both are told the same participant."""
    with ThreadPoolExecutor(8) as pool:
        joined = list(pool.map(lambda n: (store, other)[n % 2].join(workshop.id, "token", "Ada"), range(16)))

    assert {joined[0]} == set(joined)
    assert (joined[0],) == store.read(workshop.id).participants


def test_joining_needs_a_token(store: Store, workshop: Workshop):
    with pytest.raises(StoreError, match="token"):
        store.join(workshop.id, "")
