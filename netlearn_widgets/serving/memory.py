"""How many visitors a machine carries, and what is given back when they have left."""

from __future__ import annotations

import ctypes
import gc
import os
import sys
from pathlib import Path

__all__ = ["give_back", "visitors_for"]

_FORKED, _STARTED = 40_000_000, 110_000_000  # bytes a kernel takes at most: measured, with an afternoon's answers
_REST = 500_000_000  # bytes for the server, its warm processes, and the system
_FEWEST, _MOST = 10, 500
_CGROUP = Path("/sys/fs/cgroup/memory.max")
_MEMINFO = Path("/proc/meminfo")


def visitors_for(*, forked: bool) -> int:
    """Return how many visitors this machine's memory is enough for, from 10 to 500."""
    each = _FORKED if forked else _STARTED
    return min(max((_available() - _REST) // each, _FEWEST), _MOST)


def give_back() -> None:
    """Give the system what is free: after a full room, glibc would keep it in pieces for as long as the server runs."""
    gc.collect()
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "malloc_trim"):
        libc.malloc_trim(0)


def _available() -> int:
    """How much memory may be used, in bytes; 0 where the system does not tell."""
    known = [_machine()]
    if _CGROUP.is_file() and (limit := _CGROUP.read_text().strip()).isdigit():
        known.append(int(limit))  # a container's own limit
    return min(known)


def _machine() -> int:
    if _MEMINFO.is_file():
        lines = dict(line.split(":", 1) for line in _MEMINFO.read_text().splitlines())
        return int(lines["MemAvailable"].split()[0]) * 1024
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    except (AttributeError, ValueError, OSError):
        return 0  # Windows
