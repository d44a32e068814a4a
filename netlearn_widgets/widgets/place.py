"""A place in a notebook for the widgets one verb shows."""

from __future__ import annotations

from netlearn_widgets.widgets.container import Container

__all__ = ["PlaceWidget"]


class PlaceWidget(Container):
    """Holds what ``book.ask``, ``book.results`` or ``book.agree`` shows, once it is known who is visiting."""

    noun = "place"
