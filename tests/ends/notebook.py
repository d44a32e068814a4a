"""JupyterLab in a terminal of its own, and somebody who runs cells there and answers."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any, ClassVar

from ends.terminal import Terminal
from visitors import Message, Visitor

from netlearn_widgets.model.workshop import new_id

__all__ = ["Lab", "Notebook"]

TOKEN = "ada"  # noqa: S105  of a server that lives for one test
FIRST = "from netlearn_widgets import workbook\nbook = workbook()\nbook.who()"
SECOND = 'book.ask("types_decides")'


class Lab(Terminal):
    """`netlearn lab` in the foreground of a terminal."""

    own_env: ClassVar[dict[str, str]] = {"JUPYTER_TOKEN": TOKEN}

    def answers(self) -> bool:
        """Whether JupyterLab answers."""
        try:
            with urllib.request.urlopen(f"{self.url}api", timeout=2) as response:  # noqa: S310  our own server
                return bool(response.status == 200)
        except (urllib.error.URLError, OSError):
            return False


class Notebook(Visitor):
    """A notebook with a kernel of its own; what its widgets say is heard as JupyterLab hears it."""

    headers: ClassVar[Message] = {"Authorization": f"token {TOKEN}"}

    def __init__(self, server: Lab) -> None:
        self.server = server
        self.kernel = self.posts("/api/kernels")["id"]
        self.shown = self.model = ""
        self.widgets: dict[str, Message] = {}
        self._begin()

    def posts(self, path: str) -> Message:
        """Ask Lab to do something, and return what it says."""
        answer = self.server.request("POST", path, "{}", Authorization=f"token {TOKEN}")
        assert answer.status < 300, answer.text
        return dict(json.loads(answer.text or "{}"))

    def restart(self) -> None:
        """Restart the kernel, as the button in Lab does."""
        self.posts(f"{self.path}/restart")

    async def hear(self) -> tuple[str, Message]:
        kind, content = await super().hear()
        if kind == "comm_open":
            self.widgets[content["comm_id"]] = content["data"].get("state", {})
        elif kind == "comm_close":
            self.widgets.pop(content["comm_id"], None)
        return kind, content

    async def run(self, code: str) -> None:
        """Run a cell, with success."""
        await self.send("execute_request", {"code": code, "silent": False, "store_history": True, "allow_stdin": False})
        replied = begun = idle = False  # the reply and the rest come on channels of their own, in any order
        while not (replied and idle):
            kind, content = await self.hear()
            replied = replied or kind == "execute_reply"
            begun = begun or kind == "execute_input"
            idle = idle or (begun and content.get("execution_state") == "idle")
            assert kind != "error", content

    async def join(self, name: str) -> None:
        """Say who answers here."""
        self.model = [widget for widget, state in self.widgets.items() if "visit" in state][-1]  # of the newest book
        said = await self.ask(type="hello", id="hello", token="a" * 32, join=True, name=name)
        assert said["type"] == "welcome", said

    async def answer(self, name: str, key: str, value: Any) -> list[Any]:
        """Answer a question that a cell shows, see it saved, and return what the file must hold."""
        asks = [widget for widget, state in self.widgets.items() if (state.get("spec") or {}).get("key") == key]
        answer = new_id()
        said = await self.ask(asks[-1], type="answer", id=answer, value=value)
        assert said["type"] == "saved", said
        return [answer, name, key, value]
