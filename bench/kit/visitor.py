"""A person on one of our pages, without a browser: what the page's scripts send and hear, in the same order."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from kit.jupyter import PROTOCOL, Heard, decode, encode
from kit.wire import Closed, Response, Socket, request

__all__ = ["PageRefused", "Visitor"]

_AGAIN = 0.7  # seconds; how soon a page asks once more for the states of its widgets
_HELLO_AGAIN = 4.0
_BEAT = 10.0
_OF_WIDGETS = ("comm_bundle", "comm_open", "comm_msg", "comm_close")
_KERNEL = re.compile(r'data-kernel="([0-9a-f-]{36})"')
_PASS = re.compile(r'data-pass="([^"]*)"')
_OK, _MISSING = 200, 404
# How a page is asked to turn, and the trait that says where it is; a host moves others.
_TURNING = {"join": "step", "screen": "slide", "host": "led"}


class PageRefused(Exception):
    """The server gave something else than the page."""


class Visitor:
    """One browser: its token, and what its page knows.

    Parameters
    ----------
    url : str
        The server's address, with a slash at its end.
    page : str
        "join", "screen" or "host".
    code : str
        The workshop's join code.
    patience : float
        Seconds any step may take before it counts as failed.
    """

    def __init__(self, url: str, *, page: str = "join", code: str = "", patience: float = 120) -> None:
        self.url, self.page, self.code, self.patience = url, page, code, patience
        self.token = uuid4().hex
        self.models: dict[str, dict[str, Any]] = {}
        self.at = 0
        self.watch: Callable[[bytes, float], None] | None = None
        self.lost = False
        self._answered: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._news = asyncio.Condition()
        self._tasks: list[asyncio.Task[None]] = []
        self._socket: Socket | None = None
        self._kernel = self._pass = ""
        self._session = uuid4().hex
        self._cookies: dict[str, str] = {}
        self._welcomed = self._told = False

    # Coming

    async def open(self) -> None:
        """Load the page, connect to its kernel, and know the state of every widget."""
        await self.load()
        await self.connect()

    async def load(self) -> Response:
        """Load the page; nothing is connected yet."""
        cookies = {"Cookie": "; ".join(f"{k}={v}" for k, v in self._cookies.items())} if self._cookies else {}
        response = await asyncio.wait_for(request(self.url + self.page, headers=cookies), self.patience)
        kernel, shown = _KERNEL.search(response.text), _PASS.search(response.text)
        if response.status != _OK or kernel is None or shown is None:
            raise PageRefused(f"/{self.page} answered {response.status}: {response.text[:300]!r}")
        self._kernel, self._pass = kernel[1], shown[1]
        self._cookies |= response.cookies
        self.models = {}
        return response

    async def connect(self, *, again: bool = False) -> None:
        """Open the WebSocket and ask for the widgets' states until they are told."""
        self._session = uuid4().hex
        self._told = self.lost = False
        address = f"{self.url.replace('http', 'ws', 1)}api/kernels/{self._kernel}/channels?session_id={self._session}"
        self._socket = await asyncio.wait_for(
            Socket.open(address, protocol=f"{PROTOCOL}, netlearn.{self._pass}", cookies=self._cookies), self.patience
        )
        self._tasks = [asyncio.create_task(self._listen(self._socket)), asyncio.create_task(self._beat())]
        told = asyncio.create_task(self._until(lambda: self._told))
        while not told.done():
            self._ask()
            await asyncio.wait([told], timeout=_AGAIN)
        await told
        if again:
            await self.hello(again=True)

    def _ask(self) -> None:
        control = uuid4().hex
        self._send("comm_open", {"comm_id": control, "target_name": "jupyter.widget.control", "data": {}})
        self._send("comm_msg", {"comm_id": control, "data": {"method": "request_states"}})

    async def hello(self, **more: str | bool) -> None:
        """Say who is visiting, again until the kernel says welcome."""
        self._welcomed = False
        place = await self.place()
        welcome = asyncio.create_task(self._until(lambda: self._welcomed))
        while not welcome.done():
            self._custom(place, {"type": "hello", "code": self.code, "token": self.token, "at": self.at, **more})
            await asyncio.wait([welcome], timeout=_HELLO_AGAIN)
        await welcome

    async def join(self) -> None:
        """Press "Join" without a name; returns when the first step's questions are there."""
        await self.hello(name="", join=True)
        await self.go(self.at)

    async def joined(self) -> bool:
        """Whether the page takes the visitor for a participant."""
        return bool(self.models[await self.place()]["visit"].get("joined"))

    async def place(self) -> str:
        """Return the id of the page's own widget."""
        trait = _TURNING[self.page]
        await self._until(lambda: any(trait in state for state in self.models.values()))
        return next(name for name, state in self.models.items() if trait in state)

    async def questions(self, *keys: str) -> dict[str, str]:
        """Return the ids of the step's question widgets by the question's key, once those named (or any) are there."""
        await self._until(lambda: set(keys) <= set(self._asked()) if keys else bool(self._asked()))
        return self._asked()

    def _asked(self) -> dict[str, str]:
        return {state["spec"]["key"]: name for name, state in self.models.items() if state.get("spec")}

    # Being there

    async def answer(self, key: str, value: object, name: str = "") -> tuple[str, float]:
        """Answer a question; return the answer's id and the seconds until the page says that it is saved.

        Raises
        ------
        Closed
            The connection ended before anything was said: it may be saved or not.
        """
        name, widget = name or uuid4().hex, (await self.questions(key))[key]
        sent = time.perf_counter()
        news = await self._told_of(name, widget, {"type": "answer", "id": name, "value": value})
        if news["type"] != "saved":
            raise RuntimeError(f"An answer to {key!r} was {news['type']}: {news.get('message')}")
        return name, time.perf_counter() - sent

    async def here(self) -> None:
        """Say that the page is open, as it does every moment."""
        self._custom(await self.place(), {"type": "here", "open": True, "typing": ""})

    async def act(self, name: str, **act: str) -> None:
        """Do something as the host; returns when it is done."""
        news = await self._told_of(name, await self.place(), {"type": "act", "id": name, **act})
        if news["type"] != "done":
            raise RuntimeError(f"{act} was {news['type']}: {news.get('message')}")

    async def _told_of(self, name: str, widget: str, content: dict[str, Any]) -> dict[str, Any]:
        if self.lost:
            raise Closed
        self._answered[name] = asyncio.get_running_loop().create_future()
        self._custom(widget, content)
        try:
            return await asyncio.wait_for(self._answered[name], self.patience)
        finally:
            del self._answered[name]

    async def go(self, number: int) -> None:
        """Turn to a step, or to a picture of the screen; returns when all its widgets are there."""
        place, shown = await self.place(), _TURNING[self.page]
        self.at = number
        if self.models[place][shown].get("index") != number:
            self._custom(place, {"type": "go", shown: number})
        await self._until(lambda: self._shows(self.models[place], shown, number))

    def _shows(self, state: dict[str, Any], shown: str, number: int) -> bool:
        held = {ref.removeprefix("anywidget:") for ref in state["items"]}
        return bool(state[shown].get("index") == number and held <= set(self.models))

    # Going, and coming back

    async def leave(self) -> None:
        """Close the page: the browser says goodbye for it."""
        self._drop()
        body = f"pass={self._pass}".encode()
        headers = {
            "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
            "Origin": self.url.rstrip("/"),
            "Cookie": "; ".join(f"{k}={v}" for k, v in self._cookies.items()),
        }
        await request(f"{self.url}api/kernels/{self._kernel}/leave", "POST", headers=headers, body=body)

    def close(self) -> None:
        """Be closed by the phone's task switcher: the connection ends, nothing else is said."""
        self._drop()

    def fall_asleep(self) -> None:
        """Neither hear nor answer from now on, with the connection left open."""
        for task in self._tasks:
            task.cancel()

    async def wake(self) -> bool:
        """Come back as the page's scripts do; return whether the kernel was still there."""
        if self._socket is not None:
            self._socket.abort()
        self._drop()
        response = await request(f"{self.url}api/kernels/{self._kernel}", headers={"X-Netlearn-Pass": self._pass})
        if response.status == _OK:
            await self.connect(again=True)
            return True
        if response.status != _MISSING:
            raise PageRefused(f"The kernel's address answered {response.status}.")
        await self.open()
        await self.hello()
        return False

    def _drop(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._tasks = []
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    # Messages

    def _send(self, kind: str, content: dict[str, Any], channel: str = "shell") -> None:
        if self._socket is None:
            raise Closed
        self._socket.send(encode(self._session, kind, content, channel=channel)[1])

    def _custom(self, widget: str, content: dict[str, Any]) -> None:
        self._send("comm_msg", {"comm_id": widget, "data": {"method": "custom", "content": content}})

    async def _beat(self) -> None:
        while True:
            self._send("kernel_info_request", {}, "control")
            await asyncio.sleep(_BEAT)

    async def _listen(self, socket: Socket) -> None:
        try:
            while True:
                await self._hear(decode(await socket.receive()))
        except Closed:
            self.lost = True
            for waiting in self._answered.values():
                if not waiting.done():
                    waiting.set_exception(Closed)
            async with self._news:
                self._news.notify_all()

    async def _hear(self, heard: Heard) -> None:
        if self.watch is not None:
            self.watch(heard.raw, time.perf_counter())
        for kind, content in heard.messages if heard.type in _OF_WIDGETS else ():
            self._take(kind, content)
        async with self._news:
            self._news.notify_all()

    def _take(self, kind: str, content: dict[str, Any]) -> None:
        if kind == "comm_open":
            self.models[content["comm_id"]] = content["data"].get("state", {})
            return
        if kind == "comm_close":
            self.models.pop(content["comm_id"], None)
            return
        data = content["data"]
        if data.get("method") == "update_states":
            self.models |= {name: told["state"] for name, told in data["states"].items()}
            self._told = True
        elif data.get("method") == "update" and content["comm_id"] in self.models:
            self.models[content["comm_id"]] |= data["state"]
        elif data.get("method") == "custom":
            said = data["content"]
            self._welcomed = self._welcomed or said.get("type") == "welcome"
            future = self._answered.get(said.get("id", ""))
            if future is not None and not future.done():
                future.set_result(said)

    async def _until(self, holds: Callable[[], bool]) -> None:
        """Wait until this holds; raise Closed when the connection ends before."""
        async with asyncio.timeout(self.patience), self._news:
            await self._news.wait_for(lambda: self.lost or holds())
        if not holds():
            raise Closed
