"""Who answers on this page, and how to hand the device on."""

from __future__ import annotations

from netlearn_widgets.widgets.container import Container

__all__ = ["WhoWidget"]


class WhoWidget(Container):
    """Asks for the join code where none is known; then says who answers, takes a name, and passes to the next person.

    One laptop serves a whole room: the group answers together, or person after person.
    """

    noun = "who"

    def __repr__(self) -> str:
        title = self.visit.get("title")
        return (
            f"Workshop: {title}. Answers on this page are yours; a name is optional." if title else super().__repr__()
        )
