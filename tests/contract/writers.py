"""People's processes for the tests: forked from one warm process where that is possible, as kernels are."""

from __future__ import annotations

import multiprocessing
import os
import sys
from multiprocessing.synchronize import Barrier

from netlearn_widgets.model.workshop import Answer
from netlearn_widgets.store import Store


def together(target: str, workshop_id: str, writers: str, answers: str) -> None:
    """Let that many processes each join and, at the same moment, begin to record that many answers."""
    context = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
    start = context.Barrier(int(writers))
    processes = [
        context.Process(target=_record, args=(start, target, workshop_id, number, int(answers)))
        for number in range(int(writers))
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    sys.exit(max(abs(process.exitcode or 0) for process in processes))


def _record(start: Barrier, target: str, workshop_id: str, number: int, answers: int) -> None:
    with Store.open(target) as store:
        person = store.join(workshop_id, f"token {number}")
        start.wait()
        for value in range(answers):
            assert store.record(workshop_id, Answer(question="q", participant=person.id, value=value))


def endless(target: str, workshop_id: str, participant: str) -> None:
    """Record without end, and print the id of each answer when it is acknowledged."""
    store = Store.open(target)
    while True:
        answer = Answer(question="q", participant=participant, value="kept")
        store.record(workshop_id, answer)
        sys.stdout.write(f"{answer.id}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    {"together": together, "endless": endless}[sys.argv[1]](*sys.argv[2:])
