"""The shared screen: what the group said, large."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from traitlets import Dict, List

from netlearn_widgets.widgets.container import Container, OnUnsent
from netlearn_widgets.widgets.noun import Message

__all__ = ["ScreenWidget"]


class ScreenWidget(Container):
    """Shows one picture at a time, to be read from ten metres; keys and buttons turn the pages.

    Parameters
    ----------
    on_go : callable
        Called with the number of the picture to show, counted from 0; the first invites people to join.
    on_hello, on_unsent
        As for any container.
    """

    noun = "screen"
    hears: ClassVar[tuple[str, ...]] = ("hello", "answer", "go")
    sheets: ClassVar[tuple[str, ...]] = ("question", "container", "results", "room", "screen")

    slides = List(Dict(), help="All pictures: step (its title) and prompt").tag(sync=True)
    slide = Dict(help="What is shown: index, step, prompt; how many answered, joined (people), are here").tag(sync=True)
    room = Dict(help="What the host says: message (id, text), timer (when it ends)").tag(sync=True)
    join = Dict(help="How to join: link, code, qr (a tree)").tag(sync=True)

    def __init__(
        self,
        *,
        on_go: Callable[[int], None],
        on_hello: Callable[[Message], None],
        on_unsent: OnUnsent,
    ) -> None:
        self._go = on_go
        super().__init__(on_hello=on_hello, on_unsent=on_unsent)

    def on_go(self, message: Message) -> None:
        """Show another picture."""
        slide = message.get("slide")
        self._go(slide if isinstance(slide, int) else 0)
