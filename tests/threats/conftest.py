"""The product as it is served, with two workshops in its data file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import Server, free_port

from netlearn_widgets.content import default_text
from netlearn_widgets.model.workshop import Workshop
from netlearn_widgets.store.store import Store

CODES = ("KRTM-27", "BELP-45")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`netlearn serve` on a data file of its own, for tests that leave it as it is."""
    folder = tmp_path_factory.mktemp("room")
    data = folder / "ours.sqlite"
    with Store.create(data) as store:
        for code in CODES:
            store.add_workshop(Workshop(code=code, title=f"Workshop {code}", guide=default_text()))
    port = free_port()
    command = [sys.executable, "-m", "netlearn_widgets", "serve", "--data", str(data), "--port", str(port)]
    server = Server(command, port, Path(folder) / "server.log")
    server.env["NETLEARN_TEST_PASSWORD"] = "hush-hush"  # noqa: S105  a word to look for
    yield server.start()
    server.clear()
