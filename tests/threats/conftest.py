"""The product as it is served, with two workshops in its data file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from servers import Server, free_port

from netlearn_widgets.content import default_text
from netlearn_widgets.model.workshop import Workshop
from netlearn_widgets.store.store import Store

SERVE = Path(__file__).parents[1] / "serving" / "serve_site.py"
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


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., None]:
    """Write a notebook of one's own: `book(name, cell…)`."""
    (tmp_path / "book").mkdir()

    def write(name: str, *cells: str) -> None:
        node = nbformat.v4.new_notebook(metadata={"foreign": False})
        node.cells = [nbformat.v4.new_code_cell(cell) for cell in cells]
        nbformat.write(node, tmp_path / "book" / f"{name}.ipynb")

    return write


@pytest.fixture
def site(servers: Callable[..., Server], tmp_path: Path) -> Callable[..., Server]:
    """Serve the notebooks of `book`; options are those of `serving.serve`."""

    def start(**options: object) -> Server:
        port = free_port()
        settings = [f"{name}={value}" for name, value in options.items()]
        return servers(sys.executable, str(SERVE), str(tmp_path / "book"), str(port), *settings, port=port)

    return start
