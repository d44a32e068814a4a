"""A container on a page and the parts it holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from netlearn_widgets.model.question import Json
from netlearn_widgets.pages.parts import Part
from netlearn_widgets.widgets.container import Container

__all__ = ["Place"]


class Place:
    """A container whose parts are made once it is known who is visiting, and made anew for another person.

    Parameters
    ----------
    widget : Container
    make : callable
        Returns the parts to hold.
    """

    pace = 0.6
    """Seconds between two looks at what others said: a page follows within a second."""

    def __init__(self, widget: Container, make: Callable[[], Sequence[Part]]) -> None:
        self.widget = widget
        self._make = make
        self.parts: Sequence[Part] = ()

    def fill(self) -> None:
        """Make the parts anew and hold them in the place of what was held."""
        for part in self.parts:
            part.widget.close()
        self.parts = self._make()
        self.widget.hold([part.widget for part in self.parts])

    def empty(self) -> None:
        """Hold nothing any more."""
        for part in self.parts:
            part.widget.close()
        self.parts = ()
        self.widget.hold([])

    def end(self, visit: dict[str, Json]) -> None:
        """Hold nothing any more, and tell the page why."""
        with self.widget.hold_sync():
            self.empty()
            self.widget.visit = visit

    def meet(self, *, anew: bool) -> None:
        """Be for the person who is now known: with parts of their own, or with those nobody else has seen yet."""
        if anew or not self.parts:
            self.fill()
        else:
            self.update()

    def update(self) -> None:
        """Bring every part up to date."""
        for part in self.parts:
            part.update()

    def tell(self, visit: dict[str, Json]) -> None:
        """Tell the page who is visiting."""
        self.widget.visit = visit
