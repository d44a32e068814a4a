"""A newcomer's first minutes: a fresh clone, in a folder whose name has spaces, and the same commands once more."""

from __future__ import annotations

import os
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from servers import Server, free_port

ROOT = Path(__file__).parent.parent
SOON = 60  # seconds from the command to a page that can be used, with the packages installed


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh clone of what is committed, set up."""
    place = tmp_path_factory.mktemp("new comer") / "our network workbook"
    subprocess.run(["git", "clone", "--quiet", "--depth", "1", f"file://{ROOT}", str(place)], check=True)
    make(place, "setup")
    return place


def make(place: Path, *words: str) -> None:
    """Run make there, and show what it printed when it fails."""
    done = subprocess.run(["make", *words], cwd=place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]


@pytest.mark.timeout(900)
def test_make_demo_opens_a_page_and_does_so_again(clone: Path, servers: Callable[..., Server]):
    """`make demo` serves a page that can be used within a minute, twice in a row."""
    for _ in range(2):
        port = free_port()
        started = time.monotonic()

        server = servers("make", "-C", str(clone), "demo", f"DEMO=--no-open --port {port}", port=port)
        with urllib.request.urlopen(f"{server.url}join", timeout=SOON) as response:  # noqa: S310  our own server
            page = response.read()

        assert b"data-model=" in page
        assert time.monotonic() - started < SOON
        server.clear()


@pytest.mark.timeout(900)
def test_make_test_passes_and_does_so_again(clone: Path):
    """`make test` runs the checks and the tests named by TESTS in a fresh clone, twice in a row."""
    for _ in range(2):
        make(clone, "test", f"TESTS=tests{os.sep}model")
