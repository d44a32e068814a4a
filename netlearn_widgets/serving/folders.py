"""Where a server keeps what lives only as long as itself; what a killed server left is taken away by the next."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

__all__ = ["RuntimeFolder"]

_PREFIX = "netlearn-run-"
_LOCK = "in-use"
_LONGEST_SOCKET = 100  # a UNIX socket's path may have 104 characters on macOS, 108 on Linux
_SOCKET_NAME = len("/kernel-00000000-0000-0000-0000-000000000000-ipc-5")


class RuntimeFolder:
    """A folder only this user can enter, short enough a name for sockets in it, gone when it is closed.

    While this process lives it holds a lock on a file in it, which the system takes off it even when it is killed: that
    is how the next server knows which folders nobody uses.
    """

    def __init__(self) -> None:
        base = Path(tempfile.gettempdir())
        if os.name == "posix":
            if len(str(base)) + len(_PREFIX) + 8 + _SOCKET_NAME > _LONGEST_SOCKET:
                base = Path("/tmp")  # noqa: S108  mkdtemp makes a folder nobody else can enter
            _remove_left(base)
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=base))
        unseen = self.path / f"{_LOCK}-soon"  # nobody else looks for a lock by this name before it is ours
        self._lock = unseen.open("w")
        if os.name == "posix":
            _take(self._lock.fileno())
            unseen.rename(self.path / _LOCK)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Remove the folder with everything in it."""
        self._lock.close()
        shutil.rmtree(self.path)


def _take(number: int) -> bool:
    """Lock an open file; False when another process has."""
    import fcntl  # noqa: PLC0415  only POSIX has it

    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _remove_left(base: Path) -> None:
    """Remove this user's folders whose server is gone."""
    for folder in base.glob(f"{_PREFIX}*"):
        try:
            if folder.is_symlink() or folder.stat().st_uid != os.getuid():
                continue
            with (folder / _LOCK).open() as lock:
                if _take(lock.fileno()):
                    shutil.rmtree(folder)
        except FileNotFoundError:
            continue  # another server is about to make it, or has just removed it
