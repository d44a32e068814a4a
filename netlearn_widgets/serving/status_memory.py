"""How much memory the server and its kernels hold, and what the machine has left."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

import psutil

__all__ = ["Memory", "MemoryGauge"]

_FRESH = 2.0  # seconds; many kernels take a while to measure


@dataclass(frozen=True, kw_only=True)
class Memory:
    """Memory in bytes.

    Attributes
    ----------
    server, kernels : int
        Of the server's own process, and of all that it started. What processes share is counted once where the system
        tells it (Linux), and left out elsewhere.
    free, total : int
        Of the machine.
    """

    server: int
    kernels: int
    free: int
    total: int


class MemoryGauge:
    """Measures beside the server's work, and not again within two seconds."""

    def __init__(self) -> None:
        self._one_at_a_time = asyncio.Lock()
        self._last: Memory | None = None
        self._at = 0.0

    async def read(self) -> Memory:
        """Return a measure at most two seconds old."""
        async with self._one_at_a_time:
            if self._last is None or time.monotonic() - self._at > _FRESH:
                self._last = await asyncio.to_thread(_measure)
                self._at = time.monotonic()
            return self._last


def _measure() -> Memory:
    server, machine = psutil.Process(), psutil.virtual_memory()
    return Memory(
        server=_share(server),
        kernels=sum(map(_share, server.children(recursive=True))),
        free=machine.available,
        total=machine.total,
    )


def _share(process: psutil.Process) -> int:
    """A process's part of the memory; 0 when it has just ended."""
    try:
        told = process.memory_full_info()
    except psutil.Error:
        return 0
    return int(told.pss if psutil.LINUX else told.uss)
