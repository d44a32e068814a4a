"""Each widget's script and style, put together from real ES modules and style sheets.

A notebook front end loads a widget's script from a blob, where relative imports fail: there, ``script`` gives one
script with all it needs. A server of this package's pages serves ``served()`` once and says in the environment variable
``NETLEARN_ASSETS`` under which addresses: there, ``script`` gives only the place to import from.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from functools import cache
from pathlib import Path, PurePosixPath

from netlearn_widgets import modules

__all__ = ["bundle", "bundles", "nouns", "script", "served", "style"]

_FOLDER = Path(__file__).parent
_ON_ARRIVAL = ("journey", "view", "choice", "choices", "scale", "text")
"""What a phone shows first."""
_IN_FRONT = ("host", "proposals", "screen", "workshops")
"""What no phone of a participant shows."""
_ALONE = ("place", "who")
"""What only the page of one step shows."""
_FIRST = ("theme", "question")  # what the other sheets build on


@cache
def nouns() -> tuple[str, ...]:
    """The names of all widgets: every script that exports one and has a Python module beside it."""
    beside = sorted(path.stem for path in _FOLDER.glob("*.js") if path.with_suffix(".py").exists())
    return tuple(name for name in beside if "\nexport default " in _source(name))


@cache
def _source(module: str) -> str:
    shared = modules.SHARED / f"{module}.js"
    return (shared if shared.exists() else _FOLDER / f"{module}.js").read_text(encoding="utf-8")


def bundles() -> dict[str, tuple[str, ...]]:
    """Which widgets are served together, by the name of the file: a phone waits only for what it shows first."""
    others = tuple(noun for noun in nouns() if noun not in _ON_ARRIVAL + _IN_FRONT + _ALONE)
    return {"widgets": _ON_ARRIVAL, "more": others, "front": _IN_FRONT, "alone": _ALONE}


def bundle(*widgets: str, given: Collection[str] = ()) -> str:
    """One script that exports each of these widgets under its name; ``given`` are modules it need not hold."""
    held = [module for module in modules.needed(widgets, _source) if module not in given]
    exports = "".join(f"export const {widget} = {modules.constants([widget])}.$default;\n" for widget in widgets)
    return modules.scopes(held, _source) + exports


@cache
def _alone(widget: str) -> str:
    return f"{bundle(widget)}export default {widget};\n"


def script(widget: str) -> str:
    """What a widget's front end loads: a place to import from where pages are served, else the whole script."""
    places = {PurePosixPath(one).name.partition(".")[0]: one for one in os.environ.get("NETLEARN_ASSETS", "").split()}
    if not places:
        return _alone(widget)
    file = next(name for name, widgets in bundles().items() if widget in widgets)
    return f"{places[file]}#{widget}"


@cache
def _sheet(name: str) -> str:
    path = _FOLDER / f"{name}.css"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def style(*sheets: str) -> str:
    """The theme and these style sheets; where pages are served, only what the one sheet they link leaves out."""
    if os.environ.get("NETLEARN_ASSETS"):
        return "".join(_sheet(name) for name in dict.fromkeys(sheets) if name in _IN_FRONT)
    return "".join(map(_sheet, dict.fromkeys(["theme", *sheets])))


def served() -> dict[str, bytes]:
    """The files a server of pages needs, by name: the widgets' scripts in a few, and the phones' style sheets in one.

    The first script holds what the others build on; they import it as ``./widgets.js``.
    """
    first, *others = bundles()
    given = modules.needed(bundles()[first], _source)
    files = {f"{first}.js": bundle(*bundles()[first]) + f"export {{ {modules.constants(given)} }};\n"}
    for name in others:
        widgets = bundles()[name]
        shared = modules.constants([module for module in modules.needed(widgets, _source) if module in given])
        files[f"{name}.js"] = f'import {{ {shared} }} from "./{first}.js";\n' + bundle(*widgets, given=given)
    everywhere = sorted(path.stem for path in _FOLDER.glob("*.css") if path.stem not in _IN_FRONT)
    sheets = dict.fromkeys([*_FIRST, *everywhere])
    files["widgets.css"] = "".join(map(_sheet, sheets))
    return {name: text.encode() for name, text in files.items()}
