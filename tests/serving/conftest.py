"""A small site served as the product serves its own: notebooks with anywidgets made on the spot."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from servers import Server, free_port

SERVE = Path(__file__).with_name("serve_site.py")

COUNTER = '''
import anywidget, traitlets

class Counter(anywidget.AnyWidget):
    _esm = """
    export default {
      render({ model, el, signal }) {
        const button = document.createElement("button");
        const heard = document.createElement("p");
        const draw = () => { button.textContent = `count ${model.get("n")}`; };
        const more = () => { model.set("n", model.get("n") + 1); model.save_changes(); };
        button.addEventListener("click", more, { signal });
        model.on("change:n", draw);
        model.on("msg:custom", (content) => { heard.textContent = content.words; });
        addEventListener("netlearn:connected", () => model.send({ hello: model.get("n") }), { signal });
        draw();
        el.append(button, heard);
        model.send({ hello: model.get("n") });
        return () => model.off("change:n", draw);
      },
    };
    """
    _css = "button { letter-spacing: 3px; }"
    n = traitlets.Int(0).tag(sync=True)
    double = traitlets.Int(0).tag(sync=True)

    def __init__(self, **traits):
        super().__init__(**traits)
        self.on_msg(lambda _, content, buffers: self.send({"words": f"the kernel heard {content['hello']}"}))
'''


class Book:
    """A folder of notebooks, each served under its name."""

    counter = COUNTER

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()

    def write(self, name: str, *cells: str, **metadata: object) -> Path:
        """Write a notebook: cells that begin with "# " are prose, the others code."""
        node = nbformat.v4.new_notebook(metadata=metadata)
        make = {True: nbformat.v4.new_markdown_cell, False: nbformat.v4.new_code_cell}
        node.cells = [make[cell.startswith("# ")](cell) for cell in cells]
        path = self.folder / f"{name}.ipynb"
        nbformat.write(node, path)
        return path


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A book with one page, /step: a heading, some prose, and a counter."""
    book = Book(tmp_path / "a book")
    book.write("step", "# A step\n\nWhy it *matters*.", COUNTER + "\nCounter()")
    return book


TELLER = """
import anywidget

class Teller(anywidget.AnyWidget):
    _esm = "export default { render() {} }"

    def __repr__(self):
        return "Which purpose? (not answered yet)"

Teller()
"""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the tests that only read: /another, /join, /long, /ours, /screen, /step, /teller, /text."""
    folder = tmp_path_factory.mktemp("shared")
    book = Book(folder / "book")
    book.write("another", "# Another step")
    book.write("join", "# Join")
    book.write("long", "# A long page\n\n" + "Words. " * 500)
    book.write("ours", "# Hello", foreign=False)
    book.write("screen", "# Screen")
    book.write("step", "# A step\n\nWhy it *matters*.", COUNTER + "\nCounter()")
    book.write("teller", TELLER)
    book.write("text", "import sys\nprint('<b>1 & 2</b>')\nprint('secret', file=sys.stderr)\n'<i>three</i>'")
    (book.folder / "widgets.css").write_text(".ours { color: teal }")
    port = free_port()
    server = Server([sys.executable, str(SERVE), str(book.folder), str(port)], port, folder / "server.log")
    yield server.start()
    server.clear()


@pytest.fixture
def serve(servers: Callable[..., Server], book: Book) -> Callable[..., Server]:
    """Serve the folder `book`: `serve(port=…, visitors=…, base_url=…)`."""

    def start(*, port: int = 0, **options: object) -> Server:
        port = port or free_port()
        settings = [f"{name}={value}" for name, value in options.items()]
        base = str(options.get("base_url", "/"))
        return servers(sys.executable, str(SERVE), str(book.folder), str(port), *settings, port=port, base=base)

    return start
