"""Why a page or a kernel could not begin is said by the process that failed: in the window, the log and the status."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from servers import Server
from threats.talk import given, run, talk
from tornado.httpclient import HTTPClientError

from netlearn_widgets.serving.logs import Broken
from netlearn_widgets.serving.notebook import Notebooks
from netlearn_widgets.serving.warming import Warming

if TYPE_CHECKING:
    from conftest import Book

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux")

NO_CONTROL = "import netlearn_widgets.serving.warm.kernel as kernel\nkernel.ControlThread = None"
NO_LIST = "import netlearn_widgets.serving.warm.page as page\npage._loaded = None"


def told(server: Server, log: Path, event: str) -> dict[str, str]:
    """End the server (its log may be behind its answers) and return the one event of a kind; the window says it too."""
    server.stop()
    found = next(one for one in map(json.loads, log.read_text().splitlines()) if one["event"] == event)
    assert found["words"] in server.output()
    return found


def test_a_kernels_own_error_is_told(serve: Callable[..., Server], book: Book, tmp_path: Path):
    """Which no socket and no page of the server's side could know: what kind, its words, and where in the kernel."""
    book.write("step", "# A step", NO_CONTROL)
    log = tmp_path / "events.jsonl"
    server = serve(log=log)

    with pytest.raises(HTTPClientError) as refused:
        run(talk(server, given(server, "step")))

    failed = told(server, log, "kernel failed")
    assert refused.value.code == 503
    assert failed["kind"] == "TypeError"
    assert failed["words"] == "'NoneType' object is not callable"
    assert "warm/kernel.py" in failed["where"]
    assert "in init_control" in failed["where"]


def test_a_pages_own_error_is_told(serve: Callable[..., Server], book: Book, tmp_path: Path):
    """It is none of a cell's, and does not look like one that took too long."""
    book.write("step", "# A step", NO_LIST)
    log = tmp_path / "events.jsonl"
    server = serve(log=log)

    assert server.get("/step").status == 500
    failed = told(server, log, "page failed")
    assert (failed["kind"], failed["words"]) == ("TypeError", "'NoneType' object is not callable")
    assert "in _run" in failed["where"]


def test_a_roots_own_error_is_told(tmp_path: Path, book: Book):
    """What keeps the first process of all from its work is said for each page that is asked for."""
    notebooks = Notebooks()
    step = book.write("step", "1")

    async def warm() -> None:
        with (tmp_path / "words").open("wb") as words:
            warming = Warming(os.environ, Path("/dev/null/nothing"), 10, words.fileno())
            try:
                await warming.page(step, notebooks[step])
            finally:
                warming.close()

    with pytest.raises(Broken) as broken:
        asyncio.run(warm())

    assert broken.value.why.kind == "NotADirectoryError"
    assert "/dev/null/nothing" in broken.value.why.words
