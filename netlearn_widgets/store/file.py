"""The data file as this process has it open: by SQLite alone, and never closed over a log that is not its own.

On POSIX systems a process loses all its locks on a file as soon as it closes any descriptor of that file. A data file
that is read, copied or measured by hand in a process that has it open loses SQLite's locks with it: another process
then takes itself for the last one and deletes the log (``-wal``), this process goes on writing to the deleted one, and
when it closes it deletes, by name, the log that others have begun since (https://sqlite.org/howtocorrupt.html, 2.2). So

- nothing in this project opens a data file, its log or its index but through `connect`;
- a connection knows which file, log and index it has open, by device and inode, and says when their names lead
  elsewhere (`DataFile.is_whole`): no commit is acknowledged then;
- a connection that is no longer whole, or that a fork inherited, is left open until the process is gone, for closing it
  could delete what others are writing;
- beside such a connection the process opens the same file no more, for SQLite would share with it what it knows of
  locks and log;
- a server holds the file open for as long as it serves, and its pages open only the file, log and index that it has
  open (`DataFile.mark`): another one that was put in their place is no page's.
"""

from __future__ import annotations

import atexit
import ctypes
import os
import sqlite3
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.store.owner import keep_private
from netlearn_widgets.store.place import APPLICATION

__all__ = ["DataFile", "connect"]

_Inode = tuple[int, int]

_ENDINGS = ("", "-wal", "-shm")


class DataFile(sqlite3.Connection):
    """A connection to a data file, from `connect`."""

    _path: Path | None = None
    _process: int
    _inodes: list[_Inode | None]
    _left_open = False

    def __init__(self, *words: Any, **named: Any) -> None:  # noqa: ANN401  sqlite3's own
        super().__init__(*words, **named)
        self._set: dict[str, int | str] = {}

    def set(self, pragma: str, value: int | str) -> None:
        """Set a pragma, outside of any transaction; one that has this value already costs nothing."""
        if self._set.get(pragma) != value:
            self.execute(f"PRAGMA {pragma}={value}")
            self._set[pragma] = value

    def watch(self, path: Path) -> None:
        """Take what the names lead to now for what is open; called once, as soon as the log is open."""
        self._path, self._process, self._inodes = path, os.getpid(), _inodes(path)
        _open[id(self)] = self

    @property
    def mark(self) -> str:
        """What tells the open file, log and index from all others, in one word: to be handed to `connect`."""
        return _mark(self._inodes)

    def is_whole(self) -> bool:
        """Whether the names of file, log and index still lead to what this connection has open."""
        return self._path is None or self._inodes == _inodes(self._path)

    def commit(self) -> None:
        """Commit; raise StoreError in a forked process, where the transaction is the parent's."""
        self._check_own()
        super().commit()

    def rollback(self) -> None:
        """Roll back; raise StoreError in a forked process, where the transaction is the parent's."""
        self._check_own()
        super().rollback()

    def close(self) -> None:
        """Close, or leave open where that could delete another process's log."""
        self.leave_open_if_unsafe()
        if not self._left_open:
            super().close()
            _open.pop(id(self), None)

    def leave_open_if_unsafe(self) -> None:
        """Let no collector close it, not even the one that runs when the interpreter ends, where that is unsafe."""
        if not self._left_open and (self._is_inherited() or not self.is_whole()):
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(self))
            self._left_open = True

    def unlink_from_others(self) -> None:
        """Delete the names of this connection's log and index where they stand beside another file than its own."""
        if self._path is None:
            return
        now = _inodes(self._path)
        if now[0] and now[0] != self._inodes[0]:
            for ending, there, own in zip(_ENDINGS[1:], now[1:], self._inodes[1:], strict=True):
                if there and there == own:
                    Path(f"{self._path}{ending}").unlink()

    def check_beside(self, path: Path, now: list[_Inode | None]) -> None:
        """Refuse, in words, to open this file where this connection has it open and it is not safe any more."""
        if self._inodes[0] == now[0]:
            self._check_same(path)
        elif self._path == path and now[0] and any(one and one in now for one in self._inodes[1:]):
            raise StoreError(
                f"{path}: another file was put in its place, beside the -wal and -shm of the one before, which do not "
                "fit it. End this program, put the file you want in its place, delete these two, and start again."
            )

    def _check_same(self, path: Path) -> None:
        if self._is_inherited():
            raise StoreError(
                f"{path}: this process was forked while its parent had this file open, and cannot write to it safely. "
                'Start it as a program of its own (multiprocessing.get_context("spawn")), or open it after the fork.'
            )
        if not self.is_whole():
            raise StoreError(
                f"{path}: its companions -wal or -shm were moved, deleted or replaced while this program had them "
                "open, so it can keep nothing more. If you moved them, put them back: the newest answers are in them. "
                "Else end this program and start it again."
            )

    def _is_inherited(self) -> bool:
        """Whether this process was forked from the one that opened it."""
        return self._path is not None and self._process != os.getpid()

    def _check_own(self) -> None:
        if self._is_inherited():
            raise StoreError(f"{self._path}: this store was opened before the process was forked. Open it after.")


_open: WeakValueDictionary[int, DataFile] = WeakValueDictionary()


def _connections() -> list[DataFile]:
    """Return every connection of this process; a list made in one go, for threads open and close others meanwhile."""
    return [connection for reference in _open.valuerefs() if (connection := reference()) is not None]


def connect(path: Path, patience: float, held: str = "") -> DataFile:
    """Return a new connection to an existing data file, its log open, its commits written through to the disk.

    Parameters
    ----------
    path : Path
        Absolute.
    patience : float
        Seconds a write waits for other writers.
    held : str
        The `DataFile.mark` of what a server holds open under this path; any other file is refused.

    Raises
    ------
    StoreError
        When it is no data file of ours, another one than is held, its drive keeps no write-ahead log, or this process
        cannot open it safely any more.
    sqlite3.Error
        When SQLite cannot open or read it.
    """
    now = _inodes(path)
    for other in _connections():
        other.check_beside(path, now)
    if held and held != _mark(now):
        raise StoreError(
            f"{path}: it, or its companions -wal and -shm, were moved, deleted or replaced while people are served, so "
            "nothing more is kept. Put back what was moved, or end the server, see to the file, and start it again."
        )
    if now[0]:
        _check_writable(path)
    keep_private(path)  # before SQLite makes companions, which take its rights
    # mode=rw: a file that went away is an error in words, never a new and empty one
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode=rw",
        uri=True,
        timeout=patience,
        isolation_level=None,
        check_same_thread=False,
        factory=DataFile,
    )
    try:
        _prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    connection.watch(path)
    return connection


def _check_writable(path: Path) -> None:
    """Refuse a file that may only be read: SQLite would read it, and leave companions nobody may write to either."""
    if not os.access(path, os.W_OK):
        fault = sqlite3.OperationalError("attempt to write a readonly database")
        fault.sqlite_errorcode = sqlite3.SQLITE_READONLY
        raise fault


def _prepare(connection: DataFile, path: Path) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise StoreError(f"{path}: this is no data file of netlearn. Check the name, or make one with: netlearn new")
    mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    if mode != "wal":
        raise StoreError(
            f"{path}: this drive cannot keep a write-ahead log (it offers {mode!r}), so several people "
            "could not write at once. Choose a folder on this computer's own disk."
        )
    connection.set("synchronous", "FULL")
    connection.set("fullfsync", "ON")  # on a Mac only this empties the drive's own cache
    connection.set("secure_delete", "ON")  # a person who was taken out leaves no bytes behind
    connection.set("foreign_keys", "ON")
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # takes the lock and opens the log


def _inodes(path: Path) -> list[_Inode | None]:
    return [_inode(f"{path}{ending}") for ending in _ENDINGS]


def _inode(path: str) -> _Inode | None:
    try:
        found = os.stat(path)  # noqa: PTH116  asked at every commit; a Path costs ten times as much
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _mark(inodes: list[_Inode | None]) -> str:
    return ",".join("-".join(map(str, one or ())) for one in inodes)


def _leave_open() -> None:
    """Before the interpreter ends, and in a forked process: leave open what is not safe to close."""
    for connection in _connections():
        connection.leave_open_if_unsafe()


atexit.register(_leave_open)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_leave_open)
