"""Noticing changes in PostgreSQL: the server sends a word after each commit (LISTEN/NOTIFY)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import psycopg

from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.store.changes import Changes
from netlearn_widgets.store.database import CHANNEL, Database
from netlearn_widgets.store.faults import told

__all__ = ["Listening"]

_PAUSE = 2.0  # seconds between two tries to reach a database that is gone


class Listening(Changes):
    """Hears of each commit, and survives a lost connection: after it there may have been news, so it says so once.

    While the database cannot be reached there is no news: `poll` is False, and tries again every other second.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._clock = clock
        self._next_try = 0.0
        self._wire: psycopg.Connection[Any] | None = self._listen()

    def poll(self) -> bool:
        if self._wire is None:
            return self._returned()
        try:
            return len(list(self._wire.notifies(timeout=0))) > 0
        except psycopg.OperationalError:
            self.close()
            return self._returned()

    def close(self) -> None:
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    def _returned(self) -> bool:
        """Whether a new connection could be made; what happened in between was not heard."""
        if self._clock() < self._next_try:
            return False
        try:
            self._wire = self._listen()
        except StoreError:  # said aloud to whoever reads or writes next
            self._next_try = self._clock() + _PAUSE
        return self._wire is not None

    def _listen(self) -> psycopg.Connection[Any]:
        wire: psycopg.Connection[Any] = self._database.wire()
        with told(self._database.place, psycopg.Error):
            wire.autocommit = True
            wire.execute(f"LISTEN {CHANNEL}")
        return wire
