"""Making a store and bringing an older one up to date: once, as a whole, with a copy of the old file kept."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, Column, Connection, MetaData, Table, Text, inspect, select

from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.model.workshop import new_id, now
from netlearn_widgets.store import tables
from netlearn_widgets.store.database import PATIENCE, Database
from netlearn_widgets.store.faults import told
from netlearn_widgets.store.file import connect
from netlearn_widgets.store.place import APPLICATION, check_drive, check_not_left, path_of

__all__ = ["MIGRATIONS", "found", "keep_copy", "new_copy", "update"]

MIGRATIONS = Path(__file__).parent / "migrations"

_VERSION = Table(tables.VERSIONS, MetaData(), Column("version_num", Text))

_ALEMBIC = threading.Lock()  # what Alembic runs finds its connection in a global


def found(url: URL) -> None:
    """Make the tables in a new file, or in a database that has none of ours; whoever looks sees all of it or nothing.

    Raises
    ------
    StoreError
        When something is there already, or the place cannot hold a store.
    """
    path = path_of(url)
    if path is None:
        _found_in(Database(url))
        return
    check_drive(path)
    if not path.parent.is_dir():
        raise StoreError(f"{path.parent}: there is no such folder. Make it first, or choose another.")
    if path.exists():
        raise _taken(path)
    check_not_left(path)
    _found_file(path)


def update(database: Database) -> None:
    """Check that the store is of this program's kind, and bring an older one up to date.

    A file's old state stays beside it as a copy with the date in its name.

    Raises
    ------
    StoreError
        When there is no store, or a newer program made it.
    """
    if database.path is not None:
        check_drive(database.path)
    with database.reading() as connection:
        revision = _revision(connection, database.place)
    if revision != tables.REVISION:
        _migrate(database)


def keep_copy(path: Path, at: dt.datetime) -> Path:
    """A copy of the data file as it is now, whole even while others write: ``name.2027-03-31-141500.sqlite`` beside it.

    Only its owner may read it, as the file itself.
    """
    copy = new_copy(path, f"{path.stem}.{at:%Y-%m-%d-%H%M%S}")
    with closing(connect(path, PATIENCE)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def new_copy(path: Path, name: str) -> Path:
    """Make an empty file for a copy; a second one of the same second is called ``….2027-03-31-141500-2.sqlite``."""
    copy, number = path.with_name(f"{name}{path.suffix}"), 2
    while True:
        try:
            _private(copy)
        except FileExistsError:
            copy = path.with_name(f"{name}-{number}{path.suffix}")
            number += 1
        else:
            return copy


def _found_file(path: Path) -> None:
    """Make the file under another name and give it its own when it is whole; of two at once, one wins."""
    draft = path.with_name(f".{path.name}.{new_id()}")
    try:
        _private(draft)
        with told(str(path)), closing(sqlite3.connect(draft)) as new:
            new.execute(f"PRAGMA application_id={APPLICATION}")
        database = Database(URL.create("sqlite", database=str(draft)))
        database.place = str(path)  # what words name
        _found_in(database)
        path.hardlink_to(draft)
        _keep_name(path)
    except FileExistsError:
        raise _taken(path) from None
    except OSError as fault:
        raise StoreError(
            f"{path}: no data file can be made there ({fault.strerror}). "
            "Choose a folder of yours on this computer's own disk."
        ) from fault
    finally:
        for ending in ("", "-wal", "-shm"):
            Path(f"{draft}{ending}").unlink(missing_ok=True)


def _found_in(database: Database) -> None:
    try:
        with database.writing() as connection:
            database.queue(connection, tables.VERSIONS)
            if inspect(connection).has_table(tables.VERSIONS):
                raise StoreError(f"{database.place}: there is a store already. Open it, or name another database.")
            _upgrade(connection)
    finally:
        database.close()


def _migrate(database: Database) -> None:
    copy = None
    try:
        with database.writing(linked=False) as connection:
            database.queue(connection, tables.VERSIONS)
            if _revision(connection, database.place) == tables.REVISION:
                return  # another process was quicker
            copy = keep_copy(database.path, now()) if database.path else None
            _upgrade(connection)
            _check_links(connection, database.place)
    except BaseException:
        if copy is not None:
            copy.unlink()  # the file is as it was
        raise


def _revision(connection: Connection, place: str) -> str:
    """The migration a store has reached: this program's or an older one; a newer one is refused."""
    if not inspect(connection).has_table(tables.VERSIONS):
        raise StoreError(f"{place}: there is no store in it. Make one with: netlearn new")
    revision = connection.execute(select(_VERSION.c.version_num)).scalar_one()
    if revision > tables.REVISION:
        raise StoreError(
            f"{place}: a newer netlearn made this (its number is {revision}; this one knows up to {tables.REVISION}). "
            "Update with: pip install --upgrade netlearn_widgets"
        )
    return str(revision)


def _upgrade(connection: Connection) -> None:
    """Run the migrations that are missing, inside the caller's transaction."""
    from alembic import command  # noqa: PLC0415  a tenth of a second that an up-to-date store never needs
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    with _ALEMBIC:
        command.upgrade(config, "head")


def _check_links(connection: Connection, place: str) -> None:
    """Refuse a migration that left a row without what it belongs to. PostgreSQL lets none come so far."""
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise StoreError(
            f"{place}: bringing it up to date would break links in it. It stays as it was; please report it."
        )


def _private(path: Path) -> None:
    """Make an empty file that only its owner may read."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _keep_name(path: Path) -> None:
    """Write a new name through to the disk, where the system offers that."""
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _taken(path: Path) -> StoreError:
    return StoreError(f"{path}: there is a file of this name already. Open it, or choose another name.")
