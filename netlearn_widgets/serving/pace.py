"""How often one page, and one address, may do what reaches into others' words or makes everybody read anew.

Far more than people do at a table, far less than a program does. What is held up is told so in words and comes again by
itself: nothing is lost.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from netlearn_widgets.serving.buckets import Buckets

__all__ = ["Pace"]

# A burst and so many a second after it, for a page and for an address: a room of 300 people behind one router joins
# within a minute. How many people a page may be is counted where they join: a server does not know who is new.
_MEASURES = {
    "leave": ((3, 1 / 300), (30, 1 / 20)),
    "join": ((30, 1 / 2), (240, 4)),
    "deed": ((60, 1), (600, 20)),
}
_DEEDS = frozenset({"sort", "propose", "decide"})
_WORDS = {
    "leave": "People were taken out from here several times just now. Wait some minutes, then try again.",
    "join": "Many people joined from here just now. It is tried again by itself.",
    "deed": "Much was changed from here just now. It is tried again by itself.",
}


class Pace:
    """Counts what pages do with others' words, by page and by address.

    Parameters
    ----------
    clock : callable
        The time in seconds, never going back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._buckets = {
            kind: [Buckets(burst=burst, per_second=rate, clock=clock) for burst, rate in measures]
            for kind, measures in _MEASURES.items()
        }

    def judge(self, page: str, address: str, said: Mapping[str, Any]) -> str:
        """Return "" where a message may be handed on to the page's kernel, else words for whoever sent it."""
        kind = _kind(said)
        if not kind:
            return ""
        of_page, of_address = self._buckets[kind]
        return "" if of_page.take(page) and of_address.take(address) else _WORDS[kind]


def _kind(said: Mapping[str, Any]) -> str:
    match said:
        case {"type": "leave"}:
            return "leave"
        case {"type": "hello", "join": True} | {"type": "hello", "name": str()}:
            return "join"
        case {"type": str(kind)} if kind in _DEEDS:
            return "deed"
    return ""
