"""What a server does for its data while people are served: watches it, and writes it anew when nobody is held up."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path

from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.store import Store
from netlearn_widgets.store.holding import Holding

__all__ = ["Tending"]

_QUIET = 60.0  # seconds without a change
_LATEST = 3600.0  # seconds after which it is done though people are busy

_LOST = (
    "%s: it, or its -wal or -shm, was moved, deleted or replaced while people are served. Nothing more is kept until "
    "all three are back, or until you press Ctrl-C, put the file you want in place, without -wal and -shm, and start "
    "again."
)
_RESCUED = "All that was kept before is in %s, whole: a data file that you can start with."
_BACK = "%s is back in its place: answers are kept again."

_log = logging.getLogger("netlearn")


class Tending:
    """Looks at a store now and then, for as long as its server runs.

    Parameters
    ----------
    store : Store
        The server's own.
    clock : callable
        The time in seconds, never going back.

    Attributes
    ----------
    holding : Holding
        The data file, held open until `finish`.
    """

    def __init__(self, store: Store, clock: Callable[[], float] = time.monotonic) -> None:
        self._store, self._clock = store, clock
        self.holding = Holding(store.database)
        self._lost = False
        self._changed = self._clean = clock()
        self._known = store.pulse()

    def look(self) -> bool:
        """Write the file anew if that is due and nobody is busy; return whether anybody left since the last look.

        Where the data cannot be read, or there is no room, the log says so and it is tried again. Where the file was
        moved, deleted or replaced, what was kept is written to another one, once.
        """
        try:
            return self._look() if self._is_there() else False
        except StoreError as problem:
            _log.warning("The data could not be looked after: %s", problem)
            return False

    def finish(self) -> None:
        """Let go of the file, written anew if that is due: nobody is served any more."""
        try:
            if self._is_there() and self._store.wipe_due:
                self._store.wipe()
        except StoreError as problem:
            _log.warning(
                "Somebody was taken out, and the file is still to be written anew: netlearn remove\n%s", problem
            )
        finally:
            self.holding.close()

    @property
    def lost(self) -> Path | None:
        """Where all that was kept is, when the file is not in its place at the end; None when it is there."""
        return self.holding.rescued if self._lost else None

    def _is_there(self) -> bool:
        lost, self._lost = self._lost, not self.holding.is_whole()
        if self._lost and not lost:
            _log.error(_LOST, self._store.url)
            _log.error(_RESCUED, self.holding.rescue())
        elif lost and not self._lost:
            _log.warning(_BACK, self._store.url)
        return not self._lost

    def _look(self) -> bool:
        now, pulse, known = self._clock(), self._store.pulse(), self._known
        self._known = pulse
        if pulse.marks != known.marks:
            self._changed = now
        if not pulse.due:
            self._clean = now
        elif now - self._changed >= _QUIET or now - self._clean >= _LATEST:
            self._changed = now  # where it cannot be done now, a minute later
            self._store.wipe()
        return pulse.partings != known.partings
