"""Files that earlier versions of this program made: each keeps all it holds on its way to the newest shape."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from netlearn_widgets.model.workshop import Answer
from netlearn_widgets.store import Store, founding, tables

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


@pytest.fixture
def first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data file as the first version made it, with something in every table."""
    path = tmp_path / "ours.sqlite"
    with monkeypatch.context() as then:
        upgrade = command.upgrade

        def to_the_first(config: Config, _: str) -> None:
            upgrade(config, "0001")

        then.setattr(command, "upgrade", to_the_first)
        then.setattr(tables, "REVISION", "0001")
        founding.found(founding.URL.create("sqlite", database=str(path)))
    with closing(sqlite3.connect(path)) as connection, connection:
        for table, rows in ROWS.items():
            places = ", ".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608  our own names
    return path


def test_a_file_of_the_first_version_keeps_everything(first: Path):
    """Names, answers, what was taken back, wordings, order and times are as before; no answer counts as from paper."""
    with Store.open(first) as store:
        record = store.read(store.workshop("KRTM-27").id)

    assert [("ada", "Ada")] == [(one.id, one.name) for one in record.participants]
    assert [("one", "emerging", False), ("two", None, False)] == [
        (answer.id, answer.value, answer.from_paper) for answer in record.answers
    ]
    assert ["Fewer falls"] == [proposal.text for proposal in record.proposals]
    assert {AT} == {said.at.isoformat(timespec="microseconds") for said in (*record.answers, *record.proposals)}
    assert 6 == record.mark


def test_a_file_of_the_first_version_takes_marked_answers(first: Path):
    with Store.open(first) as store:
        store.record("w", Answer(question="stage", participant="ada", value="dormant", from_paper=True))

        assert store.read("w").answers[-1].from_paper


def test_the_file_as_it_was_stays_beside_it(first: Path):
    """Whoever needs the older program again opens the copy."""
    Store.open(first).close()

    (copy,) = set(first.parent.glob("*.sqlite")) - {first}
    with closing(sqlite3.connect(copy)) as old:
        assert ROWS == {table: old.execute(f"SELECT * FROM {table}").fetchall() for table in ROWS}  # noqa: S608
        assert [("0001",)] == old.execute(f"SELECT version_num FROM {tables.VERSIONS}").fetchall()  # noqa: S608
