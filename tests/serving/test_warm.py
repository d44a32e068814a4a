"""Kernels forked from pages that have run: quick to begin, apart from each other, and nothing left of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest
from servers import PATIENCE, Server
from visitors import Visitor, happens

if TYPE_CHECKING:
    from conftest import Book

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux")

ORACLE = """
import os, random, uuid
import anywidget, numpy, traitlets

class Oracle(anywidget.AnyWidget):
    _esm = "export default { render() {} }"
    n = traitlets.Int(0).tag(sync=True)

    def __init__(self):
        super().__init__()
        self.on_msg(self.hear)

    def hear(self, _, content, buffers):
        if content.get("add"):
            self.n += 1
        if content.get("die"):
            os._exit(1)
        numbers = [random.random(), numpy.random.random(), Oracle().model_id]
        self.send({"n": self.n, "process": os.getpid(), "parent": os.getppid(), "numbers": numbers})

Oracle()
"""


@pytest.fixture
def server(serve: Callable[..., Server], book: Book) -> Server:
    """A server with one page that tells of its kernel, /step."""
    book.write("step", "# A step", ORACLE)
    return serve()


def warm(server: Server) -> list[psutil.Process]:
    """The server's root, pages and forked kernels, the oldest first."""
    assert server.process
    children = psutil.Process(server.process.pid).children(recursive=True)
    return sorted(children, key=psutil.Process.create_time)


def folder(server: Server) -> Path:
    """Where the server keeps what lives as long as itself."""
    return Path(warm(server)[0].cmdline()[-1])


def kill(process: int) -> None:
    """Kill a process with -9, and return when it is gone."""
    victim = psutil.Process(process)
    victim.kill()
    victim.wait(PATIENCE)


def kernels(server: Server) -> int:
    return int(json.loads(server.get("/health").text)["kernels"])


def test_a_page_is_the_same_for_everyone_but_for_its_kernel(server: Server):
    """It was drawn once: two visitors' pages differ in the kernel's id and its pass only."""
    ada, bo = Visitor(server, "/step"), Visitor(server, "/step")

    assert ada.model == bo.model
    assert ada.kernel != bo.kernel
    pages = [one.answer.text.replace(one.kernel, "K").replace(one.shown, "P") for one in (ada, bo)]
    assert pages[0] == pages[1]


def test_a_page_that_nobody_brings_to_life_has_no_kernel(server: Server):
    """A kernel is forked when the page's script connects, and is alive from the first question on."""
    ada = Visitor(server, "/step")

    assert kernels(server) == 0
    assert server.get(ada.path, X_Netlearn_Pass=ada.shown).status == 200
    happens(ada.connect())
    assert kernels(server) == 1


def test_visitors_have_their_own_state(server: Server):
    """What Ada changes is not changed for Bo, though both kernels were forked from the same page."""

    async def story() -> None:
        ada, bo = await Visitor(server, "/step").connect(), await Visitor(server, "/step").connect()
        one, other = await ada.ask(add=True), await bo.ask()

        assert (1, 0) == (one["n"], other["n"])
        assert one["process"] != other["process"]
        assert one["parent"] == other["parent"]
        assert 1 == (await ada.states())[ada.model]["n"]
        assert 0 == (await bo.states())[bo.model]["n"]

    happens(story())


def test_no_two_visitors_draw_the_same(server: Server):
    """Random numbers, numpy's too, and the ids of widgets made later differ."""

    async def story() -> None:
        ada, bo = await Visitor(server, "/step").connect(), await Visitor(server, "/step").connect()
        one, other = (await ada.ask())["numbers"], (await bo.ask())["numbers"]

        assert not set(one) & set(other)

    happens(story())


def test_a_killed_page_process_disturbs_nobody_inside(server: Server):
    """Ada's kernel goes on; Bo gets one from a new page process."""

    async def story() -> None:
        ada = await Visitor(server, "/step").connect()
        parent = (await ada.ask(add=True))["parent"]
        kill(parent)
        bo = await Visitor(server, "/step").connect()

        assert parent != (await bo.ask())["parent"]
        assert 1 == (await ada.ask())["n"]

    happens(story())


def test_a_page_sent_before_its_process_was_killed_is_loaded_anew(server: Server):
    """Its widgets are gone with the process, so the page is told 404, at which its script fetches the page again."""
    ada = Visitor(server, "/step")
    kill(warm(server)[-1].pid)

    assert server.get(ada.path, X_Netlearn_Pass=ada.shown).status == 404
    assert Visitor(server, "/step").model not in ("", ada.model)


def test_a_killed_root_is_replaced(server: Server, book: Book):
    """The next page that was not warm yet is made by a new one."""
    Visitor(server, "/step")
    book.write("step", ORACLE, "'changed'")
    kill(warm(server)[0].pid)

    assert "changed" in Visitor(server, "/step").answer.text


def test_a_kernel_that_dies_is_told_to_its_page_and_leaves_nothing(server: Server):
    """The page hears that it is dead and no file of it stays."""

    async def story() -> None:
        ada = await Visitor(server, "/step").connect()
        await ada.send("comm_msg", {"comm_id": ada.model, "data": {"method": "custom", "content": {"die": True}}})
        while True:
            kind, content = await ada.hear()
            if kind == "status" and content["execution_state"] == "dead":
                return

    happens(story())

    while list(folder(server).glob("kernel-*")):
        pass


def test_when_the_server_is_killed_every_process_ends(server: Server):
    """Also after kill -9, with visitors inside; the next server takes away the files."""
    ada = Visitor(server, "/step")
    happens(ada.connect())
    left, files = warm(server), folder(server)
    assert 3 == len(left), "the root, the page and the kernel"
    server.kill()

    assert [] == psutil.wait_procs(left, PATIENCE)[1]
    server.start()
    assert not files.exists()


def test_a_running_servers_files_are_nobody_elses_to_remove(server: Server, serve: Callable[..., Server]):
    """A second server on the same machine leaves the first one alone."""
    ada = Visitor(server, "/step")
    files = folder(server)
    serve()

    assert files.is_dir()
    assert happens(ada.connect())


def test_a_clean_stop_leaves_nothing(server: Server):
    """No process, no file."""
    happens(Visitor(server, "/step").connect())
    left, files = warm(server), folder(server)

    assert 0 == server.stop()
    assert [] == psutil.wait_procs(left, PATIENCE)[1]
    assert not files.exists()


def test_a_changed_notebook_is_noticed(server: Server, book: Book):
    """The next visitor sees it; who is inside stays with what they have."""

    async def story() -> None:
        ada = await Visitor(server, "/step").connect()
        await ada.ask(add=True)
        book.write("step", "# Another heading", ORACLE)
        bo = await Visitor(server, "/step").connect()

        assert "Another heading" in bo.answer.text
        assert 0 == (await bo.ask())["n"]
        assert 1 == (await ada.ask())["n"]

    happens(story())


def test_a_changed_module_beside_the_notebook_is_noticed(server: Server, book: Book):
    """A notebook may import from its own folder."""
    module = book.folder / "beside.py"
    module.write_text("WORDS = 'first'")
    book.write("step", "import beside\nbeside.WORDS")

    assert "first" in Visitor(server, "/step").answer.text
    module.write_text("WORDS = 'second, and longer'")
    assert "second" in Visitor(server, "/step").answer.text


def test_a_broken_notebook_that_was_mended_is_served(server: Server, book: Book):
    """A failure is not remembered."""
    book.write("step", "1 / 0")

    assert 500 == Visitor(server, "/step").answer.status
    book.write("step", "'whole'")
    assert "whole" in Visitor(server, "/step").answer.text


def test_a_notebook_that_ends_its_process_is_an_error_page(server: Server, book: Book):
    """And the next one is served."""
    book.write("step", "import os\nos._exit(3)")

    assert 500 == Visitor(server, "/step").answer.status
    book.write("step", "'whole'")
    assert "whole" in Visitor(server, "/step").answer.text


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()", "a thread"),
        ("import subprocess\nkept = subprocess.Popen(['cat'], stdin=subprocess.PIPE)", "a program"),
        ("kept = open('notes', 'w')", "keeps open"),
        ("import asyncio\nawait asyncio.sleep(0)", "awaits something"),
    ],
)
def test_a_notebook_that_cannot_be_shared_runs_for_each_visitor(server: Server, book: Book, cell: str, reason: str):
    """Copies of a process with threads, programs or open files would not be sound; the server says what it is."""
    book.write("step", cell, ORACLE)

    async def story() -> None:
        ada, bo = await Visitor(server, "/step").connect(), await Visitor(server, "/step").connect()
        one, other = await ada.ask(add=True), await bo.ask()

        assert (1, 0) == (one["n"], other["n"])

    happens(story())
    assert reason in server.output()


def test_nothing_of_the_users_own_settings_is_read(
    book: Book, serve: Callable[..., Server], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Neither IPython's startup files nor PYTHONSTARTUP reach a visitor's kernel, forked or not."""
    startup = tmp_path / "home" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    for file in (startup / "own.py", tmp_path / "own.py"):
        file.write_text("own = 'read'")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "home"))
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "own.py"))
    book.write("step", "globals().get('own', 'not ' + 'read')")
    book.write("kept", "kept = open('notes', 'w')", "globals().get('own', 'not ' + 'read')")
    server = serve()

    assert "not read" in Visitor(server, "/step").answer.text
    assert "not read" in Visitor(server, "/kept").answer.text
