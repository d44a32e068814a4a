"""Reading on: an increment gives exactly what a full read gives."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.workshop import Answer, Participant, Proposal, Round, Workshop, new_code, new_id
from netlearn_widgets.store import Store, tables
from netlearn_widgets.store.history import writing

_words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8)
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_words, inner, max_size=3),
    max_leaves=5,
)
_people = st.sampled_from(["ada", "bo", "cy"])
_steps = st.one_of(
    st.tuples(st.just("answer"), _people, _json),
    st.tuples(st.just("propose"), _people, _words),
    st.tuples(st.just("act"), _people, _json),
    st.tuples(st.just("join"), _people, _words),
    st.tuples(st.just("round"), st.none(), _words),
    st.tuples(st.just("guide"), st.none(), _words),
    st.tuples(st.just("read"), st.none(), st.none()),
)


_GROUP = {"card": "c1", "theme": "t1"}


def _take(store: Store, workshop_id: str, step: tuple[str, Any, Any]) -> None:
    verb, who, what = step
    if verb == "answer":
        store.record(workshop_id, Answer(question="q", participant=store.join(workshop_id, who).id, value=what))
    elif verb == "propose":
        store.propose(workshop_id, Proposal(question="q", participant=store.join(workshop_id, who).id, text=what))
    elif verb == "act":
        store.act(
            workshop_id, Act(kind="group", participant=store.join(workshop_id, who).id, value=_GROUP | {"also": what})
        )
    elif verb == "join":
        store.join(workshop_id, who, what)
    elif verb == "round":
        store.open_round(workshop_id, what)
    elif verb == "guide":
        store.set_guide(workshop_id, what)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(_steps, max_size=12))
def test_reading_on_gives_what_reading_all_gives(store: Store, steps: list[tuple[str, Any, Any]]):
    """After whatever happened, in whatever order, and wherever a reader stopped in between."""
    key = store.add_workshop(Workshop(code=new_code() + new_id(), title="", guide="")).id
    start = record = store.read(key)
    for step in steps:
        _take(store, key, step)
        if step[0] == "read":
            record = store.read(key, record)

    full = store.read(key)
    assert full == store.read(key, record) == store.read(key, start)


def test_nothing_new_is_the_same_record(store: Store, workshop: Workshop, ada: Participant):
    """Neither a page nor its drawing is made again for nothing; an answer sent twice is nothing new."""
    answer = Answer(question="q", participant=ada.id, value=1)
    store.record(workshop.id, answer)
    record = store.read(workshop.id)
    store.record(workshop.id, answer)
    store.join(workshop.id, "ada's token", "Ada")

    assert record is store.read(workshop.id, record)


def test_reading_on_from_a_record_that_does_not_fit_reads_all(store: Store, workshop: Workshop):
    """A record of another workshop, or one that is ahead of a copy that was put back, misleads nobody."""
    second = store.add_workshop(Workshop(code="BBBB-22", title="", guide=""))
    full = store.read(workshop.id)
    ahead = replace(full, mark=full.mark + 5, rounds=(*full.rounds, Round(number=2, title="lost")))

    assert full == store.read(workshop.id, store.read(second.id))
    assert full == store.read(workshop.id, ahead)


def test_a_slow_writer_is_not_overtaken(store: Store, workshop: Workshop, ada: Participant, bo: Participant):
    """Who takes a number later is seen later, so that reading on never skips a number that is still to come."""
    before = store.read(workshop.id)
    slow = Answer(question="q", participant=ada.id, value="slow")
    quick = Answer(question="q", participant=bo.id, value="quick")
    row = {key: value for key, value in vars(slow).items() if key != "seq"} | {"value": '"slow"'}

    with ThreadPoolExecutor(1) as pool:
        with writing(store.database, workshop.id) as history:
            history.add(tables.answers, row)
            waiting = pool.submit(store.record, workshop.id, quick)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.3)
            assert before is store.read(workshop.id, before)
        assert waiting.result(timeout=10)

    assert (slow, quick) == store.read(workshop.id, before).answers


def test_a_record_is_of_one_moment(store: Store, workshop: Workshop):
    """Everything that an answer belongs to is in the record that holds it, while others write."""

    def write() -> None:
        for number in range(20):
            person = store.join(workshop.id, f"token {number}")
            round_ = store.open_round(workshop.id, "")
            answer = Answer(question="q", participant=person.id, round=round_.number, value=number)
            store.record(workshop.id, answer)

    record: Record | None = None
    with ThreadPoolExecutor(1) as pool:
        writer = pool.submit(write)
        while not writer.done():
            record = store.read(workshop.id, record)
            assert {answer.participant for answer in record.answers} <= {one.id for one in record.participants}
            assert {answer.round for answer in record.answers} <= {one.number for one in record.rounds}
        writer.result()

    assert store.read(workshop.id) == store.read(workshop.id, record)
