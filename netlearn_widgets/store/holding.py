"""A data file as its server holds it open, so that no other file is taken for it, and what is in it can be rescued."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.model.workshop import now
from netlearn_widgets.store.database import Database
from netlearn_widgets.store.engines import hold, let_go
from netlearn_widgets.store.faults import told
from netlearn_widgets.store.founding import new_copy

__all__ = ["Holding"]


class Holding:
    """A data file, its log and its index, open for as long as people are served; for a database server nothing.

    While it lasts, this process opens nothing else under the file's name, and neither does any that is handed its
    `mark`. Where the file or its log is moved, deleted or replaced, what is in them can still be read from here.

    Parameters
    ----------
    database : Database
        Of the store that is served; it stays open for longer.

    Attributes
    ----------
    rescued : Path or None
        The file to which all that was kept was written last.
    """

    def __init__(self, database: Database) -> None:
        self._path = database.path
        self._file = None if self._path is None else hold(self._path)
        self.rescued: Path | None = None

    @property
    def mark(self) -> str:
        """What tells the held file from all others: ``held`` in `Store.open`. Empty for a database server."""
        return self._file.mark if self._file is not None else ""

    def is_whole(self) -> bool:
        """Whether the names of file, log and index still lead to what is held."""
        return self._file is None or self._file.is_whole()

    def rescue(self) -> Path:
        """Write all that was kept to a file of its own, and return it: beside the data file, or in the home folder.

        Raises
        ------
        StoreError
            Where it cannot be read, or neither folder takes it.
        """
        if self._path is None or self._file is None:
            raise StoreError("A database server keeps its data itself: there is nothing to rescue.")
        name = f"{self._path.stem}.rescued-{now():%Y-%m-%d-%H%M%S}"
        for folder in (self._path.parent, Path.home()):
            try:
                copy = new_copy(folder / self._path.name, name)
            except OSError:
                continue
            with told(str(copy)), closing(sqlite3.connect(copy)) as target:
                self._file.backup(target)
            self.rescued = copy
            return copy
        raise StoreError(f"{self._path}: neither its folder nor {Path.home()} takes a copy of what was kept.")

    def close(self) -> None:
        """Let go of the file; log and index of one that was rescued are not left beside another, for they spoil it."""
        if self._path is None or self._file is None:
            return
        if self.rescued is not None:
            self._file.unlink_from_others()
        self._file.close()
        let_go(self._path)
