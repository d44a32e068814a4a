"""Noticing that somebody committed something, at the price of a glance."""

from __future__ import annotations

from abc import ABC, abstractmethod

from netlearn_widgets.store.database import Database
from netlearn_widgets.store.faults import told
from netlearn_widgets.store.file import DataFile

__all__ = ["Changes", "watch"]


class Changes(ABC):
    """Says whether any workshop's history went on, in any process, since it was last asked. One a process is enough."""

    @abstractmethod
    def poll(self) -> bool:
        """Whether there is news since the last call, or since this object was made. Never waits for it."""

    @abstractmethod
    def close(self) -> None:
        """Give the connection back."""


def watch(database: Database) -> Changes:
    """The way of noticing that the database offers."""
    if not database.listens:
        return _Counting(database)
    from netlearn_widgets.store.listening import Listening  # noqa: PLC0415  psycopg, which a file never needs

    return Listening(database)


class _Counting(Changes):
    """SQLite counts the commits of others (``PRAGMA data_version``), and this connection never writes.

    Most of them only say that a page is still open: the marks of the histories tell those from news.
    """

    _wire: DataFile
    _seen: int
    _known: tuple[int, int]

    def __init__(self, database: Database) -> None:
        self._database = database
        self._watch()

    def poll(self) -> bool:
        if not self._wire.is_whole():
            self._wire.close()
            self._watch()  # another file is in its place: all of it is news
            return True
        before, self._seen = self._seen, self._version()
        if before == self._seen:
            return False
        known, self._known = self._known, self._marks()
        return known != self._known

    def close(self) -> None:
        self._wire.close()

    def _watch(self) -> None:
        self._wire = self._database.wire()
        self._seen = self._version()
        self._known = self._marks()

    def _version(self) -> int:
        with told(self._database.place):
            return int(self._wire.execute("PRAGMA data_version").fetchone()[0])

    def _marks(self) -> tuple[int, int]:
        """How many workshops there are, and how many things were done in all of them."""
        with told(self._database.place):
            count, done = self._wire.execute("SELECT count(*), total(mark) FROM workshops").fetchone()
        return int(count), int(done)
