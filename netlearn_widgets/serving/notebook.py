"""A notebook as a page: its prose ready as HTML, its code waiting for a kernel."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

__all__ = ["Notebook", "Notebooks"]


@dataclass(frozen=True)
class Notebook:
    """What one file says.

    Attributes
    ----------
    node : NotebookNode
        The notebook without outputs; `copy` it before running it.
    prose : dict of int to str
        The HTML of each markdown cell, by the cell's place.
    """

    node: nbformat.NotebookNode
    prose: dict[int, str]

    @property
    def code(self) -> list[int]:
        """The places of the cells that are run."""
        return [place for place, cell in enumerate(self.node.cells) if cell.cell_type == "code" and cell.source.strip()]

    def copy(self) -> nbformat.NotebookNode:
        """Return a notebook of one's own to run."""
        return deepcopy(self.node)


class Notebooks:
    """Notebooks by file, read again only when the file has changed."""

    def __init__(self) -> None:
        self._read: dict[Path, tuple[int, Notebook]] = {}

    def __getitem__(self, path: Path) -> Notebook:
        changed = path.stat().st_mtime_ns
        known = self._read.get(path)
        if known is None or known[0] != changed:
            known = self._read[path] = (changed, _read(path))
        return known[1]


def _read(path: Path) -> Notebook:
    node = nbformat.read(path, as_version=4)
    prose: dict[int, str] = {}
    for place, cell in enumerate(node.cells):
        if cell.cell_type == "markdown":
            prose[place] = _html(cell, path.parent)
        elif cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None
    return Notebook(node, prose)


def _html(cell: nbformat.NotebookNode, folder: Path) -> str:
    renderer = IPythonRenderer(
        escape=False,  # the notebook's author may write HTML; participants' words never come this way
        allow_harmful_protocols=False,
        embed_images=True,
        exclude_anchor_links=True,
        path=str(folder),
        attachments=cell.get("attachments", {}),
    )
    return MarkdownWithMath(renderer=renderer).render(cell.source)
