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
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from logging.handlers import WatchedFileHandler
from pathlib import Path

from netlearn_widgets.serving.buckets import Buckets
from netlearn_widgets.serving.plain import plain

__all__ = ["Broken", "ErrorListener", "EventLog", "Fault", "fault", "words_of"]

_FRAMES = 3  # how much of a traceback says where


class EventLog:
    """Writes events to a file, to standard output, or nowhere.

    Parameters
    ----------
    target : str
        A file's path; "-" for standard output; "" for nowhere. A file is made readable by its owner only, added to, and
        opened anew when something (logrotate) has moved it away.
    lines : Buckets, optional
        How many lines may be written, by event.

    Raises
    ------
    OSError
        The file cannot be opened.
    """

    def __init__(self, target: str = "", lines: Buckets | None = None) -> None:
        self._lines = Buckets(burst=3000, per_second=10) if lines is None else lines
        self._left_out: Counter[str] = Counter()
        self._handler: logging.Handler = logging.NullHandler()
        if target == "-":
            self._handler = logging.StreamHandler(sys.stdout)
        elif target:
            self._handler = _OwnersFile(Path(target).expanduser().absolute(), encoding="utf-8")
        self._log = logging.Logger("netlearn.events")  # noqa: LOG001  unknown to all others: nobody else writes to it
        self._log.addHandler(self._handler)

    def write(self, event: str, **facts: str | int) -> None:
        """Add one line: the time (UTC), the event, and its facts; of one event, no more than any room brings about.

        The next line of an event says how many were left out before it.
        """
        if not self._lines.take(event):
            self._left_out[event] += 1
            return
        if event in self._left_out:
            facts["left_out"] = self._left_out.pop(event)
        facts = {name: plain(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}
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
    """The kind of an error, and where in the code.

    An answer could stand in its words. So only those are kept that were said before any visitor spoke: a child
    process's own, of why it could not begin.
    """

    kind: str
    where: str
    words: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.words} ({self.where})"


class Broken(Exception):
    """A child process of the server could not begin, and said why."""

    def __init__(self, why: Fault) -> None:
        self.why = why
        super().__init__(str(why))


def fault(error: BaseException) -> Fault:
    """Return an error's kind and the innermost places of its traceback, innermost first."""
    if isinstance(error, Broken):
        return error.why
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    places = [f"{'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno} in {frame.name}" for frame in frames]
    return Fault(type(error).__name__, " < ".join(reversed(places)))


def words_of(error: BaseException) -> Fault:
    """Return an error with its words, in one line: for a process that no visitor has spoken to yet."""
    told = fault(error)
    return Fault(told.kind, told.where, plain(" ".join(str(error).split())))


class ErrorListener(logging.Handler):
    """Hears of every error that any part of this process logs with its traceback."""

    def __init__(self, heard: Callable[[BaseException], None]) -> None:
        super().__init__(logging.ERROR)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[1] is not None:
            self._heard(record.exc_info[1])
