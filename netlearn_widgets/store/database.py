"""One database, SQLite or PostgreSQL, made to keep the same promises: whole transactions, errors in words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from typing import Any
from weakref import finalize

from sqlalchemy import URL, Connection, Engine, create_engine, func, select

from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.store.engines import engine_for, give_back
from netlearn_widgets.store.faults import told
from netlearn_widgets.store.file import DataFile
from netlearn_widgets.store.place import path_of

__all__ = ["CHANNEL", "PATIENCE", "Database"]

PATIENCE = 30.0
"""Seconds a write waits for other writers before it gives up in words."""

_MOMENT = 2000  # milliseconds that folding the log waits for whoever reads just then

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
    """Connections to one database, for one process; two of the same data file share its connections.

    Parameters
    ----------
    url : URL
        From `place.read_target`.
    patience : float
        Seconds a write waits for other writers.
    held : str
        From `netlearn_widgets.store.holding.Holding.mark`: the only data file that is opened at this place.

    Attributes
    ----------
    place : str
        The file or the address without a password: what an error names.

    Raises
    ------
    StoreError
        When there is no such file.
    """

    def __init__(self, url: URL, *, patience: float = PATIENCE, held: str = "") -> None:
        self.url = url
        self.path = path_of(url)
        self.listens = self.path is None
        self.place = str(self.path or url.render_as_string(hide_password=True))
        self._process = os.getpid()
        self._patience = patience
        if self.path is None:
            self._use(_postgresql(url, patience), Engine.dispose)
        else:
            self._use(engine_for(self.path, held), give_back)

    def _use(self, engine: Engine, end: Callable[[Engine], None]) -> None:
        """Work with an engine; when this object is closed or forgotten, end it."""
        self._engine = engine
        self._end = finalize(self, _in_process, self._process, partial(end, engine))
        self._end.atexit = False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Everything read inside belongs to one moment."""
        moment = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True} if self.listens else {}
        with self._connected(moment) as connection:
            yield connection

    @contextmanager
    def writing(self, *, lasting: bool = True, linked: bool = True) -> Iterator[Connection]:
        """What is written inside is kept as a whole when the block ends, or not at all.

        Parameters
        ----------
        lasting : bool
            False is quicker: a power cut within the next moments may undo it, and nothing before it.
        linked : bool
            Whether SQLite enforces the links between tables; off only while a migration rebuilds tables.

        Raises
        ------
        StoreError
            Also when the data file was moved, deleted or replaced meanwhile: what was written may be lost with it.
        """
        options = {"writes": True, "lasting": lasting, "linked": linked}
        with self._connected(options) as connection:
            with connection.begin():
                if self.listens and not lasting:
                    connection.exec_driver_sql("SET LOCAL synchronous_commit TO off")
                yield connection
            self._check_kept(connection)

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

    def wire(self) -> Any:  # noqa: ANN401  a DataFile or psycopg's own connection
        """A driver's own connection, outside of every transaction of this object; the caller closes it."""
        self._check_open()
        driver = self._engine.dialect.loaded_dbapi
        with told(self.place, driver.Error):  # SQLAlchemy leaves it as it is here
            connection = self._engine.raw_connection()
            connection.detach()
            return connection.dbapi_connection

    def fold(self) -> bool:
        """Put all of SQLite's log into the data file, so that it alone is the whole; False where a reader holds it up.

        True for a database server, which has no such log to look after.
        """
        if self.listens:
            return True
        with told(self.place), closing(self.wire()) as wire:
            wire.set("busy_timeout", _MOMENT)
            busy, *_ = wire.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

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
        return self.fold()

    def close(self) -> None:
        """Give all connections back, as the collector does for a store that was forgotten; others of the file go on."""
        self._end()

    @contextmanager
    def _connected(self, options: dict[str, Any]) -> Iterator[Connection]:
        self._check_open()
        with told(self.place), self._engine.connect() as connection:
            yield connection.execution_options(patience=self._patience, **options)

    def _check_kept(self, connection: Connection) -> None:
        file = connection.connection.dbapi_connection
        if isinstance(file, DataFile) and not file.is_whole():
            raise StoreError(
                f"{self.place}: the data file or its log was moved, deleted or replaced while it was in use. "
                "Put it back in its place, with its -wal beside it, and retry."
            )

    def _check_open(self) -> None:
        if os.getpid() != self._process:
            raise StoreError(f"{self.place}: this store was opened before the process was forked. Open it after.")
        if not self._end.alive:
            raise StoreError(f"{self.place}: this store was closed. Open it again.")


def _in_process(process: int, end: Callable[[], None]) -> None:
    """Let go of what this process has opened; what was inherited by a fork is its parent's."""
    if os.getpid() == process:
        end()


def _postgresql(url: URL, patience: float) -> Engine:
    options = f"-c lock_timeout={int(patience * 1000)} {url.query.get('options', '')}"
    return create_engine(
        url.set(query={**_POSTGRESQL, **url.query, "options": options.strip()}),
        hide_parameters=True,
        pool_pre_ping=True,  # a connection lost overnight is replaced, not reported
        pool_size=1,  # a visitor's process does one thing at a time, and a server's connections are few
    )
