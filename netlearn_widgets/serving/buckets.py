"""How much somebody may ask at once and for long: generous to people, narrow for floods."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable

__all__ = ["Buckets"]

_MANY = 10_000  # keys kept before those that say nothing any more are dropped


class Buckets:
    """For each key a bucket of ``burst`` tokens that fills again with ``per_second``.

    A bucket that is full again is forgotten: it says no more than a new one.

    Parameters
    ----------
    burst : float
        How much may be taken at once.
    per_second : float
        How much may be taken for long.
    clock : callable
        The time in seconds, never going back.
    """

    def __init__(self, *, burst: float, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst = burst
        self._per_second = per_second
        self._clock = clock
        self._left: dict[Hashable, tuple[float, float]] = {}

    def __len__(self) -> int:
        return len(self._left)

    def has(self, key: Hashable, amount: float = 1) -> bool:
        """Whether so much is in a bucket."""
        return self._now(key, self._clock()) >= amount

    def wait(self, key: Hashable, amount: float = 1) -> float:
        """In how many seconds so much is in a bucket."""
        return max(0.0, (amount - self._now(key, self._clock())) / self._per_second)

    def take(self, key: Hashable, amount: float = 1) -> bool:
        """Take some out of a bucket; return False, and take nothing, where there is not enough in it."""
        if not self.has(key, amount):
            return False
        now = self._clock()
        self._left[key] = (self._now(key, now) - amount, now)
        if len(self._left) > _MANY:
            self._forget(now)
        return True

    def _now(self, key: Hashable, now: float) -> float:
        left, then = self._left.get(key, (self._burst, now))
        return min(self._burst, left + (now - then) * self._per_second)

    def _forget(self, now: float) -> None:
        self._left = {key: kept for key, kept in self._left.items() if self._now(key, now) < self._burst}
