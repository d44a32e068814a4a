"""Where the machine of `test_processes.py` plays: a fresh store for each course, and a look at it from outside."""

from __future__ import annotations

import os
import shutil
import sqlite3
from abc import ABC, abstractmethod
from contextlib import closing
from itertools import count
from pathlib import Path

import psycopg

from netlearn_widgets.model.workshop import Workshop, new_code
from netlearn_widgets.store import Store

CODE = "KRTM-27"

_IDS = ("SELECT id FROM answers", "SELECT id FROM participants")


class Ground(ABC):
    """One store at a time.

    Attributes
    ----------
    spellings : tuple of str
        Addresses of the same store, each written in another way.
    workshop, code : str
        The only workshop's id and join code.
    path : Path or None
        The data file.
    patience : float
        Seconds until a watch has to have heard of what was acknowledged.
    """

    spellings: tuple[str, ...]
    workshop: str
    code: str
    path: Path | None = None
    patience = 0.0

    @abstractmethod
    def renew(self) -> None:
        """Begin with a store in which nobody has joined."""

    @abstractmethod
    def seen(self) -> tuple[list[str], list[str]]:
        """The ids of answers and of people that anybody who comes now would find; looking changes nothing."""

    def holds(self, text: str) -> bool:
        """Whether the bytes of a text are in the data file or its log."""
        files = [Path(f"{self.path}{ending}") for ending in ("", "-wal")] if self.path else []
        return any(text.encode() in file.read_bytes() for file in files if file.exists())

    @abstractmethod
    def close(self) -> None:
        """Give connections back."""


class OnSQLite(Ground):
    """A file. It is copied with its log to be looked at: whoever opens and closes it may change it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        self._first = folder / "first.sqlite"
        with Store.create(self._first) as store:
            workshop = store.add_workshop(Workshop(code=CODE, title="Falls at home", guide=""))
        self.workshop, self.code = workshop.id, workshop.code

    def renew(self) -> None:
        if self.path is not None:
            shutil.rmtree(self.path.parent.parent)
        folder = self._folder / f"course {next(self._numbers)}"
        (folder / "our data").mkdir(parents=True)
        self.path = Path(shutil.copy(self._first, folder / "our data" / "ours.sqlite"))
        (folder / "link.sqlite").symlink_to(self.path)
        (folder / "linked").symlink_to(self.path.parent)
        self.spellings = (
            str(self.path),
            f"sqlite:///{self.path}",
            str(folder / "link.sqlite"),
            str(folder / "linked" / "ours.sqlite"),
            os.path.relpath(self.path),
        )

    def seen(self) -> tuple[list[str], list[str]]:
        assert self.path
        copy = self._folder / "seen.sqlite"
        for ending in ("", "-wal"):
            there, here = Path(f"{self.path}{ending}"), Path(f"{copy}{ending}")
            here.unlink(missing_ok=True)
            if there.exists():
                shutil.copyfile(there, here)
        return look(copy)

    def close(self) -> None:
        """Leave all as it is: nothing is open between two looks."""


class OnPostgreSQL(Ground):
    """A workshop of its own for each course, all in one database."""

    patience = 5.0

    def __init__(self, address: str) -> None:
        self.spellings = (address, address.replace("postgresql://", "postgres://"))
        Store.create(address).close()
        self._wire = psycopg.connect(address, autocommit=True)

    def renew(self) -> None:
        with Store.open(self.spellings[0]) as store:
            workshop = store.add_workshop(Workshop(code=new_code(), title="Falls at home", guide=""))
        self.workshop, self.code = workshop.id, workshop.code

    def seen(self) -> tuple[list[str], list[str]]:
        answers, people = (
            self._wire.execute(f"{query} WHERE workshop_id = %s", [self.workshop]).fetchall() for query in _IDS
        )
        return [row[0] for row in answers], [row[0] for row in people]

    def close(self) -> None:
        self._wire.close()


def look(path: Path) -> tuple[list[str], list[str]]:
    """The ids of answers and of people in a file, by plain SQLite; the file has to be whole."""
    with closing(sqlite3.connect(path)) as wire:
        assert wire.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        answers, people = (wire.execute(query).fetchall() for query in _IDS)
        return [row[0] for row in answers], [row[0] for row in people]
