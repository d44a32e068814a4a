"""One database, SQLite or PostgreSQL, made to keep the same promises: whole transactions, errors in words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, select

from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.store.faults import told

__all__ = ["CHANNEL", "PATIENCE", "Database"]

PATIENCE = 30.0
"""Seconds a write waits for other writers before it gives up in words."""

CHANNEL = "netlearn"
"""The name under which PostgreSQL tells listeners of a change."""

# Kernels of visitors hold a connection each: a dead network must be noticed within a minute, not after two hours.
_POSTGRESQL = {
    "application_name": "netlearn",
    "connect_timeout": "5",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
}


class Database:
    """Connections to one database, for one process.

    Parameters
    ----------
    url : URL
        From `place.read_target`.
    patience : float
        Seconds a write waits for other writers.
    linked : bool
        Whether links between tables are enforced; off only while a migration rebuilds tables.

    Attributes
    ----------
    place : str
        The file or the address without a password: what an error names.
    """

    def __init__(self, url: URL, *, patience: float = PATIENCE, linked: bool = True) -> None:
        self.url = url
        self.listens = url.get_backend_name() == "postgresql"
        self.place = url.render_as_string(hide_password=True) if self.listens else str(url.database)
        self._process = os.getpid()
        self._engine = _postgresql(url, patience) if self.listens else _sqlite(url, patience, linked=linked)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Everything read inside belongs to one moment."""
        moment = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True} if self.listens else {}
        with self._connected(moment) as connection:
            yield connection

    @contextmanager
    def writing(self, *, lasting: bool = True) -> Iterator[Connection]:
        """What is written inside is kept as a whole when the block ends, or not at all.

        ``lasting`` False is quicker: a power cut within the next moments may undo it, and nothing before it.
        """
        options = {"writes": True, "lasting": lasting}
        with self._connected(options) as connection, connection.begin():
            if self.listens and not lasting:
                connection.exec_driver_sql("SET LOCAL synchronous_commit TO off")
            yield connection

    def queue(self, connection: Connection, name: str) -> None:
        """From here to the end of the transaction, nobody else is past a queue of this name; first come, first served.

        Every write to SQLite is alone anyway.
        """
        if self.listens:
            connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"{CHANNEL} {name}"))))

    def announce(self, connection: Connection) -> None:
        """Once the transaction is kept, every listener hears of it; SQLite's see it by themselves."""
        if self.listens:
            connection.execute(select(func.pg_notify(CHANNEL, "")))

    def wire(self) -> Any:  # noqa: ANN401  sqlite3's or psycopg's own connection
        """A driver's own connection, outside of every transaction of this object; the caller closes it."""
        self._check_process()
        driver = self._engine.dialect.loaded_dbapi
        with told(self.place, driver.Error):  # SQLAlchemy leaves it as it is here
            connection = self._engine.raw_connection()
            connection.detach()
            return connection.dbapi_connection

    def wipe(self) -> bool:
        """Write the file anew without what was deleted, and empty its log; False where another program reads it now.

        False for a database server too, which keeps such things its own way.
        """
        if self.listens:
            return False
        with told(self.place), closing(self.wire()) as wire:
            try:
                wire.execute("VACUUM")
            except sqlite3.OperationalError as fault:
                if fault.sqlite_errorcode not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                    raise
                return False
            busy, *_ = wire.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()

    @contextmanager
    def _connected(self, options: dict[str, Any]) -> Iterator[Connection]:
        self._check_process()
        with told(self.place), self._engine.connect() as connection:
            yield connection.execution_options(**options)

    def _check_process(self) -> None:
        if os.getpid() != self._process:
            raise StoreError(f"{self.place}: this store was opened before the process was forked. Open it after.")


def _sqlite(url: URL, patience: float, *, linked: bool) -> Engine:
    # mode=rw: a file that went away is an error in words, never a new and empty one
    file = f"{Path(str(url.database)).as_uri()}?mode=rw"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(file, uri=True, timeout=patience, isolation_level=None, check_same_thread=False)
        mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
        if mode != "wal":
            connection.close()
            raise StoreError(
                f"{url.database}: this drive cannot keep a write-ahead log (it offers {mode!r}), so several people "
                "could not write at once. Choose a folder on this computer's own disk."
            )
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA secure_delete=ON")  # a person who was taken out leaves no bytes behind
        connection.execute(f"PRAGMA foreign_keys={'ON' if linked else 'OFF'}")
        return connection

    engine = create_engine(url, creator=connect, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("writes"):
            connection.exec_driver_sql(f"PRAGMA synchronous={'FULL' if options['lasting'] else 'NORMAL'}")
        # a write that starts as a read and is overtaken cannot wait its turn: it would fail at once
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")

    return engine


def _postgresql(url: URL, patience: float) -> Engine:
    options = f"-c lock_timeout={int(patience * 1000)} {url.query.get('options', '')}"
    return create_engine(
        url.set(query={**_POSTGRESQL, **url.query, "options": options.strip()}),
        hide_parameters=True,
        pool_pre_ping=True,  # a connection lost overnight is replaced, not reported
        pool_size=1,  # a visitor's process does one thing at a time, and a server's connections are few
    )
