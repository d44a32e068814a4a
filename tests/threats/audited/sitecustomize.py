"""A note of whoever touches a data file by other means than SQLite; Python reads this where the folder is on its path.

`NETLEARN_AUDITED` is the data file, and `NETLEARN_NOTES` where the notes go, a line each: "connect" where SQLite was
asked to open the file, "touch" with the place in the code where Python itself opened, cut, renamed or deleted the file,
its log or its index, under whatever name.
"""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

_ENDINGS = ("", "-wal", "-shm")
_OPENING = ("open", "os.truncate")
_NAMING = ("os.remove", "os.rename", "shutil.move")


class Auditor:
    """Audit hook of one process and of those it forks."""

    def __init__(self, data: str, notes: str) -> None:
        self._names = [os.path.realpath(data) + ending for ending in _ENDINGS]
        self._notes = os.open(notes, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def __call__(self, event: str, about: tuple[object, ...]) -> None:
        if event == "sqlite3.connect" and Path(self._names[0]).name in str(about[0]):
            self._note("connect", str(about[0]))
        elif event in _OPENING and self._is_ours(about[0]):
            self._note("touch", f"{event} {about[0]!r} {self._place()}")
        elif event in _NAMING and any(isinstance(one, str | bytes | os.PathLike) and self._named(one) for one in about):
            self._note("touch", f"{event} {about!r} {self._place()}")

    def _is_ours(self, file: object) -> bool:
        """Whether a path, or a descriptor, leads to the file or a companion of it."""
        if not isinstance(file, int | str | bytes | os.PathLike):
            return False
        try:
            found = os.stat(file)  # noqa: PTH116  a descriptor too
        except (OSError, ValueError):
            return not isinstance(file, int) and self._named(file)
        ours = [Path(name) for name in self._names]
        return any(os.path.samestat(found, one.stat()) for one in ours if one.exists())

    def _named(self, path: str | bytes | os.PathLike[str]) -> bool:
        return os.path.realpath(os.fsdecode(path)) in self._names

    def _note(self, kind: str, words: str) -> None:
        os.write(self._notes, f"{kind} {os.getpid()} {words}\n".encode())

    def _place(self) -> str:
        frames = traceback.extract_stack(limit=12)[:-3]
        return " < ".join(f"{Path(one.filename).name}:{one.lineno}" for one in reversed(frames))


if "NETLEARN_AUDITED" in os.environ:
    sys.addaudithook(Auditor(os.environ["NETLEARN_AUDITED"], os.environ["NETLEARN_NOTES"]))
