"""The signals that end a server in an orderly way: Ctrl-C, a system's SIGTERM, and a terminal that is closed."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

__all__ = ["stop_on_signals"]

# SIGBREAK is what Windows sends when a console window is closed.
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


def stop_on_signals(stop: Callable[[], None]) -> None:
    """Call ``stop`` once, at the first signal that asks this process to end; later ones change nothing.

    Where SIGHUP is ignored already, as `nohup` does, it stays ignored.
    """
    asked = False
    terminals = [stream.fileno() for stream in (sys.__stdout__, sys.__stderr__) if stream and stream.isatty()]

    def heed(number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if number == getattr(signal, "SIGHUP", None):
            _leave(terminals)
        if not asked:
            asked = True
            stop()

    for name in _NAMES:
        number = getattr(signal, name, None)
        if number is not None and not (name == "SIGHUP" and signal.getsignal(number) == signal.SIG_IGN):
            signal.signal(number, heed)


def _leave(terminals: list[int]) -> None:
    """Let what is printed from now on go nowhere: writing to a terminal that is gone is an error."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        for number in terminals:
            os.dup2(nowhere.fileno(), number)
