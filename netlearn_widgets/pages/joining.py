"""What a page says to somebody who is about to join, or has: what they are asked for, and what they are promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netlearn_widgets.model.naming import aliases
from netlearn_widgets.model.privacy import promises
from netlearn_widgets.model.question import Json

if TYPE_CHECKING:
    from netlearn_widgets.pages.visit import Visit

__all__ = ["invitation"]

_OFFERED = 6  # made-up names to choose from, one after the other


def invitation(visit: Visit) -> dict[str, Json]:
    """How this workshop calls people (``names``), made-up names to take (``offered``) and the note on ``privacy``."""
    record = visit.record
    asked = record.settings.names
    offers = asked == "aliases" and visit.participant is None
    taken = [one.name for one in record.participants]
    return {
        "names": asked,
        "offered": aliases(taken, _OFFERED) if offers else [],
        "privacy": [vars(one) for one in promises(record.settings, in_file="://" not in visit.store.url)],
    }
