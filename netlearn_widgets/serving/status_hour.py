"""The pages of the last hour, counted by the minute: never more than sixty small sums, however many come."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Hour", "Sum"]

_MINUTES = 60


@dataclass
class Sum:
    """What happened in one minute, or in several; ``ms`` is the time all prepared pages took together."""

    prepared: int = 0
    failed: int = 0
    refused: int = 0
    ms: int = 0
    slowest_ms: int = 0
    slowest_page: str = ""

    def add(self, other: Sum) -> None:
        """Take in another sum."""
        self.prepared += other.prepared
        self.failed += other.failed
        self.refused += other.refused
        self.ms += other.ms
        if other.slowest_ms > self.slowest_ms:
            self.slowest_ms, self.slowest_page = other.slowest_ms, other.slowest_page


class Hour:
    """Counts pages, and forgets them after an hour."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._minutes: deque[tuple[int, Sum]] = deque(maxlen=_MINUTES)

    def prepared(self, page: str, milliseconds: int) -> None:
        """Count a page that was ready after so long."""
        self._now().add(Sum(prepared=1, ms=milliseconds, slowest_ms=milliseconds, slowest_page=page))

    def failed(self) -> None:
        """Count a page that could not be prepared."""
        self._now().failed += 1

    def refused(self) -> None:
        """Count a page nobody was let in to."""
        self._now().refused += 1

    def sum(self) -> Sum:
        """Return the last sixty minutes."""
        since = self._minute() - _MINUTES
        all_of_it = Sum()
        for minute, one in self._minutes:
            if minute > since:
                all_of_it.add(one)
        return all_of_it

    def _minute(self) -> int:
        return int(self._clock() // 60)

    def _now(self) -> Sum:
        minute = self._minute()
        if not self._minutes or self._minutes[-1][0] != minute:
            self._minutes.append((minute, Sum()))
        return self._minutes[-1][1]
