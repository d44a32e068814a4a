"""What a host took out of sight, and why: a log that repeats nobody's words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.themes import fits

__all__ = ["Entry", "log"]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One time a host hid a card, or showed it again (``hidden`` False, without a reason)."""

    round: int
    question: str
    card: str
    hidden: bool
    reason: str
    at: dt.datetime


def log(acts: Iterable[Act]) -> tuple[Entry, ...]:
    """Every time a card was hidden or shown again, in the order it was done.

    Examples
    --------
    >>> [(entry.hidden, entry.reason) for entry in log([Act(kind="hide", value={"card": "c1", "reason": "A name"})])]
    [(True, 'A name')]
    """
    return tuple(_entry(act) for act in acts if act.kind == "hide" and fits(act))


def _entry(act: Act) -> Entry:
    hidden = act.value.get("hidden") is not False
    return Entry(
        round=act.round,
        question=act.question,
        card=act.value["card"],
        hidden=hidden,
        reason=act.value["reason"] if hidden else "",
        at=act.at,
    )
