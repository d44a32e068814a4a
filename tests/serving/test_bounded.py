"""No more visitors than the machine carries, held in a burst too; and no kernel for those who do not stay."""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest
from servers import Server
from tornado.httpclient import HTTPClientError
from visitors import BROWSER, Visitor, happens

from netlearn_widgets import serving
from netlearn_widgets.serving.limits import LARGEST_MESSAGE
from netlearn_widgets.serving.memory import visitors_for
from netlearn_widgets.serving.previews import is_preview

if TYPE_CHECKING:
    from conftest import Book

WAYS = [pytest.param(0, id="started"), *([pytest.param(1, id="forked")] if sys.platform == "linux" else [])]
"""Kernels started as programs, as everywhere, and forked, as on Linux."""

TELLER = """
import os
import anywidget

class Teller(anywidget.AnyWidget):
    _esm = "export default { render() {} }"

    def __init__(self):
        super().__init__()
        self.told = 0
        self.on_msg(self.tell)

    def tell(self, _, content, buffers):
        self.told += 1
        self.send({"process": os.getpid(), "told": self.told})

Teller()
"""


@pytest.fixture
def open_to(serve: Callable[..., Server], book: Book) -> Callable[..., Server]:
    """Serve a page at /step that tells its kernel's process: `open_to(visitors=…)`."""
    book.write("step", "# A step", TELLER)
    return serve


def kernels(server: Server) -> int:
    return int(json.loads(server.get("/health").text)["kernels"])


def until(server: Server, number: int) -> None:
    """Return when so many kernels live; the test's own time limit ends the wait."""
    while kernels(server) != number:
        pass


def test_forty_at_once_never_overrun_the_limit(open_to: Callable[..., Server]):
    """As many as there are places come in and get their kernel; all others are asked to wait."""
    server = open_to(visitors=5)
    with ThreadPoolExecutor(40) as room:
        everyone = list(room.map(lambda _: Visitor(server, "/step"), range(40)))
    inside = [one for one in everyone if one.answer.status == 200]

    assert {200: 5, 503: 35} == Counter(one.answer.status for one in everyone)

    async def story() -> None:
        for one in inside:
            await one.connect()
        assert 5 == len({(await one.ask())["process"] for one in inside})
        assert 503 == Visitor(server, "/step").answer.status

    happens(story())
    assert 5 == kernels(server)


@pytest.mark.parametrize("fork", WAYS)
def test_the_visitor_beyond_the_limit_is_asked_to_wait(open_to: Callable[..., Server], fork: int):
    """Nobody inside is touched; the page tries again by itself, and gets in when somebody has left."""
    server = open_to(visitors=1, fork=fork)

    async def story() -> None:
        ada = await Visitor(server, "/step").connect()
        await ada.ask()
        beyond = Visitor(server, "/step").answer

        assert 503 == beyond.status
        assert "Every place is taken at the moment." in beyond.text
        assert "10" == beyond.headers["Retry-After"]
        assert 'http-equiv="refresh"' in beyond.text
        assert 2 == (await ada.ask())["told"]
        assert 204 == ada.leave().status
        assert 200 == Visitor(server, "/step").answer.status

    happens(story())


def test_a_page_that_comes_too_late_is_told_that_it_has_no_kernel(open_to: Callable[..., Server]):
    """Its place went to somebody else: it asks for a page anew, and that one says that every place is taken."""
    server = open_to(visitors=1, held_seconds=0)
    late = Visitor(server, "/step")

    async def story() -> None:
        await Visitor(server, "/step").connect()
        with pytest.raises(HTTPClientError) as refused:
            await late.connect()

        assert 503 == refused.value.code
        assert 404 == server.get(late.path, X_Netlearn_Pass=late.shown).status
        assert 503 == Visitor(server, "/step").answer.status

    happens(story())


@pytest.mark.parametrize("fork", WAYS)
def test_a_closing_page_ends_its_kernel_at_once(open_to: Callable[..., Server], fork: int):
    """The process is gone when the answer is there; its address is gone too."""
    server = open_to(fork=fork)

    async def story() -> tuple[Visitor, int]:
        ada = await Visitor(server, "/step").connect()
        return ada, (await ada.ask())["process"]

    ada, process = happens(story())

    assert 204 == ada.leave().status
    assert 404 == server.get(ada.path, X_Netlearn_Pass=ada.shown).status
    assert process not in [one.pid for one in psutil.process_iter() if one.status() != psutil.STATUS_ZOMBIE]


def test_a_page_that_closes_before_it_connected_gives_its_place_back(open_to: Callable[..., Server]):
    """Whoever comes next gets it, and the closed page gets no kernel any more."""
    server = open_to(visitors=1)
    ada = Visitor(server, "/step")

    assert 503 == Visitor(server, "/step").answer.status
    assert 204 == ada.leave().status
    assert 200 == Visitor(server, "/step").answer.status
    with pytest.raises(HTTPClientError, match="404"):
        happens(ada.connect())


@pytest.mark.parametrize("fork", WAYS)
def test_a_preview_takes_no_place_and_starts_no_kernel(open_to: Callable[..., Server], fork: int):
    """Chat programs that look at a link see the page's words; so does who asks for its head only."""
    server = open_to(visitors=1, fork=fork)

    for agent in ("WhatsApp/2.24.7.81 A", "TelegramBot (like TwitterBot)"):
        seen = server.get("/step", User_Agent=agent)
        assert 200 == seen.status
        assert "<h1>A step</h1>" in seen.text
        assert 'data-kernel=""' in seen.text
    assert 200 == server.request("HEAD", "/step", User_Agent=BROWSER).status
    assert 0 == kernels(server)
    assert 200 == Visitor(server, "/step").answer.status


@pytest.mark.parametrize(
    "agent",
    [
        BROWSER,
        "Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36",
        "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 [FBAN/FBIOS;FBAV/400.0]",
    ],
)
def test_a_persons_browser_is_no_preview(agent: str):
    """Also one inside another program, and on a phone with a name like a robot's."""
    assert not is_preview(agent)


def test_a_kernel_that_nobody_connected_to_is_ended(open_to: Callable[..., Server]):
    """Where kernels come with the page, an aborted load costs one for a minute (here: a second)."""
    server = open_to(fork=0, unvisited_seconds=1)

    assert 200 == Visitor(server, "/step").answer.status
    until(server, 1)  # the one in reserve stays


def test_the_pool_has_a_kernel_ready(open_to: Callable[..., Server]):
    """Where no kernel can be forked, the next visitor's has run the notebook already; state is apart all the same."""
    server = open_to(fork=0)
    ada = Visitor(server, "/step")
    until(server, 2)
    bo = Visitor(server, "/step")

    async def story() -> None:
        await ada.connect()
        await bo.connect()
        one, other = await ada.ask(), await bo.ask()
        assert one["process"] != other["process"]
        assert (2, 1) == ((await ada.ask())["told"], other["told"])

    happens(story())
    assert 0 == server.stop()


def test_a_machines_memory_says_how_many(monkeypatch: pytest.MonkeyPatch):
    """40 MB a visitor where kernels are forked, 110 MB elsewhere; never fewer than 10, never more than 500."""
    monkeypatch.setattr("netlearn_widgets.serving.memory._available", lambda: 4_500_000_000)

    assert 100 == visitors_for(forked=True)
    assert 36 == visitors_for(forked=False)
    monkeypatch.setattr("netlearn_widgets.serving.memory._available", lambda: 0)
    assert 10 == visitors_for(forked=True)


def test_the_page_knows_what_the_server_takes():
    """A message that would close the socket is refused on the page: the two measures are one."""
    script = (Path(serving.__file__).parent / "static" / "message.js").read_text(encoding="utf-8")
    (product,) = re.findall(r"LARGEST = ([\d *]+);", script)

    assert LARGEST_MESSAGE == math.prod(map(int, product.split("*")))
