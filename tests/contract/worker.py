"""A process that opens stores and does with them what it is told, a line of JSON for a line of JSON."""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
import json
import os
import signal
import socket
import sqlite3
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.model.workshop import Answer
from netlearn_widgets.store import Store
from netlearn_widgets.store.changes import Changes
from netlearn_widgets.store.faults import told
from netlearn_widgets.store.founding import keep_copy
from netlearn_widgets.store.transfer import export_workshop

PATIENCE = 0.3  # seconds: a neighbour that is stopped while it writes is not waited for


class Worker:
    """Stores by the slot they were opened in; each public method is something it can be told."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._stores: dict[str, Store] = {}
        self._watches: dict[str, Changes] = {}
        self._moment = threading.Event()
        self._held: dict[str, contextlib.ExitStack] = {}
        self._inherited: list[Store] = []
        self._older: list[object] = []  # what the process it was forked from had open, and nobody ever closes
        self._connect()

    def listen(self) -> None:
        """Do what is said until the line ends."""
        while line := self._line.readline():
            words = json.loads(line)
            self._say(self._answer(words.pop("verb"), words))

    def open(self, slot: str, target: str) -> None:
        self._stores[slot] = Store.open(target, patience=PATIENCE)

    def close(self, slot: str) -> None:
        self._stores.pop(slot).close()

    def forget(self, slot: str) -> None:
        """Let go of a store without closing it, as a notebook does whose cell runs again."""
        del self._stores[slot]
        gc.collect()

    def join(self, slot: str, workshop: str, token: str, name: str) -> str:
        return self._stores[slot].join(workshop, token, name).id

    def record(self, slot: str, workshop: str, participant: str, ids: list[str]) -> None:
        """Record one answer after the other, and say of each when it is acknowledged."""
        for one in ids:
            answer = Answer(question="q", participant=participant, value=one, id=one)
            assert self._stores[slot].record(workshop, answer)
            self._say({"acknowledged": one})

    def read(self, slot: str, workshop: str) -> dict[str, list[str]]:
        record = self._stores[slot].read(workshop)
        return {"answers": [one.id for one in record.answers], "people": [one.id for one in record.participants]}

    def watch(self, slot: str) -> None:
        self._watches[slot] = self._stores[slot].changes()

    def poll(self, slot: str, patience: float) -> bool:
        """Whether there is news, or comes within so many seconds: a database server tells of it a moment later."""
        until = time.monotonic() + patience
        while not (news := self._watches[slot].poll()) and time.monotonic() < until:
            self._moment.wait(0.01)
        return news

    def unwatch(self, slot: str) -> None:
        self._watches.pop(slot).close()

    def copy(self, path: str, at: str) -> str:
        return str(keep_copy(Path(path), dt.datetime.fromisoformat(at)))

    def export(self, slot: str, code: str) -> list[str]:
        data: Any = export_workshop(self._stores[slot], code)
        return [one["id"] for one in data["answers"]]

    def remove(self, slot: str, workshop: str, participant: str) -> list[str]:
        self._stores[slot].remove(workshop, participant)
        return list(self._stores[slot].wipe())

    def hold(self, slot: str) -> None:
        """Begin to read, and stay in the middle of it."""
        stack = self._held[slot] = contextlib.ExitStack()
        connection = stack.enter_context(self._stores[slot].database.reading())
        connection.exec_driver_sql("SELECT count(*) FROM answers").scalar()

    def release(self, slot: str) -> None:
        self._held.pop(slot).close()

    def flurry(self, target: str, workshop: str, participant: str, ids: list[list[str]]) -> None:
        """Open, record and close in several threads at once; a list of answers for each thread."""

        def one_thread(mine: list[str]) -> None:
            for one in mine:
                with Store.open(target, patience=30) as store:
                    answer = Answer(question="q", participant=participant, value=one, id=one)
                    assert store.record(workshop, answer)

        with ThreadPoolExecutor(len(ids)) as pool:
            list(pool.map(one_thread, ids))

    def look(self, path: str) -> list[str]:
        """Look with plain SQLite, as another program does, and close: whoever is the last folds the log."""
        with told(path), contextlib.closing(sqlite3.connect(path, timeout=PATIENCE)) as wire:
            assert wire.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            return [row[0] for row in wire.execute("SELECT id FROM answers ORDER BY seq")]

    def use_inherited(self, workshop: str) -> None:
        """Use what was opened before the fork: it must be refused, in words, each time."""
        for store in self._inherited:
            for use in (lambda: store.read(workshop), lambda: store.join(workshop, "x", "x"), store.changes):  # noqa: B023
                with contextlib.suppress(StoreError):
                    raise AssertionError(f"a store of before the fork could be used: {use()}")

    def close_inherited(self, workshop: str) -> None:  # noqa: ARG002  told as `use_inherited` is
        while self._inherited:
            self._inherited.pop().close()

    def fork(self) -> int:
        """Fork a worker with a line of its own; whatever is open here is inherited there."""
        if pid := os.fork():
            return pid
        self._line.close()
        self._inherited += self._stores.values()
        self._older += [self._stores, self._watches, self._held]
        self._stores, self._watches, self._held = {}, {}, {}
        self._connect()
        self.listen()
        sys.exit()

    def exit(self) -> None:
        sys.exit()

    def leave(self) -> None:
        os._exit(0)

    def _connect(self) -> None:
        line = socket.create_connection(("127.0.0.1", self._port))
        self._line = line.makefile("rw", encoding="utf-8", newline="\n")
        line.close()  # the file keeps it
        self._say({"pid": os.getpid()})

    def _say(self, words: object) -> None:
        self._line.write(json.dumps(words) + "\n")
        self._line.flush()

    def _answer(self, verb: str, words: dict[str, Any]) -> dict[str, object]:
        try:
            return {"done": getattr(self, verb)(**words)}
        except StoreError as refusal:
            return {"refused": str(refusal)}
        except Exception:  # noqa: BLE001  the machine fails with it
            return {"broken": traceback.format_exc()}


@contextlib.contextmanager
def _as_programs_end() -> Iterator[None]:
    """Ctrl-C ends the process in the orderly way, without a traceback."""
    try:
        yield
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever started the tests may ignore it
    if hasattr(signal, "SIGCHLD"):
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that were forked
    with _as_programs_end():
        Worker(int(sys.argv[1])).listen()
