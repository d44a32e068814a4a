"""Reading a data file that cannot be opened as usual: on a full disk, in a folder or on a medium that may only be read.

SQLite needs a file of its own (``-shm``) beside a data file. Where it can make none, the data is read in the first of
these ways that works, into memory:

1. as usual, but only to read: another program has the file open, and its ``-shm`` is there;
2. with the index in memory, where the file may be written to, and nobody else has it open;
3. as a file that does not change (``immutable``), where no log of changes (``-wal``) lies beside it, so that nobody has
   it open;
4. from a copy of the file and its log in the folder for temporary files.

A log of changes holds what was acknowledged last: it is never left out.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Engine, StaticPool, create_engine

from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.store.database import Database
from netlearn_widgets.store.faults import code_of, told
from netlearn_widgets.store.place import APPLICATION, check_path

__all__ = ["Snapshot", "is_hindered", "snapshot"]

_HINDRANCES = frozenset(
    {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL}
)
# A process of its own: whoever closes a data file in a process that has it open ends SQLite's locks on it.
_COPY = """
import shutil, sys
try:
    shutil.copyfile(*sys.argv[1:])
except OSError as problem:
    sys.exit(problem.errno)
"""


class Snapshot(Database):
    """What was in a data file at one moment, in memory: nothing that is written here is kept anywhere."""

    def __init__(self, path: Path, memory: sqlite3.Connection) -> None:
        self.url = URL.create("sqlite", database=str(path))
        self.path = None
        self.listens = False
        self.place = str(path)
        self._process = os.getpid()
        self._patience = 0.0
        engine = create_engine("sqlite://", creator=lambda: memory, poolclass=StaticPool, hide_parameters=True)
        self._use(engine, Engine.dispose)


def is_hindered(problem: StoreError) -> bool:
    """Whether opening failed for what a full or read-only disk causes: the data itself may be whole."""
    return code_of(problem) in _HINDRANCES


def snapshot(path: Path) -> Snapshot:
    """Read all of a data file into memory; raise StoreError, in words, where that cannot be done."""
    check_path(path)
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    with told(str(path)):
        for open_it in (_as_usual, _alone, _unchanging):
            if _is_read(open_it, path, memory):
                return Snapshot(path, memory)
        with _copied(path) as copy, closing(sqlite3.connect(copy, isolation_level=None)) as source:
            _read(source, path, memory)
    return Snapshot(path, memory)


def _is_read(open_it: Callable[[Path], sqlite3.Connection | None], path: Path, memory: sqlite3.Connection) -> bool:
    """Whether the data could be read in this way; a damaged file is an error in every way."""
    try:
        source = open_it(path)
        if source is None:
            return False
        with closing(source):
            _read(source, path, memory)
    except sqlite3.OperationalError as fault:
        if fault.sqlite_errorcode & 0xFF not in _HINDRANCES | {sqlite3.SQLITE_BUSY}:
            raise
        return False
    return True


def _read(source: sqlite3.Connection, path: Path, memory: sqlite3.Connection) -> None:
    if source.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise StoreError(f"{path}: this is no data file of netlearn. Check the name.")
    source.backup(memory)


def _as_usual(path: Path) -> sqlite3.Connection | None:
    if not Path(f"{path}-shm").exists():
        return None  # SQLite would make one, and leave it there
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)


def _alone(path: Path) -> sqlite3.Connection | None:
    if not os.access(path, os.W_OK):
        return None
    source = sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=1, isolation_level=None)
    source.execute("PRAGMA locking_mode=EXCLUSIVE")
    return source


def _unchanging(path: Path) -> sqlite3.Connection | None:
    if Path(f"{path}-wal").exists():
        return None
    return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)


@contextmanager
def _copied(path: Path) -> Iterator[Path]:
    """A copy of the data file and its log, for a moment."""
    with tempfile.TemporaryDirectory(prefix="netlearn-") as folder:
        copy = Path(folder) / "copy.sqlite"
        for ending in ("", "-wal"):
            source = Path(f"{path}{ending}")
            if source.exists():
                _copy(source, Path(f"{copy}{ending}"))
        yield copy


def _copy(source: Path, target: Path) -> None:
    command = [sys.executable, "-c", _COPY, str(source), str(target)]
    code = subprocess.run(command, capture_output=True, check=False).returncode  # noqa: S603  our own Python
    if code in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        raise StoreError(
            f"{source}: to read it here, a copy of {source.stat().st_size / 1e6:.1f} MB is needed, and {target.parent} "
            "cannot hold it. Free some space there, or name another folder in the environment variable TMPDIR."
        )
    if code:
        raise StoreError(f"{source}: it cannot be read. Check that the file and its folder are there and are yours.")
