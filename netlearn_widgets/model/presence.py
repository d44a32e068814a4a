"""Who has a page open now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from netlearn_widgets.model.workshop import now

__all__ = ["Presence"]


@dataclass(frozen=True, kw_only=True)
class Presence:
    """One open page of a workshop. It is no part of the history: when the page is closed, nothing of it is kept.

    Attributes
    ----------
    page : str
        A name no other page has.
    participant : str
        Whose page it is, or "" while nobody has joined on it.
    step : str
        The key of the step it shows, or "".
    typing : str
        The key of the question somebody is answering on it just now, or "".
    seen : datetime
        When the page last said so.
    """

    page: str
    participant: str = ""
    step: str = ""
    typing: str = ""
    seen: dt.datetime = field(default_factory=now)
