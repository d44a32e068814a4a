"""Which files belong to a SQLite database, so that nothing else is written over them."""

from __future__ import annotations

import glob
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from netlearn_widgets.store.place import APPLICATION

__all__ = ["SIDE_FILES", "copies", "database_of"]

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


def copies(path: Path) -> list[Path]:
    """Return the files beside a data file that hold a workshop of its own, whoever made them and whatever their names.

    What a server rescued to the home folder is one of them.

    Where the data file holds none any more, those that `founding.keep_copy` made are told by their names.
    """
    dated = f"{glob.escape(path.stem)}.[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]-[0-9]*{glob.escape(path.suffix)}"
    named, own = set(path.parent.glob(dated)), _workshops(path, "mode=ro")
    others = {*path.parent.iterdir(), *Path.home().glob(f"{glob.escape(path.stem)}.rescued-*")} - {path}
    others = {one for one in others if not one.name.endswith(SIDE_FILES)}
    return sorted(one for one in others if one in named or (own & _workshops(one, "mode=ro&immutable=1")))


def _workshops(path: Path, how: str) -> set[str]:
    """The ids of a data file's workshops; none where it is none of ours, or cannot be read."""
    if not path.is_file() or not path.stat().st_size:
        return set()
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?{how}", uri=True)) as connection:
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
                return set()
            return {row[0] for row in connection.execute("SELECT id FROM workshops")}
    except sqlite3.DatabaseError:
        return set()


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
