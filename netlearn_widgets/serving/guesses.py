"""Join codes and personal codes are not to be found by trying: each wrong one makes the next try wait longer.

The server counts, not the kernels: they are processes apart, each page has its own, and a new page would begin at zero.
Nothing is written down. Addresses are kept in memory for as long as they say something.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

__all__ = ["Doorkeeper", "Guesses"]

_MANY = 10_000  # keys kept before the oldest is dropped
_LONGEST_CODE = 40  # characters

_PAGE = {"free": 6.0, "forgiven": 20.0, "longest": 60.0}
_ADDRESS = {"free": 60.0, "forgiven": 30.0, "longest": 120.0}  # a room of people shares one, and some mistype
_ALL = {"free": 1000.0, "forgiven": 2.0, "longest": 30.0}
_EVERYWHERE = "everywhere"


class Guesses:
    """Counts wrong tries by key. The first ``free`` ones cost nothing; then the wait doubles with each.

    Parameters
    ----------
    free : float
        Wrong tries without a wait.
    forgiven : float
        Seconds after which one wrong try is forgotten.
    longest : float
        The longest wait, in seconds.
    clock : callable
        The time in seconds, never going back.
    """

    def __init__(
        self, *, free: float, forgiven: float, longest: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._free, self._forgiven, self._longest, self._clock = free, forgiven, longest, clock
        self._wrong: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def wait(self, key: Hashable) -> float:
        """Return the seconds until another try of this key is looked at; 0 when it is now."""
        count, last = self._wrong.get(key, (0.0, 0.0))
        over = count - self._free
        if over < 0:
            return 0.0
        return max(0.0, last + min(2.0**over, self._longest) - self._clock())

    def add(self, key: Hashable) -> None:
        """Count a wrong try."""
        now = self._clock()
        count, last = self._wrong.pop(key, (0.0, now))
        self._wrong[key] = (max(0.0, count - (now - last) / self._forgiven) + 1, now)
        if len(self._wrong) > _MANY:
            self._wrong.popitem(last=False)


class Doorkeeper:
    """Decides which codes are looked at.

    A page, an address and everybody together have a measure each. An address from which somebody has come in is not
    held up by what others try elsewhere: strangers cannot lock a room out. Right join codes count for nothing.

    Parameters
    ----------
    known : callable
        Whether a workshop has this code; called in a thread, for it may have to ask a database.
    clock : callable
        The time in seconds, never going back.
    """

    def __init__(self, known: Callable[[str], bool], clock: Callable[[], float] = time.monotonic) -> None:
        self._known = known
        self._pages = Guesses(**_PAGE, clock=clock)
        self._addresses = Guesses(**_ADDRESS, clock=clock)
        self._all = Guesses(**_ALL, clock=clock)
        self._last: OrderedDict[Hashable, str] = OrderedDict()
        self._welcome: OrderedDict[str, None] = OrderedDict()

    async def judge(self, page: str, address: str, code: str) -> str:
        """Return "" where the code may be handed to the page's kernel, else words for the person who typed it.

        A page that says the same code again, as it does after a lost connection, tries nothing new.
        """
        if len(code) > _LONGEST_CODE:
            return "A join code is much shorter. Type it as it stands on the screen."
        if self._last.get(page) == code:
            return ""
        if wait := self._wait(page, address):
            return _words("Several codes were tried that no workshop has.", wait)
        self._remember(self._last, page, code)
        if await asyncio.to_thread(self._known, code):
            self._remember(self._welcome, address)
        else:
            self._add(page, address)
        return ""

    def judge_personal(self, page: str, address: str, code: str) -> str:
        """Return "" where a personal code may be handed on, else words for the person who typed it.

        Whose it is the kernel alone finds out. So each try counts as a wrong one: people seldom need a second.
        """
        if len(code) > _LONGEST_CODE:
            return "A personal code is much shorter. Type it as your other device shows it."
        if wait := self._wait(page, address):
            return _words("Several codes were tried just now.", wait)
        self._add(page, address)
        return ""

    def _wait(self, page: str, address: str) -> float:
        """Return the seconds until another try is looked at."""
        wait = max(self._pages.wait(page), self._addresses.wait(address))
        return wait if address in self._welcome else max(wait, self._all.wait(_EVERYWHERE))

    def _add(self, page: str, address: str) -> None:
        """Count a wrong try."""
        self._pages.add(page)
        self._addresses.add(address)
        self._all.add(_EVERYWHERE)

    @staticmethod
    def _remember(kept: OrderedDict, key: Hashable, value: str | None = None) -> None:
        kept[key] = value
        kept.move_to_end(key)
        if len(kept) > _MANY:
            kept.popitem(last=False)


def _words(why: str, wait: float) -> str:
    seconds = math.ceil(wait)
    when = "a second" if seconds == 1 else f"{seconds} seconds"
    return f"{why} Wait {when}, then type the code once more."
