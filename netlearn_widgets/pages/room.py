"""What a host tells everybody: the message and the timer, as every page shows them."""

from __future__ import annotations

import datetime as dt

from netlearn_widgets.model.question import Json
from netlearn_widgets.model.record import Record

__all__ = ["milliseconds", "told_all"]


def told_all(record: Record) -> dict[str, Json]:
    """The message (id, text) or None, and when the timer ends or None."""
    led = record.steering
    return {
        "message": vars(led.message) if led.message else None,
        "timer": milliseconds(led.timer) if led.timer else None,
    }


def milliseconds(time: dt.datetime) -> int:
    """The time as browsers count it: since 1970."""
    return round(time.timestamp() * 1000)
