"""One engine for each data file of this process, however many stores are open on it."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError

from netlearn_widgets.store.file import DataFile, connect
from netlearn_widgets.store.place import check_path

__all__ = ["engine_for", "give_back", "hold", "let_go"]

_PATIENCE = 30.0  # seconds, while a file is opened; each transaction says its own


@dataclass
class _Shared:
    """An engine, how many use it, and which file, log and index it may open: any where nobody holds them."""

    engine: Engine
    held: str
    users: int = 0


_lock = threading.RLock()  # a store that is forgotten is given back wherever the collector runs
_engines: dict[Path, _Shared] = {}


def engine_for(path: Path, held: str = "") -> Engine:
    """Return this process's engine for a data file, to be given back with `give_back`.

    ``held`` is what a server holds open under this path (see `hold`): this process opens nothing else there.

    Raises
    ------
    StoreError
        When there is no such file.
    """
    check_path(path)
    with _lock:
        if path not in _engines:
            _engines[path] = _Shared(_engine(path), held)
        shared = _engines[path]
        shared.users += 1
        shared.held = shared.held or held
        return shared.engine


def hold(path: Path) -> DataFile:
    """Open a data file that has an engine once more, to stay open: from now on this process opens nothing else there.

    Other processes do the same if they are handed its `DataFile.mark`. The caller closes it, and then calls `let_go`.
    """
    file = connect(path, _PATIENCE)
    with _lock:
        _engines[path].held = file.mark
    return file


def let_go(path: Path) -> None:
    """Allow this process again to open whatever is at this place."""
    with _lock:
        if path in _engines:
            _engines[path].held = ""


def give_back(engine: Engine) -> None:
    """Close an engine's connections once nobody uses it any more."""
    with _lock:
        path = next(path for path, shared in _engines.items() if shared.engine is engine)
        shared = _engines[path]
        shared.users -= 1
        if not shared.users:
            del _engines[path]
            engine.dispose()


def _engine(path: Path) -> Engine:
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, creator=lambda: connect(path, _PATIENCE, _held(path)), hide_parameters=True)

    @event.listens_for(engine, "checkout")
    def check(connection: DataFile, *_: Any) -> None:  # noqa: ANN401  SQLAlchemy's own
        if not connection.is_whole():
            raise DisconnectionError  # the pool then opens what is there now

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        file = cast("DataFile", connection.connection.dbapi_connection)
        file.set("busy_timeout", int(1000 * options["patience"]))
        if options.get("writes"):
            file.set("synchronous", "FULL" if options["lasting"] else "NORMAL")
            file.set("foreign_keys", "ON" if options["linked"] else "OFF")
        # a write that starts as a read and is overtaken cannot wait its turn: it would fail at once
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")

    return engine


def _held(path: Path) -> str:
    with _lock:
        return _engines[path].held if path in _engines else ""


def _forked() -> None:
    """In a forked process: the parent may have been holding the lock, and its engines are not to be used."""
    global _lock  # noqa: PLW0603  a lock that somebody held at the fork is never given back
    _lock = threading.RLock()
    _engines.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)
