"""Data files as earlier versions of this program made them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from netlearn_widgets.store import founding, tables

__all__ = ["AT", "ROWS", "made_by"]

AT = "2027-03-31T14:15:00.000000+00:00"
ROWS = {
    "workshops": [("w", "KRTM-27", "KRTM27", "Falls at home", AT, 0, 6)],
    "guides": [("w", 1, "", AT)],
    "rounds": [("w", 2, 1, "First", AT)],
    "participants": [("w", 3, "ada", "a" * 64, "Ada", AT)],
    "answers": [
        ("w", 4, "one", 1, "stage", "ada", AT, '"emerging"'),
        ("w", 5, "two", 1, "stage", "ada", AT, "null"),
    ],
    "proposals": [("w", 6, "three", 1, "agree", "ada", AT, "Fewer falls")],
}
"""A row for each table of the first shape, its columns in the order in which the first migration makes them."""


def made_by(revision: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data file as an older version made it, with something in every table."""
    with monkeypatch.context() as then:
        upgrade = command.upgrade

        def so_far(config: Config, _: str) -> None:
            upgrade(config, revision)

        then.setattr(command, "upgrade", so_far)
        then.setattr(tables, "REVISION", revision)
        founding.found(founding.URL.create("sqlite", database=str(path)))
    with closing(sqlite3.connect(path)) as connection, connection:
        for table, rows in ROWS.items():
            (columns,) = zip(*connection.execute(f"SELECT name FROM pragma_table_info('{table}')"), strict=True)  # noqa: S608
            places = ", ".join("?" * len(rows[0]))
            names = ", ".join(columns[: len(rows[0])])
            connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # noqa: S608  our own names
    return path
