"""What all containers share: they hear who is visiting and hold other widgets."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple, Protocol

from traitlets import Dict, List, Unicode

from netlearn_widgets.model.errors import InvalidAnswer
from netlearn_widgets.model.merging import UNKNOWN, Merged
from netlearn_widgets.model.question import Json
from netlearn_widgets.widgets.noun import Message, Noun

__all__ = ["Container", "OnUnsent", "Presence", "Writer"]


class Writer(NamedTuple):
    """Who wrote an answer that was kept in a browser, and when.

    Attributes
    ----------
    token : str
        Theirs, where the browser serves another person by now; "" means the person who is here.
    from_paper : bool
        Whether somebody else typed it in from their sheet of paper.
    round : int, optional
        The round it was written for; older scripts do not say it.
    owner : str
        Under which name the browser keeps it, where no token says whose it is; older scripts do not say it.
    """

    token: str = ""
    from_paper: bool = False
    round: int | None = None
    owner: str = ""

    @classmethod
    def of(cls, message: Message) -> Writer:
        """Read a writer from a message; raise InvalidAnswer where it names one and does not say who."""
        round_ = message.get("round")
        if round_ is not None and type(round_) is not int:
            problem = "The page does not say for which round this was written. Please reload it."
            raise InvalidAnswer(problem)
        if "of" not in message:
            return cls(round=round_, owner=str(message.get("owner") or ""))
        said = message["of"]
        token = said.get("token") if isinstance(said, dict) else None
        if not isinstance(token, str) or not token:
            problem = "The page does not say who wrote this, so it is not kept under anybody's name. Please reload it."
            raise InvalidAnswer(problem)
        return cls(token, said.get("paper") is True, round_)


OnUnsent = Callable[[str, str, Json, Json, Writer], Merged]
"""Keeps an answer to a question that may not be shown: called with its key, then as ``OnAnswer``, then its writer."""


class Presence(Protocol):
    """Who is told that a page is open."""

    def hear(self, typing: str) -> None:
        """The page is open; this question is being typed in, or none ("")."""

    def leave(self) -> None:
        """The page is closed."""


class Container(Noun):
    """A place for other widgets that says who is visiting.

    Its script's first message is ``hello`` with the join code and the browser's own token; ``visit`` then says who the
    kernel takes the visitor for. Answers kept in the browser for questions that are not shown come as ``answer`` too.

    Parameters
    ----------
    on_hello : callable
        Called with the message; sets ``visit`` and fills ``items``.
    on_unsent : callable
        See ``OnUnsent``.

    Attributes
    ----------
    presence : Presence or None
        Who is told that the page is open.
    """

    hears: ClassVar[tuple[str, ...]] = ("hello", "here", "answer")
    sheets: ClassVar[tuple[str, ...]] = ("question", "container", "joining")

    visit = Dict(
        help="Who is visiting: state ('new', 'asks', 'here', 'gone'), code, title, language, owner, round, joined, "
        "name, removed, problem, unknown (there is no such workshop), about (the field of the problem), notice (what "
        "others see of an open page); and what somebody who joins is told: names, offered, privacy"
    ).tag(sync=True)
    items = List(Unicode(), help="The widgets held here, as references").tag(sync=True)

    def __init__(
        self,
        *,
        on_hello: Callable[[Message], None],
        on_unsent: OnUnsent,
        **traits: object,
    ) -> None:
        self._hello = on_hello
        self._unsent = on_unsent
        self.presence: Presence | None = None
        self.held: list[Noun] = []
        super().__init__(**({"visit": {"state": "new"}} | traits))

    def on_hello(self, message: Message) -> None:
        """Learn who is visiting, and say welcome; after a lost connection, tell again what the page may have missed."""
        self._hello(message)
        if message.get("again"):
            for widget in (self, *self.held):
                widget.send_state([name for name in widget.keys if not name.startswith("_")])
        self.send({"type": "welcome", "id": str(message.get("id", ""))[:40], "now": round(time.time() * 1000)})

    def on_here(self, message: Message) -> None:
        """Hear that the page is open, and which question is being typed in; or that it closes."""
        if self.presence is None:
            return
        if message.get("open") is False:
            self.presence.leave()
        else:
            self.presence.hear(str(message.get("typing") or ""))

    def on_answer(self, message: Message) -> None:
        """Keep an answer that the browser could not send while its question was on the page.

        ``of`` names its writer where another person is here by now, and ``owner`` whoever the page takes for the person
        who is here; ``round`` is the round it was written for.
        """
        question, name = message.get("question"), message.get("id")
        if not isinstance(question, str) or not isinstance(name, str):
            problem = "The page sent an answer without a question. Please reload it."
            raise InvalidAnswer(problem)
        kept = self._unsent(question, name, message.get("value"), message.get("base", UNKNOWN), Writer.of(message))
        self.reply(message, "saved", question, said=" ".join(kept.said))

    def hold(self, widgets: Sequence[Noun]) -> None:
        """Hold these widgets and no others, in this order."""
        self.held = list(widgets)
        self.items = [widget.ref for widget in widgets]

    def __repr__(self) -> str:
        return "\n".join(map(repr, self.held)) or "(shown when somebody opens the page)"
