"""Which files belong to a SQLite database, so that nothing else is written over them."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

__all__ = ["SIDE_FILES", "database_of"]

SIDE_FILES = ("-wal", "-shm", "-journal")
"""The endings of the files that SQLite keeps beside a database."""


def database_of(path: Path, data: Path | None = None) -> Path | None:
    """Return the SQLite database that a path names, or whose side file it names; None where there is none.

    It makes no difference how the path is spelled, or whether it leads there by a link of either kind.

    Parameters
    ----------
    path : Path
        It need not exist: the side files of a database that is closed come back when it is opened.
    data : Path, optional
        The data file in use; its side files are known under any name.
    """
    real = Path(os.path.realpath(path))
    if _is_database(real):
        return real
    for ending in SIDE_FILES:
        owner = real.with_name(real.name[: -len(ending)]) if real.name.lower().endswith(ending) else None
        if owner is not None and owner != real.parent and _is_database(owner):
            return owner
        if data is not None and _is_same(real, Path(f"{data}{ending}")):
            return data
    return None


def _is_database(path: Path) -> bool:
    """Whether SQLite takes a file for a database of its own.

    SQLite itself looks: whoever else opens a database and closes it again ends the locks this process has on it.
    ``immutable`` leaves no side file behind.
    """
    if not path.is_file() or not path.stat().st_size:
        return False
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.DatabaseError as fault:
        return fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_NOTADB
    return True


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
