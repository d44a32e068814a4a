"""What a database promises, and what it says when it cannot keep it."""

from __future__ import annotations

import os
import sqlite3
import traceback
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.model.workshop import Workshop
from netlearn_widgets.store import Store
from netlearn_widgets.store.faults import told
from netlearn_widgets.store.file import DataFile


@pytest.fixture
def file(tmp_path: Path) -> Path:
    Store.create(tmp_path / "ours.sqlite").close()
    return tmp_path / "ours.sqlite"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    with Store.open(file, patience=0.05) as store:
        yield store


def _add(store: Store) -> Workshop:
    return store.add_workshop(Workshop(code="KRTM-27", title="", guide="g" * 100_000))


def test_a_file_that_another_program_holds(file: Path, store: Store):
    """A write gives up in words when its patience ends; reading goes on meanwhile, and writing afterwards."""
    with closing(sqlite3.connect(file, isolation_level=None)) as viewer:
        viewer.execute("BEGIN IMMEDIATE")

        with pytest.raises(StoreError, match=r"ours\.sqlite: another program has held it.*retry"):
            _add(store)
        assert store.workshops() == ()
    assert _add(store) in store.workshops()


def test_connections_keep_what_was_acknowledged(store: Store):
    """A write-ahead log, written through to the disk at each commit, and links between tables enforced."""
    with store.database.reading() as connection:
        settings = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]

    assert settings == ["wal", 2, 1]


def test_a_file_that_went_away_is_not_made_anew(file: Path, store: Store):
    file.unlink()

    with pytest.raises(StoreError, match=r"ours\.sqlite: it cannot be opened"):
        store.workshops()
    assert not file.exists()


def test_a_store_that_was_closed_says_so(store: Store):
    store.close()
    store.close()

    with pytest.raises(StoreError, match=r"this store was closed\. Open it again"):
        store.workshops()


def test_a_store_is_opened_after_a_fork(store: Store, monkeypatch: pytest.MonkeyPatch):
    """In the child of a process that had it open, every verb says so."""
    monkeypatch.setattr(os, "getpid", lambda: -1)

    with pytest.raises(StoreError, match="opened before the process was forked"):
        store.workshops()
    with pytest.raises(StoreError, match="opened before the process was forked"):
        store.changes()


def test_a_drive_without_write_ahead_log_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch):
    """SQLite then answers with another mode; the words name it."""

    class Drive(DataFile):
        def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
            return super().execute(sql.replace("journal_mode=WAL", "journal_mode=MEMORY"), *values)

    monkeypatch.setattr("netlearn_widgets.store.file.DataFile", Drive)
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("PRAGMA journal_mode=DELETE")

    with pytest.raises(StoreError, match=r"write-ahead log \(it offers 'memory'\).*own disk"):
        Store.open(file)


@pytest.mark.parametrize(
    ("limit", "words"),
    [("PRAGMA max_page_count=1", "no room left"), ("PRAGMA query_only=ON", "may only be read")],
)
def test_a_full_or_protected_drive(file: Path, limit: str, words: str):
    """What SQLite itself says in such a case comes out with the place and a cure."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(limit)

        with pytest.raises(StoreError, match=f"here: .*{words}"), told("here"):
            connection.execute("CREATE TABLE more (text)")


def test_a_server_that_does_not_answer():
    """The address is named without its password."""
    with pytest.raises(StoreError, match=r"127\.0\.0\.1:9/.*cannot be reached") as refusal:
        Store.open("postgresql://ada:secret@127.0.0.1:9/falls")

    assert "secret" not in str(refusal.value)


def test_a_damaged_text_is_told_without_it(tmp_path: Path):
    """The driver's own words hold all of the text, which may be somebody's answer; a traceback would too."""
    path = tmp_path / "ours.sqlite"
    with Store.create(path) as store:
        store.add_workshop(Workshop(code="KRTM-27", title="Ours", guide=""))
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE workshops SET title = CAST(? AS TEXT)", (b"my secret \xff answer",))
    with Store.open(path) as store, pytest.raises(StoreError) as told:
        store.workshop("KRTM-27")

    shown = "".join(traceback.format_exception(told.value))
    assert "it is damaged" in shown
    assert "secret" not in shown
