"""What is done in a workshop that is no answer: a host steers, people sort ideas into themes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from netlearn_widgets.model.question import Json
from netlearn_widgets.model.workshop import new_id, now

__all__ = ["BY_HOST", "BY_PARTICIPANT", "BY_STORE", "UNTOLD", "WHERE_NOBODY_LEADS", "Act", "leads", "shows"]

BY_HOST = frozenset({"settings", "agenda", "step", "state", "timer", "message", "note", "hide", "close"})
"""The kinds only somebody with the host key may do."""

WHERE_NOBODY_LEADS = frozenset({"decide", "reveal", "tally"})
"""The kinds only a host may do in a round that one leads; in a self-guided round a participant may, the last two where
results are shown together."""

BY_PARTICIPANT = frozenset({"theme", "group", "merge", "dots"})
"""The kinds a participant does; a host may do them too, but for dots, which are a person's own."""

BY_STORE = frozenset({"left"})
"""The kind a store does by itself when it takes somebody out of a workshop: see `netlearn_widgets.model.leaving`."""

UNTOLD = "named"
"""The kind under which a store keeps what hosts are asked about names: it is part of no record and no export. See
`netlearn_widgets.store.unnaming`."""


@dataclass(frozen=True, kw_only=True)
class Act:
    """Something done at one time; acts are added, never overwritten, and what holds now is read from all of them.

    Attributes
    ----------
    kind : str
        One of `BY_HOST`, `BY_PARTICIPANT`, `WHERE_NOBODY_LEADS` or `BY_STORE`.
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
    seq : int
        Its place in the history of the workshop, 0 before it is kept.
    """

    kind: str
    value: Json
    question: str = ""
    participant: str = ""
    round: int = 1
    id: str = field(default_factory=new_id)
    at: dt.datetime = field(default_factory=now)
    seq: int = field(default=0, compare=False, repr=False)


def leads(act: Act) -> bool:
    """Whether a host leads the round by this act: moves the group, or shows what it said.

    Examples
    --------
    >>> leads(Act(kind="reveal", question="types", value={"shown": True})), leads(Act(kind="timer", value={}))
    (True, False)
    """
    return act.kind == "step" or (act.kind == "reveal" and shows(act) and not act.participant)


def shows(act: Act) -> bool:
    """Whether an act of a kind that shows or hides something shows it."""
    return isinstance(act.value, dict) and act.value.get("shown") is True
