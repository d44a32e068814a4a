"""Where a store is: a path or an address, read, checked, and refused in words when no data file can live there."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path, PurePath

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from netlearn_widgets.model.errors import StoreError

__all__ = ["APPLICATION", "check_drive", "check_not_left", "check_path", "network_drive", "path_of", "read_target"]

APPLICATION = 0x4E4C524E
"""``NLRN``: what SQLite's ``application_id`` is in a data file of ours."""

# Drives shared between computers: SQLite's WAL needs memory that all of its users share.
_NETWORK = {"9p", "afs", "beegfs", "ceph", "cifs", "davfs", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4"} | {
    "s3fs",
    "smb",
    "smb2",
    "smb3",
    "smbfs",
    "sshfs",
    "rclone",
    "gcsfuse",
}


def read_target(target: str | os.PathLike[str]) -> URL:
    """The address of a data file (a path or ``sqlite:///path``) or of a PostgreSQL database (``postgresql://…``).

    Raises
    ------
    StoreError
        When it is neither.
    """
    text = os.fspath(target)
    if "://" not in text:
        return _file_url(text)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as fault:
        raise StoreError(
            "This address cannot be read. Write it as postgresql://user:password@host/database."
        ) from fault
    kind = url.get_backend_name()
    if kind == "sqlite" and url.database and url.database != ":memory:":
        return _file_url(url.database)
    if kind in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    shown = url.render_as_string(hide_password=True)
    raise StoreError(f"{shown}: no store can be there. Give the path of a file, or postgresql://user@host/database.")


def _file_url(path: str) -> URL:
    # neither of a path's own ways: they raise where links lead in a circle, and where `~` is nobody's
    return URL.create("sqlite", database=os.path.realpath(os.path.expanduser(path)))  # noqa: PTH111


def path_of(url: URL) -> Path | None:
    """The data file of an address, or None where it is a database server's."""
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


_LOGS = ("-wal", "-journal")


def check_path(path: Path) -> None:
    """Refuse, in words, a path where no file is. Nothing is opened: SQLite alone may touch a data file."""
    try:
        kind = path.stat().st_mode
    except FileNotFoundError:
        check_not_left(path)
        raise StoreError(f"{path}: there is no such file. Make one with: netlearn new, or check the name.") from None
    except OSError as fault:
        raise StoreError(f"{path}: it cannot be read ({fault.strerror}). Check that it is a file of yours.") from fault
    if not stat.S_ISREG(kind):
        raise StoreError(f"{path}: it cannot be read, for it is no file. Check the name.")


def check_not_left(path: Path) -> None:
    """Refuse, in words, a place where no file is but the log of one: it holds what that file alone does not.

    SQLite would play such a log into any other file that comes into the place.
    """
    logs = [log for ending in _LOGS if (log := Path(f"{path}{ending}")).exists() and log.stat().st_size]
    if logs and not path.exists():
        left = " and ".join(log.name for log in logs)
        raise StoreError(
            f"{path}: the file is gone, but its {left} is still there and may hold the newest answers. If the file was "
            "moved or renamed, put it back. If you go on with another one, first move what begins with "
            f"{path.name}- to another folder, and keep it."
        )


def check_drive(path: Path, mounts: str | None = None) -> None:
    """Refuse, in words, a path on a network drive: SQLite's write-ahead log loses data there."""
    if kind := network_drive(path, _mounts() if mounts is None else mounts):
        raise StoreError(
            f"{path}: this is a network drive ({kind}), where answers of several people at once can be lost. "
            "Choose a folder on this computer's own disk, or use a PostgreSQL database."
        )


def network_drive(path: PurePath, mounts: str) -> str | None:
    """The kind of network drive a path lies on, or None where it lies on none that is known.

    Parameters
    ----------
    path : PurePath
        Absolute.
    mounts : str
        The text of ``/proc/mounts``; "" where the system has none.
    """
    if str(path).startswith(("\\\\", "//")):
        return "a shared folder"
    found, kind = PurePath("/"), ""
    for line in mounts.splitlines():
        _, at, fs, *_ = line.split(" ")
        point = PurePath(re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), at))
        if path.is_relative_to(point) and len(point.parts) >= len(found.parts):
            found, kind = point, fs
    return kind if kind.removeprefix("fuse.") in _NETWORK else None


def _mounts() -> str:
    """The drives of this computer, on Linux; "" elsewhere."""
    table = Path("/proc/mounts")
    return table.read_text(encoding="utf-8", errors="surrogateescape") if table.exists() else ""
