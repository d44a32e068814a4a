"""The workbook as a site: a page for each notebook that comes with this package, with the widgets' script and style."""

from __future__ import annotations

import json
import re
from pathlib import Path

from netlearn_widgets.model.errors import NetlearnError
from netlearn_widgets.serving.site import Page, Site
from netlearn_widgets.widgets import assets

__all__ = ["page", "shipped", "site", "workbooks"]

TITLE = "Network workbook"
_PACKAGE = Path(__file__).parent.parent
_NUMBER = re.compile(r"^\d+-")


def shipped(name: str) -> Path:
    """Return a folder that comes with the package: inside it when installed, beside it in a clone of the repository."""
    for folder in (_PACKAGE / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    problem = f"The folder {name!r} is missing from this installation. Install netlearn_widgets again."
    raise NetlearnError(problem)


def workbooks() -> Path:
    """Return the folder of the notebooks."""
    return shipped("workbooks")


def page(notebook: Path) -> Page:
    """Return the page a notebook is served as; its metadata says the title and what kind of page it is.

    The metadata holds ``title`` and ``netlearn``: ``page`` ("join", "screen", "host", "workshops" or "step"),
    ``summary``, ``minutes``, and ``widgets: "any"`` where the notebook shows other people's widgets.
    ``03-functions.ipynb`` is served as /functions.

    Raises
    ------
    NetlearnError
        The file is no notebook or its metadata lacks something.
    """
    try:
        metadata = json.loads(notebook.read_text(encoding="utf-8"))["metadata"]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise NetlearnError(f"{notebook} cannot be read as a notebook. Restore it from the original.") from problem
    ours = metadata.get("netlearn", {})
    kind = ours.get("page", "")
    if kind not in ("join", "screen", "host", "workshops", "step") or not metadata.get("title"):
        raise NetlearnError(
            f'{notebook} does not say what page it is. In its metadata, write "title": "…" and '
            '"netlearn": {"page": "step"} (or "join", "screen", "host", "workshops").'
        )
    return Page(
        name=_NUMBER.sub("", notebook.stem),
        title=metadata["title"],
        notebook=notebook,
        summary=ours.get("summary", ""),
        minutes=ours.get("minutes", 0),
        kind=kind,
        foreign=ours.get("widgets") == "any",
    )


def site(folder: Path | None = None) -> Site:
    """Return the site of a folder's notebooks, in the order of their file names; the package's own when left out."""
    notebooks = sorted((folder or workbooks()).glob("*.ipynb"))
    return Site(title=TITLE, pages=tuple(map(page, notebooks)), assets=assets.served())
