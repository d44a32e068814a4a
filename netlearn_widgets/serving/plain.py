"""What is printed for the person at the terminal is plain: text that says what it is, of a bounded length and rate.

A visitor may send text that a terminal would obey: set its title, wipe it, draw a link over ours. Wherever a message's
own text can reach a terminal or a file, it passes here.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections import Counter
from typing import TextIO

from netlearn_widgets.serving.buckets import Buckets

__all__ = ["LONGEST", "ChildWords", "PlainFormatter", "Rated", "plain"]

LONGEST = 400  # characters of one line
_MOST_LINES = 120  # of one message of the server's own; a traceback of a notebook is below
_CHUNK = 64 * 1024
_WORTH_A_LOOK = 60  # bytes; a shorter line, as in a traceback, may well stand there more than once
_MARK = "  | "
"""Stands before each line that is not the server's own, so that none can look like one of those."""


def plain(text: str, longest: int = LONGEST) -> str:
    """Return text as one line that a terminal only shows: what cannot be seen is written as an escape."""
    text = text.expandtabs(4)
    short, more = text[:longest], len(text) - longest
    shown = "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in short)
    return f"{shown} … ({more} characters more)" if more > 0 else shown


class PlainFormatter(logging.Formatter):
    """Says a log's message in plain lines; all but the first are marked as what belongs to it."""

    def format(self, record: logging.LogRecord) -> str:
        first, *more = super().format(record).splitlines() or [""]
        left_out = [f"… ({len(more) - _MOST_LINES} lines more)"] if len(more) > _MOST_LINES else []
        return "\n".join([plain(first), *(_MARK + plain(line) for line in [*more[:_MOST_LINES], *left_out])])


class Rated(logging.Filter):
    """Lets the same message through so often and no oftener; the next one that comes through says how many did not."""

    def __init__(self, messages: Buckets | None = None) -> None:
        super().__init__()
        self._messages = Buckets(burst=60, per_second=0.2) if messages is None else messages
        self._left_out: Counter[str] = Counter()

    def filter(self, record: logging.LogRecord) -> bool:
        kind = f"{record.name} {record.levelno} {record.msg}"[:LONGEST]
        if not self._messages.take(kind):
            self._left_out[kind] += 1
            return False
        if before := self._left_out.pop(kind, 0):
            record.msg, record.args = f"{record.getMessage()} ({before} more like this were left out before.)", ()
        return True


class ChildWords:
    """Reads what the server's child processes print, and says it in plain lines, each marked, and not too many.

    What all of sixty pages have to say at the same time is said three times.

    Parameters
    ----------
    to : TextIO, optional
        Where it is said; standard error when left out.
    lines : Buckets, optional
        How many lines may be said.
    """

    def __init__(self, to: TextIO | None = None, lines: Buckets | None = None) -> None:
        self._to = to or sys.__stderr__ or sys.stderr
        self._lines = Buckets(burst=600, per_second=10) if lines is None else lines
        self._same = Buckets(burst=3, per_second=1 / 60)
        self._left_out = 0
        self._source, self.end = os.pipe()
        self._reader = threading.Thread(target=self._read, name="words of child processes", daemon=True)
        self._reader.start()

    def close(self) -> None:
        """Say what is left, and end; a child that lives on is not heard any more."""
        os.close(self.end)
        self._reader.join(1)

    def _read(self) -> None:
        """Read to the end: a child whose words nobody took would stand still."""
        begun, skipping = b"", False
        with os.fdopen(self._source, "rb", buffering=0) as source:
            while chunk := source.read(_CHUNK):
                *whole, begun = (begun + chunk).split(b"\n")
                for line in whole:
                    if not skipping:
                        self._say(line)
                    skipping = False
                if len(begun) > _CHUNK:  # a line without an end is said as far as it came, once
                    if not skipping:
                        self._say(begun)
                    begun, skipping = b"", True
            if begun and not skipping:
                self._say(begun)
        self._say_left_out()

    def _say(self, line: bytes) -> None:
        if (len(line) >= _WORTH_A_LOOK and not self._same.take(line)) or not self._lines.take("all"):
            self._left_out += 1
            return
        self._say_left_out()
        self._write(plain(line.decode("utf-8", "replace").rstrip("\r")))

    def _say_left_out(self) -> None:
        if self._left_out:
            self._write(f"… {self._left_out} lines were left out here: the same again, or too many at once.")
        self._left_out = 0

    def _write(self, line: str) -> None:
        encoding = self._to.encoding or "utf-8"
        self._to.write(_MARK + line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        self._to.flush()
