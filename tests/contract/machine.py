"""What processes may do to one store, in any order: the rules of a property-based machine."""

from __future__ import annotations

import datetime as dt
import os
import signal
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from contract.courses import Course, Open
from contract.crew import ENDS, Refused, Worker
from contract.grounds import look
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

MOST_WORKERS, MOST_STORES = 4, 3
UNIX = os.name == "posix"

One = TypeVar("One")

which = st.integers(0, 11)  # of those there are, in their order


def some_awake(course: Course) -> bool:
    return bool(course.awake())


def some_ready(course: Course) -> bool:
    return bool(course.ready())


def some_ready_to_record(course: Course) -> bool:
    return bool(course.ready() and course.people)


def nobody_is_waited_for(course: Course) -> bool:
    return some_ready_to_record(course) and not any(course.stopped.values())


class Processes(Course):
    """Up to four processes, each with up to three stores open."""

    @initialize()
    def begin(self) -> None:
        self.ground.renew()

    @precondition(lambda self: len(self.workers) < MOST_WORKERS)
    @rule(spelling=which)
    def start(self, spelling: int) -> None:
        """Start a process that opens the store."""
        worker = self.hands.start(f"process {next(self.names)}")
        self.workers.append(worker)
        self._open(worker, spelling)

    @precondition(some_awake)
    @rule(at=which, spelling=which)
    def open_another(self, at: int, spelling: int) -> None:
        worker = _of(self.awake(), at)
        if sum(one.worker is worker for one in self.opens) < MOST_STORES:
            self._open(worker, spelling)

    @precondition(some_ready)
    @rule(at=which, named=st.booleans())
    def join(self, at: int, named: bool) -> None:  # noqa: FBT001  drawn
        one, token = _of(self.ready(), at), f"token {next(self.names)}"
        name = f"Somebody called {token}." if named else ""
        words = {"workshop": self.ground.workshop, "token": token, "name": name}
        person = self.ask(lambda: one.ask("join", **words), f"somebody joins in {one}")
        if not isinstance(person, Refused):
            self.people[person] = name
            self.expect_news()

    @precondition(some_ready_to_record)
    @rule(at=which, who=which, answers=st.integers(1, 3))
    def record(self, at: int, who: int, answers: int) -> None:
        one = _of(self.ready(), at)
        self._tell_to_record(one, who, answers)
        self.hear_record(one.worker, f"{answers} answers in {one}")

    @precondition(lambda self: UNIX and nobody_is_waited_for(self))
    @rule(at=which, who=which, after=st.integers(0, 5), kill=st.booleans())
    def strike(self, at: int, who: int, after: int, kill: bool) -> None:  # noqa: FBT001  drawn
        """Kill or stop a process while it records, after so many answers were acknowledged."""
        one = _of(self.ready(), at)
        self.steps.append(f"{one.worker} is {'killed' if kill else 'stopped'} after {after} answers in {one}")
        self._tell_to_record(one, who, 40)
        for _ in range(after):
            self.keep(one.worker.hear()["acknowledged"])
        one.worker.signal(signal.SIGKILL if kill else signal.SIGSTOP)
        if kill:
            self.has_ended(one.worker)
        else:
            self.stopped[one.worker] = True

    @precondition(some_ready)
    @rule(at=which)
    def close(self, at: int) -> None:
        one = _of(self.ready(), at)
        self.opens.remove(one)
        self.ask(lambda: one.ask("close"), f"{one} is closed")

    @precondition(some_ready)
    @rule(at=which)
    def forget(self, at: int) -> None:
        one = _of(self.ready(), at)
        if not one.held:
            self.opens.remove(one)
            self.ask(lambda: one.ask("forget"), f"{one} is forgotten")

    @precondition(some_ready)
    @rule(at=which)
    def read(self, at: int) -> None:
        self.read_one(_of(self.ready(), at))

    @precondition(some_ready)
    @rule(at=which)
    def watch_or_poll(self, at: int) -> None:
        one = _of(self.ready(), at)
        if one.news is None:
            one.news = None if self.is_refused(lambda: one.ask("watch"), f"{one} is watched") else False
            return
        news = self.ask(
            lambda: one.ask("poll", patience=self.ground.patience if one.news else 0), f"is there news in {one}?"
        )
        if not isinstance(news, Refused):
            assert news or not one.news, self.told("it says there is none")
            one.news = False

    @precondition(lambda self: any(one.news is not None for one in self.ready()))
    @rule(at=which)
    def unwatch(self, at: int) -> None:
        one = _of([one for one in self.ready() if one.news is not None], at)
        one.news = None
        self.ask(lambda: one.ask("unwatch"), f"{one} is watched no more")

    @precondition(some_ready)
    @rule(at=which)
    def hold_or_release(self, at: int) -> None:
        one = _of(self.ready(), at)
        step = f"a long reading {'ends' if one.held else 'begins'} in {one}"
        if not self.is_refused(lambda: one.ask("release" if one.held else "hold"), step):
            one.held = not one.held

    @precondition(lambda self: self.ground.path and self.awake())
    @rule(at=which)
    def copy(self, at: int) -> None:
        """A copy of the file is whole, and its owner's only."""
        worker = _of(self.awake(), at)
        moment = dt.datetime(2027, 3, 31, tzinfo=dt.UTC) + dt.timedelta(seconds=next(self.names))
        words = {"path": str(self.ground.path), "at": moment.isoformat()}
        made = self.ask(lambda: worker.ask("copy", **words), f"{worker} makes a copy", may=worker.tainted)
        if not isinstance(made, Refused):
            self.compare(*look(Path(made)), "in the copy")
            assert stat.S_IMODE(Path(made).stat().st_mode) == 0o600
            Path(made).unlink()

    @precondition(some_ready)
    @rule(at=which)
    def export(self, at: int) -> None:
        one = _of(self.ready(), at)
        found = self.ask(lambda: one.ask("export", code=self.ground.code), f"{one} is exported")
        if not isinstance(found, Refused):
            self.compare(found, None, "in the export")

    @precondition(nobody_is_waited_for)
    @rule(at=which, who=which)
    def remove(self, at: int, who: int) -> None:
        """Whoever is taken out leaves no byte in the file, unless the store says where."""
        one, person = _of(self.ready(), at), _of(list(self.people), who)
        words = {"workshop": self.ground.workshop, "participant": person}
        left = self.ask(lambda: one.ask("remove", **words), f"somebody is taken out in {one}")
        for kept in (self.acknowledged, self.perhaps):
            for answer in [answer for answer, whose in kept.items() if whose == person]:
                del kept[answer]
        name = self.people.pop(person)
        self.expect_news()
        if name and self.ground.path and not any("traces" in words for words in left):
            assert not self.ground.holds(name), self.told("bytes of theirs are in the file")

    @precondition(lambda self: UNIX and self.awake() and len(self.workers) < MOST_WORKERS)
    @rule(at=which)
    def fork(self, at: int) -> None:
        worker = _of(self.awake(), at)
        tainted = worker.tainted or any(one.worker is worker for one in self.opens)
        child = self.hands.fork(worker, f"process {next(self.names)}", tainted=tainted)
        self.steps.append(f"{worker} forks {child}")
        self.workers.append(child)

    @precondition(lambda self: any(one.tainted for one in self.awake()))
    @rule(at=which, close=st.booleans())
    def inherit(self, at: int, close: bool) -> None:  # noqa: FBT001  drawn
        """What was opened before a fork is refused after it, and may be closed."""
        worker = _of([one for one in self.awake() if one.tainted], at)
        self.steps.append(f"{worker} {'closes' if close else 'uses'} what it inherited")
        worker.ask("close_inherited" if close else "use_inherited", workshop=self.ground.workshop)

    @precondition(lambda self: self.people and self.awake() and not any(self.stopped.values()))
    @rule(at=which, who=which, threads=st.integers(2, 4), spelling=which)
    def flurry(self, at: int, who: int, threads: int, spelling: int) -> None:
        """Several threads of a process open, record and close as they like."""
        worker, person = _of(self.awake(), at), _of(list(self.people), who)
        ids = [self.new_answers(3, person) for _ in range(threads)]
        words = {"target": _of(self.ground.spellings, spelling), "workshop": self.ground.workshop}
        words |= {"participant": person, "ids": ids}
        step = f"{threads} threads of {worker} open, record and close"
        if not self.is_refused(lambda: worker.ask("flurry", **words), step, may=worker.tainted):
            self.keep(*(one for some in ids for one in some))

    @precondition(lambda self: self.workers)
    @rule(at=which, how=st.sampled_from(sorted(ENDS)))
    def end(self, at: int, how: str) -> None:
        worker = _of(self.workers, at)
        if worker not in self.stopped or how == "SIGKILL":  # whatever else waits until it goes on
            self.steps.append(f"{worker} ends by {how}")
            ENDS[how](worker)
            self.has_ended(worker)

    @precondition(lambda self: UNIX and self.awake())
    @rule(at=which)
    def stop(self, at: int) -> None:
        worker = _of(self.awake(), at)
        self.steps.append(f"{worker} is stopped")
        worker.signal(signal.SIGSTOP)
        self.stopped[worker] = False

    @precondition(lambda self: self.stopped)
    @rule(at=which)
    def go_on(self, at: int) -> None:
        self.go_on_with(_of(list(self.stopped), at))

    @precondition(lambda self: self.ground.path)
    @rule(at=st.none() | which)
    def look(self, at: int | None) -> None:
        """Let another program, or a notebook in one of our processes, look with plain SQLite, and close."""
        ours = self.awake(tainted=False)  # SQLite itself must not be used on both sides of a fork
        stranger = at is None or not ours
        worker = self.hands.start("another program") if stranger else _of(ours, at or 0)
        found = self.ask(lambda: worker.ask("look", path=str(self.ground.path)), f"{worker} looks with plain SQLite")
        if stranger:
            worker.tell("exit")
            worker.ended()
        if not isinstance(found, Refused):
            self.compare(found, None, "by plain SQLite")

    def _open(self, worker: Worker, spelling: int) -> None:
        one, at = Open(worker, f"store {next(self.names)}"), spelling % len(self.ground.spellings)
        words = {"target": self.ground.spellings[at]}
        if not self.is_refused(lambda: one.ask("open", **words), f"{one} is opened, spelling {at}", may=worker.tainted):
            self.opens.append(one)

    def _tell_to_record(self, one: Open, who: int, answers: int) -> None:
        person = _of(list(self.people), who)
        words = {"workshop": self.ground.workshop, "participant": person, "ids": self.new_answers(answers, person)}
        one.worker.tell("record", slot=one.slot, **words)


def _of(those: Sequence[One], at: int) -> One:
    return those[at % len(those)]
