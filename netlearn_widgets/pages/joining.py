"""What a page says to somebody who is about to join, or has: what they are asked for, and what they are promised."""

from __future__ import annotations

from netlearn_widgets.model.naming import aliases
from netlearn_widgets.model.privacy import promises
from netlearn_widgets.model.question import Json
from netlearn_widgets.pages.place import Place
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.widgets.container import Container

__all__ = ["Asking", "invitation"]

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


class Asking(Place):
    """Asks who answers on this page, in the way the workshop does."""

    def __init__(self, visit: Visit, widget: Container) -> None:
        super().__init__(widget, lambda: ())
        self._visit = visit

    def tell(self, visit: dict[str, Json]) -> None:
        """Tell the page who is visiting, and what they are asked for."""
        super().tell(visit | invitation(self._visit) if self._visit.opened else visit)
