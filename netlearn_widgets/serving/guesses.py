"""Join codes and personal codes are not to be found by trying: each wrong one makes the next try wait longer.

The server counts, not the kernels: they are processes apart, each page has its own, and a new page would begin at zero.
Nothing is written down. Addresses are kept in memory for as long as they say something.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable

__all__ = ["Doorkeeper", "Guesses"]

_MANY = 10_000  # keys kept before the oldest is dropped
_LONGEST_CODE = 40  # characters

_PAGE = {"free": 6.0, "forgiven": 20.0, "longest": 60.0}
_ADDRESS = {"free": 60.0, "forgiven": 30.0, "longest": 120.0}  # a room of people shares one, and some mistype
_ALL = {"free": 1000.0, "forgiven": 2.0, "longest": 30.0}


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

    def wait(self, key: Hashable, undecided: int = 0) -> float:
        """Return the seconds until another try of this key is looked at; 0 when it is now.

        Tries that are ``undecided`` are taken to be wrong ones of this moment.
        """
        now = self._clock()
        count, last = self._wrong.get(key, (0.0, 0.0))
        if undecided:
            count, last = self._forgive(key, now) + undecided, now
        over = count - self._free
        if over < 0:
            return 0.0
        return max(0.0, last + min(2.0**over, self._longest) - now)

    def add(self, key: Hashable) -> None:
        """Count a wrong try."""
        now = self._clock()
        count = self._forgive(key, now)
        self._wrong.pop(key, None)
        self._wrong[key] = (count + 1, now)
        if len(self._wrong) > _MANY:
            self._wrong.popitem(last=False)

    def _forgive(self, key: Hashable, now: float) -> float:
        """Return how many wrong tries are not forgotten yet."""
        count, last = self._wrong.get(key, (0.0, now))
        return max(0.0, count - (now - last) / self._forgiven)


class Doorkeeper:
    """Decides which codes are looked at.

    A page, an address and everybody together have a measure each. An address from which somebody has come in is not
    held up by what others try elsewhere: strangers cannot lock a room out. Right join codes count for nothing.

    A try counts from the moment it is begun. However many come while the first are still looked up, no more are looked
    at than would be one after the other; the others wait until it is known what became of those before them.

    Parameters
    ----------
    known : callable
        Whether a workshop has this code; called in a thread, for it may have to ask a database.
    clock : callable
        The time in seconds, never going back.
    """

    def __init__(self, known: Callable[[str], bool], clock: Callable[[], float] = time.monotonic) -> None:
        self._known = known
        self._guesses = [Guesses(**measure, clock=clock) for measure in (_PAGE, _ADDRESS, _ALL)]
        self._undecided: Counter[tuple[str, str]] = Counter()
        self._looking: set[asyncio.Future[bool]] = set()
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
        if wait := await self._turn(page, address):
            return _words("Several codes were tried that no workshop has.", wait)
        if await self._look(page, address, code):
            self._remember(self._welcome, address)
        else:
            self._add(page, address)
        self._remember(self._last, page, code)
        return ""

    async def _look(self, page: str, address: str, code: str) -> bool:
        """Return whether a workshop has a code; until that is known, the try counts as a wrong one."""
        looking = asyncio.ensure_future(asyncio.to_thread(self._known, code))
        keys = _keys(page, address)
        self._looking.add(looking)
        self._undecided.update(keys)
        try:
            return await looking
        finally:
            self._looking.discard(looking)
            self._undecided -= Counter(keys)

    async def judge_personal(self, page: str, address: str, code: str) -> str:
        """Return "" where a personal code may be handed on, else words for the person who typed it.

        Whose it is the kernel alone finds out. So each try counts as a wrong one: people seldom need a second.
        """
        if len(code) > _LONGEST_CODE:
            return "A personal code is much shorter. Type it as your other device shows it."
        if wait := await self._turn(page, address):
            return _words("Several codes were tried just now.", wait)
        self._add(page, address)
        return ""

    async def _turn(self, page: str, address: str) -> float:
        """Return 0 when a try may be looked at, else the seconds until then; wait where others decide which it is."""
        while not (wait := self._wait(page, address)) and self._wait(page, address, undecided=True):
            await asyncio.wait(self._looking, return_when=asyncio.FIRST_COMPLETED)
        return wait

    def _wait(self, page: str, address: str, *, undecided: bool = False) -> float:
        """Return the seconds until another try is looked at, also if all that are ``undecided`` turn out wrong."""
        one, room, everybody = (
            guesses.wait(key[1], self._undecided[key] if undecided else 0)
            for guesses, key in zip(self._guesses, _keys(page, address), strict=True)
        )
        return max(one, room) if address in self._welcome else max(one, room, everybody)

    def _add(self, page: str, address: str) -> None:
        """Count a wrong try."""
        for guesses, (_, key) in zip(self._guesses, _keys(page, address), strict=True):
            guesses.add(key)

    @staticmethod
    def _remember(kept: OrderedDict, key: Hashable, value: str | None = None) -> None:
        kept[key] = value
        kept.move_to_end(key)
        if len(kept) > _MANY:
            kept.popitem(last=False)


def _keys(page: str, address: str) -> list[tuple[str, str]]:
    """Return under which names a try is counted: its page's, its address's, and everybody's."""
    return [("page", page), ("address", address), ("all", "")]


def _words(why: str, wait: float) -> str:
    seconds = math.ceil(wait)
    when = "a second" if seconds == 1 else f"{seconds} seconds"
    return f"{why} Wait {when}, then type the code once more."
