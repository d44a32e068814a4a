"""What a server counts while it serves, and when it takes itself to be in trouble."""

from __future__ import annotations

import asyncio
import datetime as dt
import secrets
import shutil
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from netlearn_widgets.serving.logs import EventLog, Fault, fault
from netlearn_widgets.serving.status_figures import Figures, LastError, Trouble
from netlearn_widgets.serving.status_hour import Hour
from netlearn_widgets.serving.status_memory import Memory, MemoryGauge

__all__ = ["LOOK_SECONDS", "Watch"]

LOOK_SECONDS = 10.0
_MINUTE = 60.0
_PATIENCE = 5.0  # seconds in which the data has to answer
_ROOM = 64 * 1024 * 1024  # bytes of a disk below which answers may soon be refused
_IN_A_ROW = 3  # pages that failed one after the other
_REMEMBERED = 60.0  # seconds after which the next page may show that it works again
_SLOW = 2000  # milliseconds


_NO_PAGES = Trouble(
    f"The last {_IN_A_ROW} pages that people asked for could not be prepared.",
    "The window where the server was started says why. Stop the server there and start it again; answers are kept.",
)
_NO_KERNELS = Trouble(
    f"The last {_IN_A_ROW} pages that people opened could not be brought to life.",
    _NO_PAGES.cure,
)
_NO_DATA = Trouble(
    "The group's data does not answer.",
    "Check that the data file is still in its place, or that the database runs. Pages keep what is typed meanwhile.",
)
_NO_ROOM = Trouble(
    "The disk is full, so answers can soon not be kept.",
    "Free some space on the disk that holds the data, best now. Pages keep what is typed meanwhile.",
)


class _Row:
    """Failures one after the other; a minute after the last, the next may show that it works again."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock, self._number, self._at = clock, 0, 0.0

    def more(self) -> None:
        self._number += 1
        self._at = self._clock()

    def over(self) -> None:
        self._number = 0

    @property
    def long(self) -> bool:
        """Whether it is long enough to be no accident."""
        return self._number >= _IN_A_ROW and self._clock() - self._at < _REMEMBERED


@dataclass(kw_only=True)
class Watch:
    """Counts what happens in one server, and writes it to its log.

    Parameters
    ----------
    answers : callable, optional
        Returns how many answers are kept in all; asked every ten seconds in a thread of its own.
    folders : tuple of Path
        Folders on whose disks there must be room.
    data : str
        The data's place without a password: tells the servers of one user apart.
    log : EventLog
    clock : callable
        Seconds that never go back.
    key : str
        Opens the figures; made anew for each server, and known to its user only.
    gauge : MemoryGauge
    """

    answers: Callable[[], int] | None = None
    folders: tuple[Path, ...] = ()
    data: str = ""
    log: EventLog = field(default_factory=EventLog)
    clock: Callable[[], float] = time.monotonic
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    gauge: MemoryGauge = field(default_factory=MemoryGauge)

    def __post_init__(self) -> None:
        self._began = self.clock()
        self._hour = Hour(self.clock)
        self._totals: deque[tuple[float, int]] = deque()
        self._page_failures = _Row(self.clock)
        self._kernel_failures = _Row(self.clock)
        self._unwell: dict[str, Trouble] = {}
        self._error: LastError | None = None
        self.checks: list[Callable[[], Trouble | None]] = []
        """Asked for every look at the server's health: parts of the server that may fail add theirs."""

    def prepared(self, page: str, milliseconds: int, kernels: int) -> None:
        """Note that a page was prepared."""
        self._hour.prepared(page, milliseconds)
        self._page_failures.over()
        self.log.write("page prepared", page=page, ms=milliseconds, kernels=kernels)

    def failed(self, page: str, milliseconds: int, error: BaseException | None, *, ours: bool = True) -> None:
        """Note that a page could not be prepared; ``ours`` is False where only its notebook is to blame."""
        if ours:
            self._page_failures.more()
        what = self._fail(error)
        self.log.write("page failed", page=page, ms=milliseconds, **_facts(what))

    def began(self, milliseconds: int, kernels: int) -> None:
        """Note that a visitor's kernel was started."""
        self._kernel_failures.over()
        self.log.write("kernel started", ms=milliseconds, kernels=kernels)

    def unstarted(self, error: BaseException) -> None:
        """Note that a visitor's kernel could not be started."""
        self._kernel_failures.more()
        what = self._fail(error)
        self.log.write("kernel failed", **_facts(what))

    def refused(self, page: str, kernels: int) -> None:
        """Note that nobody more could be let in."""
        self._hour.refused()
        self.log.write("full", page=page, kernels=kernels)

    def ended(self, why: str, kernels: int) -> None:
        """Note that a kernel ended: "left" (its page was closed or never shown), "idle", "died" or "stop"."""
        self.log.write("kernel ended", why=why, kernels=kernels)

    def started(self, *, version: str, pages: int, limit: int) -> None:
        """Note that pages can be opened."""
        self.log.write("start", version=version, pages=pages, limit=limit)

    def stopped(self) -> None:
        """Note that the server has ended, and write nothing more."""
        self.log.write("stop", seconds=int(self.clock() - self._began))
        self.log.close()

    def slow(self, what: str, milliseconds: int, status: int) -> None:
        """Note an answer other than a page that took long."""
        if milliseconds >= _SLOW:
            self.log.write("slow answer", what=what, ms=milliseconds, status=status)

    def erred(self, error: BaseException) -> None:
        """Note any other error."""
        what = fault(error)
        self._keep(what)
        self.log.write("error", **_facts(what))

    async def look(self) -> None:
        """Count the answers, and find out whether the data answers and the disks have room."""
        await self.count()
        full = any(shutil.disk_usage(folder).free < _ROOM for folder in self.folders if folder.exists())
        self._set("room", _NO_ROOM if full else None)

    async def count(self) -> None:
        """Count the answers, and find out whether the data answers."""
        if self.answers is None:
            return
        try:
            async with asyncio.timeout(_PATIENCE):
                total = await asyncio.to_thread(self.answers)
        except Exception as error:  # noqa: BLE001  whatever the data's owner raises is the finding
            if "data" not in self._unwell:
                self.erred(error)
            self._set("data", _NO_DATA)
            return
        self._set("data", None)
        now = self.clock()
        while len(self._totals) > 1 and self._totals[1][0] <= now - _MINUTE:
            self._totals.popleft()
        self._totals.append((now, total))

    def troubles(self) -> tuple[Trouble, ...]:
        """Return what keeps the server from its work at this moment; costs next to nothing."""
        pages = (_NO_PAGES,) if self._page_failures.long else ()
        kernels = (_NO_KERNELS,) if self._kernel_failures.long else ()
        told = (check() for check in self.checks)
        return (*pages, *kernels, *self._unwell.values(), *(trouble for trouble in told if trouble))

    def figures(self, *, version: str, visitors: int, kernels: int, limit: int, memory: Memory) -> Figures:
        """Return everything at this moment."""
        hour, troubles = self._hour.sum(), self.troubles()
        return Figures(
            state="trouble" if troubles else "full" if kernels >= limit else "ok",
            version=version,
            seconds=int(self.clock() - self._began),
            visitors=visitors,
            kernels=kernels,
            limit=limit,
            memory=memory,
            answers=self._kept() if self._totals else None,
            prepared=hour.prepared,
            failed=hour.failed,
            refused=hour.refused,
            mean_ms=hour.ms // max(hour.prepared, 1),
            slowest_ms=hour.slowest_ms,
            slowest_page=hour.slowest_page,
            error=self._error,
            troubles=troubles,
        )

    def _kept(self) -> int:
        """How many answers came; those of somebody who was taken out meanwhile are not taken off."""
        return sum(max(0, later - earlier) for (_, earlier), (_, later) in pairwise(self._totals))

    def _fail(self, error: BaseException | None) -> Fault:
        self._hour.failed()
        what = fault(error) if error else Fault("unknown", "")
        self._keep(what)
        return what

    def _set(self, name: str, trouble: Trouble | None) -> None:
        if trouble is None:
            self._unwell.pop(name, None)
        else:
            self._unwell[name] = trouble

    def _keep(self, what: Fault) -> None:
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        self._error = LastError(at=now, **_facts(what))


def _facts(what: Fault) -> dict[str, str]:
    words = {"words": what.words} if what.words else {}
    return {"kind": what.kind, "where": what.where} | words
