"""The administrator's list of workshops."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from traitlets import Dict, List

from netlearn_widgets.model.question import Json
from netlearn_widgets.widgets.noun import Message, Noun

__all__ = ["WorkshopsWidget"]


class WorkshopsWidget(Noun):
    """Lists workshops, makes new ones, and gives, closes and deletes them.

    Every message brings the administrator's key; what became of it comes back as ``done`` with the message's id.

    Parameters
    ----------
    on_ask : callable
        Does what a message asks for: called with its type and the message, returns what the browser is told; raises
        NetlearnError when it cannot be, or may not.
    """

    noun = "workshops"
    hears: ClassVar[tuple[str, ...]] = ("hello", "guide", "make", "room", "close", "export", "delete")
    sheets: ClassVar[tuple[str, ...]] = ("question", "container", "workshops")

    visit = Dict(help="Who is visiting: state ('new', 'locked', 'here'), problem").tag(sync=True)
    workshops = List(Dict(), help="Each: id, code, title, made, invented, people, answers, closed").tag(sync=True)
    choices = Dict(help="What a new workshop may be: steps (key, title, minutes), least, most, threshold, longest").tag(
        sync=True
    )

    def __init__(self, *, on_ask: Callable[[str, Message], dict[str, Json]]) -> None:
        self._ask = on_ask
        super().__init__(visit={"state": "new"})

    def on_hello(self, message: Message) -> None:
        """Do what the message asks for, and say what became of it."""
        kind = str(message["type"])
        self.send({"type": "done", "id": str(message.get("id", ""))[:40], **self._ask(kind, message)})

    on_guide = on_make = on_room = on_close = on_export = on_delete = on_hello

    def __repr__(self) -> str:
        return "(shown when somebody opens the page)"
