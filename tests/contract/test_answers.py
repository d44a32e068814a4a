"""Answers and proposals: kept once, kept for good, kept to the letter."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from netlearn_widgets.model.errors import Overtaken, StoreError
from netlearn_widgets.model.workshop import Answer, Participant, Proposal, Workshop
from netlearn_widgets.store import Store

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    '=HYPERLINK("http://example.org","x")',
    "'; DROP TABLE answers; --",
    "x" * 10_000,
    "👩‍👩‍👧 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "مرحبا \u202etxt\u202c שלום",
    "Zoë and Zoe\u0308",
    "a\u0000b",
    '"quotes" \\ and\n\r\t lines',
]


def test_a_later_answer_replaces_the_earlier_one_and_both_are_kept(store: Store, workshop: Workshop, ada: Participant):
    """The newest is current; the history is in the order of recording, whatever the clocks say."""
    first = Answer(question="stage", participant=ada.id, value="emerging")
    second = Answer(question="stage", participant=ada.id, value="dormant", at=first.at - dt.timedelta(hours=1))

    assert store.record(workshop.id, first)
    assert store.record(workshop.id, second)
    record = store.read(workshop.id)
    assert (first, second) == record.answers
    assert {ada.id: second} == record.current("stage")


def test_what_was_typed_in_from_paper_stays_marked(store: Store, workshop: Workshop, ada: Participant, bo: Participant):
    """Each answer has its own mark; what people type themselves has none."""
    store.record(workshop.id, Answer(question="stage", participant=ada.id, value="emerging", from_paper=True))
    store.record(workshop.id, Answer(question="stage", participant=bo.id, value="dormant"))

    assert [True, False] == [answer.from_paper for answer in store.read(workshop.id).answers]


def test_an_answer_sent_twice_is_kept_once(store: Store, workshop: Workshop, ada: Participant):
    """The second time the store says so, and nothing of the first is overwritten."""
    answer = Answer(question="stage", participant=ada.id, value="emerging")

    assert store.record(workshop.id, answer)
    assert not store.record(workshop.id, replace(answer, value="dormant"))
    assert (answer,) == store.read(workshop.id).answers


def test_an_answer_sent_by_two_at_the_same_moment_is_kept_once(
    store: Store, other: Store, workshop: Workshop, ada: Participant
):
    """Of sixteen senders one is told that it was new."""
    answer = Answer(question="stage", participant=ada.id, value="emerging")

    with ThreadPoolExecutor(8) as pool:
        new = list(pool.map(lambda n: (store, other)[n % 2].record(workshop.id, answer), range(16)))

    assert sum(new) == 1
    assert (answer,) == store.read(workshop.id).answers


@pytest.mark.parametrize(
    "value",
    [None, "", 0, 3.5, True, [], {}, {"a": [1, {"b": None}]}, {"ключ": "значение"}, *HOSTILE],
    ids=lambda value: ascii(value)[:24],
)
def test_a_value_comes_back_as_it_was(store: Store, workshop: Workshop, ada: Participant, value: Any):
    """Whatever JSON can say, and whatever people type."""
    store.record(workshop.id, Answer(question="q", participant=ada.id, value=value))

    assert value == store.read(workshop.id).answers[0].value


def test_words_of_people_come_back_as_they_were(store: Store, workshop: Workshop):
    """In a name, a proposal and a title as in an answer."""
    for number, text in enumerate(text for text in HOSTILE if "\x00" not in text):
        person = store.join(workshop.id, f"token {number}", text)
        store.propose(workshop.id, Proposal(question="q", text=text, participant=person.id))
        store.open_round(workshop.id, text)
        record = store.read(workshop.id)

        assert text == record.participants[-1].name == record.proposals[-1].text == record.round.title


@pytest.mark.parametrize(
    "value",
    [float("nan"), {1, 2}, "half \ud83d of a pair", object()],
    ids=["no number", "a set", "half a pair", "an object"],
)
def test_what_json_cannot_say_is_refused_in_words(store: Store, workshop: Workshop, ada: Participant, value: Any):
    with pytest.raises(StoreError, match=r"The answer .*cannot be kept"):
        store.record(workshop.id, Answer(question="q", participant=ada.id, value=value))

    assert store.read(workshop.id).answers == ()


def test_a_text_that_no_database_can_keep_is_refused_in_words(store: Store, workshop: Workshop, ada: Participant):
    """The place of the character is named."""
    with pytest.raises(StoreError, match=r"The proposal .*number 2, code 0000"):
        store.propose(workshop.id, Proposal(question="q", text="a\x00", participant=ada.id))
    with pytest.raises(StoreError, match=r"The name .*number 1, code D83D"):
        store.join(workshop.id, "token", "\ud83d")


def test_an_answer_to_nothing_is_refused_in_words(store: Store, workshop: Workshop, ada: Participant):
    """Workshop, round and participant must exist; a participant of another workshop does not count."""
    second = store.add_workshop(Workshop(code="BBBB-22", title="", guide=""))
    answer = Answer(question="q", participant=ada.id, value=1)

    with pytest.raises(StoreError, match="no workshop"):
        store.record("nowhere", answer)
    with pytest.raises(StoreError, match="no round 2"):
        store.record(workshop.id, replace(answer, round=2))
    with pytest.raises(StoreError, match=r"cannot be kept|refused"):
        store.record(workshop.id, replace(answer, round=2**70))
    with pytest.raises(StoreError, match="joined"):
        store.record(second.id, answer)
    with pytest.raises(StoreError, match="joined"):
        store.propose(second.id, Proposal(question="q", text="", participant=ada.id))
    with pytest.raises(StoreError, match="time zone"):
        store.record(workshop.id, replace(answer, at=dt.datetime(2027, 1, 1)))  # noqa: DTZ001  the mistake itself
    assert store.read(workshop.id).answers == ()


def test_a_proposal_is_kept_once_and_the_newest_is_on_the_table(store: Store, workshop: Workshop, ada: Participant):
    first = Proposal(question="agree", text="Fewer falls", participant=ada.id)
    second = Proposal(question="agree", text="Fewer falls at home", participant=ada.id)

    assert [store.propose(workshop.id, one) for one in (first, second, first)] == [True, True, False]
    assert (first, second) == store.read(workshop.id).proposals
    assert second == store.read(workshop.id).proposal("agree")


def test_an_answer_made_without_reading_a_newer_one_is_not_kept(
    store: Store, other: Store, workshop: Workshop, ada: Participant, bo: Participant
):
    """Only one of the same participant, question and round counts; once it is read, the answer is kept."""
    record = store.read(workshop.id)
    other.record(workshop.id, Answer(question="stage", participant=bo.id, value="dormant"))
    other.record(workshop.id, Answer(question="size", participant=ada.id, value=7))
    assert store.record(workshop.id, Answer(question="stage", participant=ada.id, value="one"), read=record.mark)

    answer = Answer(question="stage", participant=ada.id, value="two")
    with pytest.raises(Overtaken, match="meanwhile"):
        store.record(workshop.id, answer, read=record.mark)
    assert store.record(workshop.id, answer, read=store.read(workshop.id).mark)
    assert not store.record(workshop.id, answer, read=record.mark)


def test_of_two_answers_made_from_the_same_reading_one_is_kept(
    store: Store, other: Store, workshop: Workshop, ada: Participant
):
    """However close they come: reading whether there is a newer one, and writing, are one transaction."""
    mark = store.read(workshop.id).mark

    def record(number: int) -> bool:
        answer = Answer(question="stage", participant=ada.id, value=number)
        try:
            return (store, other)[number % 2].record(workshop.id, answer, read=mark)
        except Overtaken:
            return False

    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(record, range(16)))

    assert sum(kept) == 1
    assert len(store.read(workshop.id).answers) == 1


def test_an_answer_made_before_somebody_was_taken_out_is_not_kept_unread(
    store: Store, workshop: Workshop, ada: Participant, bo: Participant
):
    """Their name left what was said before; an answer merged with that would bring it back."""
    mark = store.read(workshop.id).mark
    store.remove(workshop.id, bo.id)

    answer = Answer(question="stage", participant=ada.id, value="one")
    with pytest.raises(Overtaken):
        store.record(workshop.id, answer, read=mark)
    assert store.record(workshop.id, answer, read=store.read(workshop.id).mark)
