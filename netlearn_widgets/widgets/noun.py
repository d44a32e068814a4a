"""The root of all widgets of this package."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from functools import cache
from typing import Any, ClassVar

import anywidget
from ipywidgets import Layout
from traitlets import Unicode, default

from netlearn_widgets.model.errors import (
    Closed,
    Crowded,
    InvalidAnswer,
    NetlearnError,
    NotHere,
    NotJoined,
    Overfull,
    StoreError,
    UnknownWorkshop,
)
from netlearn_widgets.model.question import Json
from netlearn_widgets.widgets import assets

__all__ = ["Message", "Noun", "numbered", "told"]

Message = dict[str, Any]
"""A message from or to the browser; ``type`` says which."""

_log = logging.getLogger("netlearn")

_FAILED = (
    "This cannot be kept or read at the moment; it is tried again by itself. If this stays, tell the person who runs "
    "the workshop: the window where the server was started says why."
)


def told(problem: NetlearnError) -> str:
    """What a browser is told of a problem: its words; on a served page none that may name a file or a database."""
    if (
        "NETLEARN_SERVED" not in os.environ
        or not isinstance(problem, StoreError)
        or isinstance(problem, UnknownWorkshop)
    ):
        return str(problem)
    _log.error("%s", problem)
    return _FAILED


def numbered(message: Message) -> str:
    """Return the number a page gave what it sent, by which it is kept once; raise InvalidAnswer where it gave none."""
    name = message.get("id")
    if not isinstance(name, str) or not 0 < len(name) <= 40:  # noqa: PLR2004  twice what the browser makes
        problem = "The page sent something without a number. Please reload it."
        raise InvalidAnswer(problem)
    return name


class Noun(anywidget.AnyWidget):
    """A widget whose script and style bear its noun, and that answers messages by their type.

    A message ``{"type": "answer", …}`` from the browser calls ``on_answer(message)``. A message of a type the widget
    does not hear is refused in words, and logged; refused in words too is one whose handler raises NetlearnError. Where
    it could not be kept for now (StoreError, Closed, Crowded, NotHere, NotJoined), the browser is told that it failed,
    and tries again.
    """

    noun: ClassVar[str]
    """The name of its script, and of what the script exports in a bundle."""
    sheets: ClassVar[tuple[str, ...]] = ()
    """The style sheets it needs beside the theme and the one that bears its noun."""
    hears: ClassVar[tuple[str, ...]] = ()
    """The types of message it takes from a browser."""

    _esm = Unicode(help="The script, or the place to import it from").tag(sync=True)
    _css = Unicode(help="The style, or nothing where the page links it").tag(sync=True)
    _anywidget_id = Unicode(help="The name of the class").tag(sync=True)

    def __init__(self, **traits: object) -> None:
        super().__init__(_esm=assets.script(self.noun), _css=assets.style(*self.sheets, self.noun), **traits)
        self._refused = False
        self.on_msg(self._on_message)

    def add_traits(self, **traits: Any) -> None:  # noqa: ANN401  as inherited
        """Add what the class lacks, if anything: an instance with traits of its own needs a class of its own."""
        if lacking := {name: trait for name, trait in traits.items() if not self.has_trait(name)}:
            super().add_traits(**lacking)

    @default("_anywidget_id")
    def _name(self) -> str:
        return f"{type(self).__module__}.{type(self).__name__}"

    @default("layout")
    def _shared_layout(self) -> Layout:
        return _layout()

    @property
    def ref(self) -> str:
        """How another widget's script names this one: ``host.getWidget(ref)``."""
        return f"anywidget:{self.model_id}"

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take no state from a browser: what it wants it says in messages, and those are checked."""

    def _on_message(self, _widget: object, message: Message, _buffers: object) -> None:
        message = message if isinstance(message, dict) else {}
        try:
            self._handler(message)(message)
        except (StoreError, Closed, Crowded, NotHere, NotJoined) as problem:
            self.reply(message, "failed", told(problem))
        except Overfull as problem:
            self.reply(message, "refused", str(problem), value=problem.value, base=problem.base)
        except NetlearnError as problem:
            self.reply(message, "refused", str(problem))

    def _handler(self, message: Message) -> Callable[[Message], None]:
        kind = message.get("type")
        if kind not in self.hears:
            self._note_refusal()
            problem = f"This page does not understand {kind!r:.40}. Please reload it."
            raise NetlearnError(problem)
        handler: Callable[[Message], None] = getattr(self, f"on_{kind}")
        return handler

    def _note_refusal(self) -> None:
        """Tell the log once of each widget: a page may send a lot, and nothing of it is written down."""
        if not self._refused:
            _log.warning("A page asked its widget %r for something that this widget does not do.", self.noun)
        self._refused = True

    def reply(self, message: Message, kind: str, words: str = "", **more: Json) -> None:
        """Tell the browser what became of a message it sent."""
        self.send({"type": kind, "id": str(message.get("id", ""))[:40], "message": words, **more})


@cache
def _layout() -> Layout:
    """One for all widgets of a kernel: none of them uses it, and each of its own would be told to the browser."""
    return Layout()
