"""The invented group's workshop, served once for all tests that only look at it or add to it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import Server, free_port


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo: every question answered by an invented group, join code TIDE-27."""
    port = free_port()
    command = [sys.executable, "-m", "netlearn_widgets", "demo", "--no-open", "--port", str(port)]
    server = Server(command, port, Path(tmp_path_factory.mktemp("sample")) / "server.log")
    yield server.start()
    server.clear()
