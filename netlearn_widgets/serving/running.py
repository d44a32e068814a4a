"""What of a notebook's outputs a page shows, and running a notebook's code in a kernel of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import nbformat
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellExecutionError
from voila.execute import VoilaExecutor

from netlearn_widgets.serving.notebook import Notebook

__all__ = ["NotebookFailed", "Output", "Part", "parts", "run"]

_VIEW = "application/vnd.jupyter.widget-view+json"
_BARE = re.compile(r"<[\w.]+ (object|at) .*>|\w+\(.*\)", re.DOTALL)
_WAITING = "This part appears when the page's script has started."

Output = Mapping[str, Any]
"""One output of a cell, in nbformat's form."""


class NotebookFailed(Exception):
    """A cell of the notebook raised an error; the message is the kernel's traceback, for the server's log."""

    def __init__(self, place: int, traceback: str) -> None:
        self.place = place
        super().__init__(f"cell {place + 1} failed:\n{traceback}")


@dataclass(frozen=True)
class Part:
    """A piece of a page in order: ready HTML, plain text, or the place of a widget with its words in ``text``."""

    kind: Literal["html", "text", "picture", "widget"]
    text: str
    model: str = ""


def parts(notebook: Notebook, outputs: Mapping[int, list[Output]]) -> list[Part]:
    """Return the whole page: its prose, and what each code cell shows, by the cell's place."""
    page: list[Part] = []
    for place in range(len(notebook.node.cells)):
        if place in notebook.prose:
            page.append(Part("html", notebook.prose[place]))
        page.extend(_shown(outputs.get(place, [])))
    return page


async def run(notebook: Notebook, kernel: AsyncKernelManager, *, seconds: float) -> list[Part]:
    """Run every code cell and return the whole page's parts; each cell may take ``seconds``.

    Raises
    ------
    NotebookFailed
        A cell raised an error or took too long.
    """
    node = notebook.copy()
    executor = VoilaExecutor(node, km=kernel, timeout=int(seconds), startup_timeout=int(seconds), show_tracebacks=True)
    executor.kc = await executor.async_start_new_kernel_client()
    try:
        for place in notebook.code:
            await _run_cell(executor, node.cells[place], place)
        return parts(notebook, {place: node.cells[place].outputs for place in notebook.code})
    finally:
        executor.kc.stop_channels()


async def _run_cell(executor: VoilaExecutor, cell: nbformat.NotebookNode, place: int) -> None:
    try:
        await executor.execute_cell(cell, None, place, store_history=False)
    except (CellExecutionError, TimeoutError) as error:
        raise NotebookFailed(place, str(error)) from error


def _shown(outputs: list[Output]) -> Iterator[Part]:
    """Yield what a reader of the page sees of a cell's outputs; what a cell printed as an error goes to nobody."""
    for output in outputs:
        if output["output_type"] == "stream" and output["name"] == "stdout":
            yield Part("text", output["text"])
        elif output["output_type"] in ("display_data", "execute_result"):
            yield _part(output["data"])


def _part(data: Mapping[str, Any]) -> Part:
    if _VIEW in data:
        words = str(data.get("text/plain", ""))
        return Part("widget", _WAITING if not words or _BARE.fullmatch(words) else words, data[_VIEW]["model_id"])
    if "text/html" in data:
        return Part("html", data["text/html"])
    if "image/svg+xml" in data:
        return Part("html", data["image/svg+xml"])
    if "image/png" in data:
        return Part("picture", "data:image/png;base64," + data["image/png"].replace("\n", ""))
    return Part("text", str(data.get("text/plain", "")))
