"""The host page's widget: it does what a host asks for and says what became of it; it takes no answers."""

from __future__ import annotations

from typing import Any

import pytest

from netlearn_widgets.model.errors import Closed, InvalidAnswer, NotHost, StoreError
from netlearn_widgets.widgets.host import HostWidget
from netlearn_widgets.widgets.noun import Message


def said(problem: Exception | None, kind: str = "act") -> tuple[str, str, list[Message]]:
    """Return how the widget answers a message whose act ends like this, and what it was asked to do."""
    asked: list[Message] = []
    heard: list[dict[str, Any]] = []

    def act(message: Message) -> None:
        asked.append(message)
        if problem:
            raise problem

    widget = HostWidget(on_hello=lambda _message: None, on_act=act)
    widget.send = lambda content, buffers=None: heard.append(content)  # noqa: ARG005
    widget._handle_custom_msg({"type": kind, "id": "1", "kind": "close", "closed": True}, [])  # noqa: SLF001
    return heard[-1]["type"], heard[-1]["message"], asked


def test_an_act_that_is_done_is_said_to_be():
    kind, _, asked = said(None)

    assert (kind, asked[0]["kind"]) == ("done", "close")


@pytest.mark.parametrize("problem", [InvalidAnswer("Too long."), NotHost("No key.")])
def test_an_act_that_cannot_be_is_refused_in_its_own_words(problem: Exception):
    assert said(problem)[:2] == ("refused", str(problem))


@pytest.mark.parametrize("problem", [StoreError("No room."), Closed("Not now.")])
def test_what_may_be_done_later_is_told_so_that_the_page_tries_again(problem: Exception):
    assert said(problem)[0] == "failed"


@pytest.mark.parametrize("kind", ["answer", "step", "close", "", None])
def test_nothing_else_is_heard(kind: Any):
    """Nobody answers on the host page, and an act has no other way."""
    outcome, _, asked = said(None, kind)

    assert (outcome, asked) == ("refused", [])
