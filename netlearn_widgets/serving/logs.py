"""What happened, one JSON object a line, with nothing in it by which a person could be known.

Only what this server names itself is written: events, pages, milliseconds, counts, and where in the code something
failed. Nothing a visitor sent (address, code, name, token, answer) and no kernel's id is ever handed to this module.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import logging
import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from logging.handlers import WatchedFileHandler
from pathlib import Path

__all__ = ["ErrorListener", "EventLog", "Fault", "fault"]

_FRAMES = 3  # how much of a traceback says where


class EventLog:
    """Writes events to a file, to standard output, or nowhere.

    Parameters
    ----------
    target : str
        A file's path; "-" for standard output; "" for nowhere. A file is made readable by its owner only, added to, and
        opened anew when something (logrotate) has moved it away.

    Raises
    ------
    OSError
        The file cannot be opened.
    """

    def __init__(self, target: str = "") -> None:
        self._handler: logging.Handler = logging.NullHandler()
        if target == "-":
            self._handler = logging.StreamHandler(sys.stdout)
        elif target:
            self._handler = _OwnersFile(Path(target).expanduser().absolute(), encoding="utf-8")
        self._log = logging.Logger("netlearn.events")  # noqa: LOG001  unknown to all others: nobody else writes to it
        self._log.addHandler(self._handler)

    def write(self, event: str, **facts: str | int) -> None:
        """Add one line: the time (UTC), the event, and its facts."""
        time = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self._log.info("%s", json.dumps({"time": time, "event": event, **facts}))

    def close(self) -> None:
        """Write nothing more."""
        self._handler.close()


class _OwnersFile(WatchedFileHandler):
    """A file only its owner can read, whoever made the folder."""

    def _open(self) -> io.TextIOWrapper:
        number = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        return open(number, "a", encoding=self.encoding)  # noqa: PTH123  a file that is open already


@dataclass(frozen=True)
class Fault:
    """An error without its words, in which an answer could stand: what kind, and where in the code."""

    kind: str
    where: str


def fault(error: BaseException) -> Fault:
    """Return an error's kind and the innermost places of its traceback, innermost first."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    places = [f"{'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno} in {frame.name}" for frame in frames]
    return Fault(type(error).__name__, " < ".join(reversed(places)))


class ErrorListener(logging.Handler):
    """Hears of every error that any part of this process logs with its traceback."""

    def __init__(self, heard: Callable[[BaseException], None]) -> None:
        super().__init__(logging.ERROR)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[1] is not None:
            self._heard(record.exc_info[1])
