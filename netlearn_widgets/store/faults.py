"""What a database says when it fails, in words: what happened, where, and how to mend it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from netlearn_widgets.model.errors import StoreError

__all__ = ["code_of", "told"]

_BUSY = (
    "another program has held it for too long. Close whatever else uses it (a database viewer, a backup), and retry."
)
_READ_ONLY = "it may only be read. Allow writing to it and to its folder, or choose another place."
_FULL = "there is no room left. Free some space on that drive; nothing that was acknowledged is lost."

_FAILED = (
    "the drive failed to read or write. Make sure that there is room left on it, and that it works; keep the file, for "
    "what was acknowledged is in it."
)
_LITTLE = 1_000_000  # bytes; with less than that left SQLite cannot work, and says only that the drive failed
_DAMAGED = "it is damaged. Stop everything that uses it and go back to the newest copy."
_UNDECODED = "Could not decode"  # the driver goes on with all of the text, which may be somebody's answer
_LONGEST = 200  # characters of a database's own words

_SQLITE = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened. Check that the file and its folder are there and are yours.",
    sqlite3.SQLITE_IOERR: _FAILED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: "it is no data file of netlearn. Check the name.",
}
_WITHOUT_ROOM = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN})
_POSTGRESQL = {
    "25006": _READ_ONLY,
    "42501": "this user may not do that. Give the user the right to create and write tables there.",
    "53100": _FULL,
    "55P03": _BUSY,
}
# A connection that is refused carries no code: only the server's words, in English or in its own language.
_CROWDED = "the server has no connection left. Raise its max_connections: two for each open page, and ten more."
_REFUSALS = {
    "too many clients": _CROWDED,
    "connection slots": _CROWDED,
    "password": "it refuses the password. Check the user and the password in the address.",
    "does not exist": "user or database do not exist. Create them (CREATE DATABASE …), or check the address.",
}
_UNREACHABLE = "it cannot be reached. Check that the database runs and that the address is right."


@contextmanager
def told(place: str, *more: type[Exception]) -> Iterator[None]:
    """Whatever the database raises inside comes out as StoreError, in words and naming the place.

    Parameters
    ----------
    place : str
        The file, or the database's address without a password.
    more : exception types
        What a driver used by itself may raise.
    """
    faults: tuple[type[Exception], ...] = (SQLAlchemyError, sqlite3.Error, *more)
    try:
        yield
    except faults as fault:
        own = getattr(fault, "orig", None) or fault
        raise StoreError(f"{place}: {_words(place, own)}") from (None if _is_undecoded(own) else fault)
    except UnicodeDecodeError:
        raise StoreError(f"{place}: {_DAMAGED}") from None
    except (UnicodeError, OverflowError) as fault:
        raise StoreError(f"{place}: a value cannot be kept ({fault}). Please take it out.") from fault


def code_of(problem: StoreError) -> int:
    """SQLite's primary code for what is behind an error of `told`; 0 where it was something else."""
    fault = getattr(problem.__cause__, "orig", None) or problem.__cause__
    return getattr(fault, "sqlite_errorcode", 0) & 0xFF


def _is_full(place: str) -> bool:
    try:
        return shutil.disk_usage(Path(place).parent).free < _LITTLE
    except OSError:
        return False


def _is_undecoded(fault: BaseException) -> bool:
    """Whether a text could not be read; the exception holds all of it, so neither it nor its traceback is shown."""
    return isinstance(fault, sqlite3.Error) and str(fault).startswith(_UNDECODED)


def _words(place: str, fault: BaseException) -> str:
    """The cure for a driver's exception; its own first line where none is known."""
    said = str(fault).strip().split("\n", 1)[0][:_LONGEST]
    if _is_undecoded(fault):
        return _DAMAGED
    if isinstance(fault, sqlite3.Error):
        # the lowest byte is the primary code, the rest says more than people need
        code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
        words = _FULL if code in _WITHOUT_ROOM and _is_full(place) else _SQLITE.get(code)
    elif code := getattr(fault, "sqlstate", None):
        words = _POSTGRESQL.get(code)
    elif type(fault).__name__ == "OperationalError":
        words = next((cure for part, cure in _REFUSALS.items() if part in said), _UNREACHABLE)
    else:
        words = None
    return f"{words} (The database says: {said})" if words else f"the database refused this: {said}"
