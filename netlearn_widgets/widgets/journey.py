"""A participant's way through all steps, on one page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from traitlets import Dict, List

from netlearn_widgets.widgets.container import Container
from netlearn_widgets.widgets.noun import Message

__all__ = ["JourneyWidget"]


class JourneyWidget(Container):
    """Joins a participant, then shows one step at a time without a reload, and their own answers at any time.

    Parameters
    ----------
    on_go : callable
        Called with the number of the step to show, counted from 0.
    on_mine : callable
        Returns the participant's own answers: ``[{"title": step, "answers": [{"prompt": str, "words": [str]}]}]``.
    on_leave : callable
        Takes the participant out of the workshop, with all they said, and returns in words what went and what waits.
    on_enter : callable
        Called with a personal code: the participant is who they were on another device.
    on_code : callable
        Returns a new personal code for another device.
    others
        As for a container.
    """

    noun = "journey"
    hears: ClassVar[tuple[str, ...]] = ("hello", "here", "answer", "go", "mine", "leave", "enter", "code")
    sheets: ClassVar[tuple[str, ...]] = ("question", "container", "joining", "room")

    steps = List(Dict(), help="Today's steps: title, state, how many of their questions are answered").tag(sync=True)
    room = Dict(help="What the host says: message, timer, step (the group's, or -1), call (the act)").tag(sync=True)
    step = Dict(help="The step that is shown: index, title, why, minutes, note, terms, source").tag(sync=True)

    def __init__(
        self,
        *,
        on_go: Callable[[int], None],
        on_mine: Callable[[], list[dict[str, object]]],
        on_leave: Callable[[], str],
        on_enter: Callable[[str], None],
        on_code: Callable[[], str],
        **others: Any,  # noqa: ANN401  a container checks them
    ) -> None:
        self._go = on_go
        self._mine = on_mine
        self._leave = on_leave
        self._enter = on_enter
        self._code = on_code
        super().__init__(**others)

    def on_go(self, message: Message) -> None:
        """Show another step."""
        step = message.get("step")
        self._go(step if isinstance(step, int) else 0)

    def on_mine(self, message: Message) -> None:
        """Send the participant's own answers to the page that asks for them."""
        self.send({"type": "mine", "id": str(message.get("id", "")), "steps": self._mine()})

    def on_leave(self, message: Message) -> None:
        """Take the participant out: nothing of theirs is kept."""
        self.reply(message, "left", self._leave())

    def on_enter(self, message: Message) -> None:
        """Take the visitor for somebody who was here on another device."""
        self._enter(str(message.get("code", "")))
        self.reply(message, "entered")

    def on_code(self, message: Message) -> None:
        """Show a personal code to the participant, and to nobody else."""
        self.reply(message, "code", self._code())
