"""Writing the data file anew after somebody was taken out of it, once for all who were, when it holds nobody up.

What is deleted is overwritten in its place at once (SQLite's ``secure_delete``), and the log is emptied where nobody
reads at that moment. Stale copies may still stand in pages that were rearranged, and in a log that is read, until the
file is written anew (``VACUUM``), which holds up every writer. So it is
noted in the file itself, with what is deleted, that this is due, and done by whoever comes to it: the command line at
once, a server when it is quiet (`netlearn_widgets.cli.tending`). A full disk, or the end of a program in between,
leaves it due. A database server looks after such things in its own way.
"""

from __future__ import annotations

from contextlib import closing

from sqlalchemy import Connection

from netlearn_widgets.store.database import Database
from netlearn_widgets.store.faults import told

__all__ = ["due", "mark_due", "settle", "wipe"]

_MOMENT = 50  # milliseconds


def mark_due(connection: Connection) -> None:
    """Note, in this transaction, that the file is to be written anew."""
    if connection.dialect.name == "sqlite":
        count = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        connection.exec_driver_sql(f"PRAGMA user_version={count + 1}")


def settle(database: Database) -> None:
    """Empty the log of what was just deleted, if nobody reads or writes at this moment; it never waits for them."""
    if database.listens:
        return
    with told(database.place), closing(database.wire()) as wire:
        wire.execute(f"PRAGMA busy_timeout={_MOMENT}")
        wire.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def due(database: Database) -> int:
    """How many times something was deleted since the file was written anew; 0 where nothing is due."""
    if database.listens:
        return 0
    with database.reading() as connection:
        count: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        return count


def wipe(database: Database) -> bool:
    """Write the file anew without what was deleted; False, and still due, where another program reads it now.

    False for a database server too. Raises StoreError, and it is still due, where there is no room for it.
    """
    count = due(database)
    if not database.wipe():
        return False
    with database.writing() as connection:
        if connection.dialect.name == "sqlite" and (
            connection.exec_driver_sql("PRAGMA user_version").scalar_one() == count
        ):
            connection.exec_driver_sql("PRAGMA user_version=0")
    return True
