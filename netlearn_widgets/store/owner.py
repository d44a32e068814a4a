"""Who may read a data file and its companions: its owner only, whatever rights it was copied with."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from netlearn_widgets.store.beside import SIDE_FILES

__all__ = ["keep_private", "readable_by_others"]

_PRIVATE = 0o600
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def keep_private(path: Path) -> None:
    """Let only the owner read and write a data file and its companions, where they are this user's.

    No file is opened for it: SQLite alone may do that.
    """
    for one, found in _there(path):
        if found.st_uid == os.geteuid() and stat.S_IMODE(found.st_mode) != _PRIVATE:
            with suppress(OSError):  # a drive without such rights
                one.chmod(_PRIVATE)


def readable_by_others(path: Path) -> bool:
    """Whether anybody but the owner has rights on a data file or its companions."""
    return any(found.st_mode & _OTHERS for _, found in _there(path))


def _there(path: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Each of these files that is there; none on a system without owners and modes."""
    if os.name == "posix":
        for ending in ("", *SIDE_FILES):
            one = Path(f"{path}{ending}")
            with suppress(OSError):
                yield one, one.stat()
