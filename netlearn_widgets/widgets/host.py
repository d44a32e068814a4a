"""The page of whoever leads a workshop: what everybody does, and every way to steer."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from traitlets import Dict, List

from netlearn_widgets.model.errors import NetlearnError
from netlearn_widgets.model.merging import Merged
from netlearn_widgets.model.question import Json
from netlearn_widgets.widgets.container import Container, Writer
from netlearn_widgets.widgets.noun import Message

__all__ = ["HostWidget"]


class HostWidget(Container):
    """Shows the agenda, the room and one step to steer; sends each act of the host as a message ``act``.

    Times are in milliseconds since 1970, by the server's clock.

    Parameters
    ----------
    on_hello : callable
        Called with the message, which brings the host key too.
    on_act : callable
        Does an act: called with the message, whose ``kind`` says which; raises NetlearnError when it cannot be.
    """

    noun = "host"
    hears: ClassVar[tuple[str, ...]] = ("hello", "act")
    sheets: ClassVar[tuple[str, ...]] = ("question", "container", "room", "host")

    agenda = List(Dict(), help="Today's steps: key, title, minutes, note, questions (key, prompt)").tag(sync=True)
    others = List(Dict(), help="The steps that are not on today's agenda: key, title, minutes").tag(sync=True)
    led = Dict(help="What holds: step, since, spent, states, shown, notes, closed").tag(sync=True)
    room = Dict(help="What stands on every phone: message (id, text), timer (when it ends)").tag(sync=True)
    named = List(Dict(), help="People who left and are still named: id, written, places, out, borne").tag(sync=True)
    deeds = List(Dict(), help="What people did to the cards: id, question, prompt, who, did, at").tag(sync=True)
    people = Dict(
        help="Who is here: joined, here, names, at (by step), answered, waiting (in words), typing (by question); and "
        "devices that several people joined on: people, names, sheets (typed in there)"
    ).tag(sync=True)

    def __init__(self, *, on_hello: Callable[[Message], None], on_act: Callable[[Message], None]) -> None:
        self._act = on_act
        super().__init__(on_hello=on_hello, on_unsent=_takes_none)

    def on_act(self, message: Message) -> None:
        """Do what the host asks for, and say that it is done."""
        self._act(message)
        self.reply(message, "done")


def _takes_none(question: str, name: str, value: Json, base: Json, writer: Writer) -> Merged:  # noqa: ARG001  as every container's
    problem = "Nobody answers on the host page. Please answer on the page to join."
    raise NetlearnError(problem)
