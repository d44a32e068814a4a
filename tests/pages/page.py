"""Somebody's page with a kernel of its own, as tests see it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from netlearn_widgets.model.question import Json
from netlearn_widgets.model.workshop import new_id
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.pages.workbook import Workbook
from netlearn_widgets.widgets.container import Container

__all__ = ["CODE", "Page"]

CODE = "KRTM-27"


class Page:
    """Somebody's page: what their browser sends, and what it is shown."""

    def __init__(self, data: Path, token: str, make: Callable[[Workbook], Container]) -> None:
        self.visit = Visit(str(data))
        self.token = token
        self.widget = make(Workbook(self.visit))
        self.heard: list[Json] = []
        self.widget.send = lambda content, buffers=None: self.heard.append(content)  # noqa: ARG005

    def send(self, kind: str, /, **content: Json) -> None:
        self.widget._handle_custom_msg({"type": kind, "id": new_id(), **content}, [])  # noqa: SLF001  as ipywidgets hands it on

    def hello(self, **content: Json) -> None:
        self.send("hello", code=CODE, token=self.token, **content)

    def comes_as(self, token: str, **content: Json) -> None:
        """Be somebody else at the same browser from now on."""
        self.token = token
        self.hello(**content)

    def say(self, question: str, value: Json) -> str:
        """Answer a question; return what became of it."""
        self.send("answer", question=question, value=value)
        return str(self.heard[-1]["type"])

    def question(self, key: str) -> Container:
        return next(one for one in self.widget.held if getattr(one, "spec", {}).get("key") == key)
