"""What is done in a workshop that is no answer: a host steers, people sort ideas into themes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from netlearn_widgets.model.question import Json
from netlearn_widgets.model.workshop import new_id, now

__all__ = ["BY_HOST", "BY_PARTICIPANT", "Act"]

BY_HOST = frozenset(
    {"settings", "agenda", "step", "state", "reveal", "timer", "message", "note", "hide", "decide", "close"}
)
"""The kinds only somebody with the host key may do."""

BY_PARTICIPANT = frozenset({"theme", "group", "merge", "dots"})
"""The kinds a participant does; a host may do them too, but for dots, which are a person's own."""


@dataclass(frozen=True, kw_only=True)
class Act:
    """Something done at one time; acts are added, never overwritten, and what holds now is read from all of them.

    Attributes
    ----------
    kind : str
        One of `BY_HOST` or `BY_PARTICIPANT`.
    value : Json
        What was done, in the shape its kind asks for.
    question : str
        The key of the question it is about, or "".
    participant : str
        Who did it; "" is the host.
    round : int
    id : str
        Made where it is done, so that sending it twice does it once.
    at : datetime
    """

    kind: str
    value: Json
    question: str = ""
    participant: str = ""
    round: int = 1
    id: str = field(default_factory=new_id)
    at: dt.datetime = field(default_factory=now)
