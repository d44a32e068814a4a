"""What a server does for its data while people are served: the file is written anew when that holds nobody up."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.store import Store

__all__ = ["Tending"]

_QUIET = 60.0  # seconds without a change
_LATEST = 3600.0  # seconds after which it is done though people are busy

_log = logging.getLogger("netlearn")


class Tending:
    """Looks at a store now and then, for as long as its server runs.

    Parameters
    ----------
    store : Store
        The server's own.
    clock : callable
        The time in seconds, never going back.
    """

    def __init__(self, store: Store, clock: Callable[[], float] = time.monotonic) -> None:
        self._store, self._clock = store, clock
        self._changed = self._clean = clock()
        self._known = store.pulse()

    def look(self) -> bool:
        """Write the file anew if that is due and nobody is busy; return whether anybody left since the last look.

        Where the data cannot be read, or there is no room, the log says so and it is tried again.
        """
        try:
            return self._look()
        except StoreError as problem:
            _log.warning("The data could not be looked after: %s", problem)
            return False

    def finish(self) -> None:
        """Write the file anew if that is due: nobody is served any more."""
        try:
            if self._store.wipe_due:
                self._store.wipe()
        except StoreError as problem:
            _log.warning(
                "Somebody was taken out, and the file is still to be written anew: netlearn remove\n%s", problem
            )

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
