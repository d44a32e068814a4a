"""What a course of several processes has come to, and what has to be found whenever somebody looks."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from contract.crew import Crew, Refused, Worker
from contract.grounds import Ground, look
from hypothesis.stateful import RuleBasedStateMachine, invariant

from netlearn_widgets.model.removal import NOBODY


class Open:
    """A store that is open in a worker.

    Attributes
    ----------
    held : bool
        Whether the worker is in the middle of reading.
    news : bool or None
        Whether its watch has to say that there is news; None where nothing watches.
    """

    def __init__(self, worker: Worker, slot: str) -> None:
        self.worker, self.slot = worker, slot
        self.held = False
        self.news: bool | None = None

    def __str__(self) -> str:
        return f"{self.slot} of {self.worker}"

    def ask(self, verb: str, **words: object) -> Any:
        return self.worker.ask(verb, slot=self.slot, **words)


class Course(RuleBasedStateMachine):
    """What was done and acknowledged since the store was new.

    Attributes
    ----------
    stopped : dict
        Workers that are stopped, and whether they were recording just then: such a one may keep others waiting.
    acknowledged, perhaps : dict
        Answers by their id, with the participant: those that were acknowledged, and those that were only told.
    people : dict
        Names by the participant's id.
    """

    def __init__(self, ground: Ground, hands: Crew) -> None:
        super().__init__()
        self.ground, self.hands = ground, hands
        self.steps: list[str] = []
        self.names = count(1)
        self.workers: list[Worker] = []
        self.opens: list[Open] = []
        self.stopped: dict[Worker, bool] = {}
        self.acknowledged: dict[str, str] = {}
        self.perhaps: dict[str, str] = {}
        self.people: dict[str, str] = {}

    def awake(self, *, tainted: bool = True) -> list[Worker]:
        return [one for one in self.workers if one not in self.stopped and (tainted or not one.tainted)]

    def ready(self) -> list[Open]:
        return [one for one in self.opens if one.worker not in self.stopped]

    def is_refused(self, use: Callable[[], Any], step: str, *, may: bool = False) -> bool:
        """Whether a store said no, for which a worker that was stopped while it recorded is the only excuse."""
        return isinstance(self.ask(use, step, may=may), Refused)

    def ask(self, use: Callable[[], Any], step: str, *, may: bool = False) -> Any:
        """Return what came of a step, or how it was refused."""
        self.steps.append(step)
        try:
            return use()
        except Refused as refusal:
            self.steps[-1] += " (refused)"
            if may or any(self.stopped.values()):
                return refusal
            raise AssertionError(self.told(str(refusal))) from refusal

    def told(self, fault: str) -> str:
        """Return the whole course, and what is wrong at its end."""
        return "\n".join(["", *self.steps, f"→ {fault}"])

    def new_answers(self, number: int, person: str) -> list[str]:
        ids = [f"answer {next(self.names)} to {self.ground.workshop}" for _ in range(number)]
        self.perhaps |= dict.fromkeys(ids, person)
        return ids

    def keep(self, *ids: str) -> None:
        """Remember that these were acknowledged."""
        self.acknowledged |= {one: self.perhaps.pop(one) for one in ids}
        if ids:
            self.expect_news()

    def expect_news(self) -> None:
        for one in self.opens:
            one.news = None if one.news is None else True

    def hear_record(self, worker: Worker, step: str) -> None:
        """Wait until a worker has recorded what it was told."""
        acknowledged: list[str] = []
        self.ask(lambda: worker.outcome(acknowledged), step)
        self.keep(*acknowledged)

    def go_on_with(self, worker: Worker) -> None:
        recording = self.stopped.pop(worker)
        worker.signal(signal.SIGCONT)
        if recording:
            self.hear_record(worker, f"{worker} goes on and records the rest")
        else:
            self.steps.append(f"{worker} goes on")

    def has_ended(self, worker: Worker) -> None:
        self.keep(*worker.ended())
        self.workers.remove(worker)
        self.opens = [one for one in self.opens if one.worker is not worker]
        self.stopped.pop(worker, None)

    def read_one(self, one: Open) -> None:
        found = self.ask(lambda: one.ask("read", workshop=self.ground.workshop), f"{one} reads")
        if not isinstance(found, Refused):
            self.compare(found["answers"], found["people"], f"in {one}")

    def compare(self, answers: list[str], people: list[str] | None, where: str) -> None:
        """Fail with the course where what is found is not what was acknowledged."""
        doubled = [one for one, times in Counter(answers).items() if times > 1]
        lost, found = self.acknowledged.keys() - {*answers}, {*answers} - self.acknowledged.keys() - self.perhaps.keys()
        assert not lost, self.told(f"{where}: {len(lost)} acknowledged answers are lost")
        assert not doubled, self.told(f"{where}: {len(doubled)} answers are there twice")
        assert not found, self.told(f"{where}: {len(found)} answers are there that nobody gave or that were taken out")
        if people is not None:
            assert self.people.keys() == {*people} - {NOBODY}, self.told(f"{where}: not the people who joined")

    @invariant()
    def nothing_is_lost(self) -> None:
        if self.steps:
            self.compare(*self.ground.seen(), "in the store")

    @invariant()
    def no_log_is_dead(self) -> None:
        for worker in self.workers:
            dead = [] if worker.tainted else [Path(one).name for one in worker.dead_files()]
            assert not dead, self.told(f"{worker} has {', '.join(dead)} open")

    def teardown(self) -> None:
        """Let everybody go on, read everything, and end in the ordinary way; what was acknowledged is there."""
        try:
            for worker in list(self.stopped):
                self.go_on_with(worker)
            for one in list(self.opens):
                self.read_one(one)
            for worker in list(self.workers):
                self.steps.append(f"{worker} ends at last")
                worker.tell("exit")
                self.has_ended(worker)
            if self.steps:
                self.compare(*self.ground.seen(), "at the end")
            if self.steps and self.ground.path:
                self.compare(*look(self.ground.path), "at the end, by another program")
        finally:
            for worker in self.workers:
                worker.signal(signal.SIGTERM)
                worker.signal(signal.SIGCONT)
                worker.ended()
