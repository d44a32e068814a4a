"""Forty people answer at the same moment, and some of their processes die."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path

import pytest

from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.model.workshop import Participant, Workshop
from netlearn_widgets.store import Store

WRITERS, ANSWERS = 40, 50


@contextmanager
def _writers(verb: str, *words: object) -> Iterator[subprocess.Popen[str]]:
    """The program beside this file, ended with the block."""
    command = [sys.executable, str(Path(__file__).with_name("writers.py")), verb, *map(str, words)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        try:
            yield program
        finally:
            program.kill()


def test_forty_processes_record_at_the_same_moment(store: Store, target: str, workshop: Workshop):
    """2,000 answers are found, each person's in order, none doubled, no error; a reader beside them misses none."""
    record = store.read(workshop.id)
    with _writers("together", target, workshop.id, WRITERS, ANSWERS) as program, ThreadPoolExecutor(1) as pool:
        ended = pool.submit(program.communicate)
        while not wait([ended], timeout=0.02).done:
            record = store.read(workshop.id, record)
        _, errors = ended.result()

    assert (program.returncode, errors) == (0, "")
    record = store.read(workshop.id, record)
    assert store.read(workshop.id) == record
    assert WRITERS * ANSWERS == len({answer.id for answer in record.answers}) == len(record.answers)
    assert {ANSWERS} == set(Counter(answer.participant for answer in record.answers).values())
    for person in record.participants:
        assert [*range(ANSWERS)] == [answer.value for answer in record.answers if answer.participant == person.id]


def test_kill_9_loses_no_acknowledged_answer(store: Store, target: str, workshop: Workshop, ada: Participant):
    """A writer killed in mid-work has lost at most what it was never told was kept; the others go on."""
    with _writers("endless", target, workshop.id, ada.id) as program:
        assert program.stdout is not None
        acknowledged = [program.stdout.readline().strip() for _ in range(100)]
        program.kill()
        acknowledged += program.stdout.read().split()

    kept = [answer.id for answer in store.read(workshop.id).answers]
    assert acknowledged == kept[: len(acknowledged)]
    assert len(kept) <= len(acknowledged) + 1
    assert store.join(workshop.id, "bo's token")


def test_of_several_who_create_a_store_one_wins(target: str):
    """The others are told that it is there; everyone finds it whole."""

    def create(_: int) -> bool:
        try:
            Store.create(target).close()
        except StoreError as refusal:
            assert "already" in str(refusal)  # noqa: PT017  any other refusal is a failure
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(create, range(4))) == 1

    with Store.open(target) as store:
        assert store.workshops() == ()


def test_many_open_a_store_at_the_same_moment(target: str, store: Store, workshop: Workshop):  # noqa: ARG001
    def look(_: int) -> tuple[Workshop, ...]:
        with Store.open(target) as mine:
            return mine.workshops()

    with ThreadPoolExecutor(8) as pool:
        assert [(workshop,)] * 24 == list(pool.map(look, range(24)))


def test_a_second_create_is_refused(target: str, store: Store, workshop: Workshop):
    """What is there stays as it is."""
    with pytest.raises(StoreError, match="already"):
        Store.create(target)

    assert (workshop,) == store.workshops()
