"""Who may import whom: the table, and every import held against it, those inside functions too."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "netlearn_widgets"

OURS: dict[str, set[str]] = {
    "model": set(),
    "content": {"model"},
    "store": {"model", "content"},
    "analysis": {"model"},
    "widgets": {"model"},
    "report": {"model", "analysis"},
    "serving": set(),
    "pages": {"model", "content", "store", "analysis", "widgets", "report", "serving"},
    "cli": {"model", "content", "store", "report", "serving", "pages"},
}
"""What each layer may import of this package, besides itself."""

THEIRS: dict[str, set[str]] = {
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "psycopg": {"store"},
    "pandas": {"analysis", "pages"},
    "networkx": {"analysis", "pages"},
    "numpy": {"analysis"},
    "anywidget": {"widgets"},
    "ipywidgets": {"widgets"},
    "traitlets": {"widgets", "serving"},
    "voila": {"serving"},
    "tornado": {"serving"},
    "nbconvert": {"serving"},
    "nbformat": {"serving"},
    "nbclient": {"serving"},
    "jupyter_client": {"serving"},
    "jupyter_core": {"serving"},
    "jupyter_server": {"serving"},
    "packaging": {"cli"},
    "psutil": {"serving"},
    "deflate": {"serving"},
    "rjsmin": {"serving"},
    "segno": {"pages", "cli"},
    "IPython": {"pages", "serving"},
    "ipykernel": {"serving"},
    "zmq": {"serving"},
    "comm": {"serving"},
    "typer": {"cli"},
    "rich": {"cli"},
}
"""Which layers may import a library; one that is not named here may not be imported at all."""

FRAMES = {"pandas", "networkx", "numpy"}
"""Slow to load: the analysis alone computes with them, and pages only name their types."""


def layer(path: Path) -> str:
    """Return the layer a file belongs to; "" for the package's own few modules."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


def files() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if layer(path))


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield every import of a file with its line: at the top, in functions, under TYPE_CHECKING, relative or not."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively; write the whole name."
            module = node.module or ""
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def at_load(path: Path) -> Iterator[tuple[int, str]]:
    """Yield what a file imports when it is loaded: its top level, TYPE_CHECKING aside."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_follow_the_table(path: Path):
    """Each layer imports only what the tables allow it."""
    here = layer(path)
    assert here in OURS, f"{here} is no layer of the table."
    for line, name in imports(path):
        first, *rest = name.split(".")
        if first == "netlearn_widgets":
            other = rest[0] if rest and rest[0] in OURS else ""
            allowed = other in OURS[here] | {here, ""}
        else:
            allowed = first in sys.stdlib_module_names or here in THEIRS.get(first, set())
        assert allowed, f"{path}:{line}: {here} may not import {name}."


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_slow_libraries_are_not_loaded_with_a_kernel(path: Path):
    """Pandas and networkx are imported inside the functions that need them."""
    slow = [(line, name) for line, name in at_load(path) if name.split(".")[0] in FRAMES]

    assert not slow, f"{path} loads {slow} with every kernel."


def test_every_layer_is_there():
    """The tables name no layer that is gone."""
    assert set(OURS) == {path.name for path in PACKAGE.iterdir() if any(path.glob("*.py"))}
