"""Each widget's script and style, put together from real ES modules and style sheets.

A notebook front end loads a widget's script from a blob, where relative imports fail: there, ``script`` gives one
script with all it needs. A server of this package's pages serves ``served()`` once and says in the environment variable
``NETLEARN_ASSETS`` under which addresses: there, ``script`` gives only the place to import from.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from functools import cache
from pathlib import Path, PurePosixPath

__all__ = ["bundle", "bundles", "nouns", "script", "served", "style"]

_FOLDER = Path(__file__).parent
_ON_ARRIVAL = ("journey", "view", "choice", "choices", "scale", "text")
"""What a phone shows first."""
_IN_FRONT = ("host", "proposals", "screen", "workshops")
"""What no phone of a participant shows."""
_FIRST = ("theme", "question")  # what the other sheets build on
_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function|const|class)", re.MULTILINE)
_DEFAULT = re.compile(r"^export default ", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_NAME = re.compile(r"^export (?:async )?(?:function|const|class) (\w+)", re.MULTILINE)


def nouns() -> list[str]:
    """The names of all widgets: every script that exports one and has a Python module beside it."""
    beside = sorted(path.stem for path in _FOLDER.glob("*.js") if path.with_suffix(".py").exists())
    return [name for name in beside if _DEFAULT.search(_source(name))]


@cache
def _source(module: str) -> str:
    return (_FOLDER / f"{module}.js").read_text(encoding="utf-8")


def _needed(module: str, found: list[str]) -> list[str]:
    """Add the module to what was found, after all that it imports."""
    for _names, other in _IMPORT.findall(_source(module)):
        if other not in found:
            _needed(other, found)
    if module not in found:
        found.append(module)
    return found


def _scope(module: str) -> str:
    """The module as a constant that holds its exports; its own names stay its own."""
    source = _source(module)
    exports = _NAME.findall(source)
    body = _IMPORT.sub(lambda found: f"const {{{found[1]}}} = ${found[2]};\n", source)
    body = _EXPORT.sub("", body)
    body, defaults = _DEFAULT.subn("const $default = ", body)
    exports += ["$default"] * defaults
    if left := _LEFT.search(body):
        message = (
            f"{module}.js: {left.group()!r} cannot be put into one script. Write "
            'import { a, b } from "./other.js"; on one line, and export only a function, const, class or default.'
        )
        raise ValueError(message)
    return f"const ${module} = (() => {{\n{body}\nreturn {{ {', '.join(exports)} }};\n}})();\n"


def bundles() -> dict[str, tuple[str, ...]]:
    """Which widgets are served together, by the name of the file: a phone waits only for what it shows first."""
    others = [noun for noun in nouns() if noun not in _ON_ARRIVAL + _IN_FRONT]
    return {"widgets": _ON_ARRIVAL, "more": tuple(others), "front": _IN_FRONT}


def _modules(widgets: Collection[str]) -> list[str]:
    modules: list[str] = []
    for widget in widgets:
        _needed(widget, modules)
    return modules


def bundle(*widgets: str, given: Collection[str] = ()) -> str:
    """One script that exports each of these widgets under its name; ``given`` are modules it need not hold."""
    exports = "".join(f"export const {widget} = ${widget}.$default;\n" for widget in widgets)
    return "".join(_scope(module) for module in _modules(widgets) if module not in given) + exports


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
    given = _modules(bundles()[first])
    files = {f"{first}.js": bundle(*bundles()[first]) + f"export {{ {_constants(given)} }};\n"}
    for name in others:
        widgets = bundles()[name]
        shared = [module for module in _modules(widgets) if module in given]
        files[f"{name}.js"] = f'import {{ {_constants(shared)} }} from "./{first}.js";\n' + bundle(
            *widgets, given=given
        )
    everywhere = sorted(path.stem for path in _FOLDER.glob("*.css") if path.stem not in _IN_FRONT)
    sheets = dict.fromkeys([*_FIRST, *everywhere])
    files["widgets.css"] = "".join(map(_sheet, sheets))
    return {name: text.encode() for name, text in files.items()}


def _constants(modules: Collection[str]) -> str:
    return ", ".join(f"${module}" for module in modules)
