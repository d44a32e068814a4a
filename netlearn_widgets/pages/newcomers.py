"""How quickly new people may join on one page."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from netlearn_widgets.model.errors import Crowded
from netlearn_widgets.serving.buckets import Buckets

__all__ = ["Newcomers"]

_FREE = 3  # fewer than it takes, with one answer of somebody else, until results appear
_EACH = 10  # seconds: to answer one question with one tap and pass the device on takes about as long
_WORDS = "Several people joined on this page just now. It goes on by itself in about {}, and nothing typed is lost."


class Newcomers:
    """Lets three people join on a page freely, and then one more every ten seconds.

    That is as quickly as a device is passed around a table, or sheets of paper are typed in, and far slower than a
    program that wants to be a crowd. Whoever has joined before is not new.

    Parameters
    ----------
    clock : callable
        The time in seconds, never going back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._places = Buckets(burst=_FREE, per_second=1 / _EACH, clock=clock)

    def check(self) -> None:
        """Raise Crowded, in words that say how long it takes, where nobody new may join at this moment."""
        if not self._places.has(""):
            seconds = math.ceil(self._places.wait(""))
            raise Crowded(_WORDS.format("1 second" if seconds == 1 else f"{seconds} seconds"))

    def add(self) -> None:
        """Count somebody who joined."""
        self._places.take("")
