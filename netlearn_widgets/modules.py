"""JavaScript modules put together in one script: whoever loads it asks once, and needs no relative address.

Sources are written as real ES modules, in the few forms that can be put together by their text: ``import { a, b } from
"./other.js";`` on one line, and an export of a function, const, class or default. What scripts of several folders need
lies in ``scripts`` and is imported as ``"../scripts/other.js"``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

__all__ = ["SHARED", "Source", "constants", "imports", "linked", "needed", "scopes"]

SHARED = Path(__file__).parent / "scripts"
"""The folder of the modules that scripts of several folders import; their names are their own everywhere."""

Source = Callable[[str], str]
"""Gives the source of a module by its name, without ".js"."""

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(?:\./|(?:\.\./)+scripts/)([\w-]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function|const|class)", re.MULTILINE)
_DEFAULT = re.compile(r"^export default ", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_NAME = re.compile(r"^export (?:async )?(?:function|const|class) (\w+)", re.MULTILINE)


def imports(text: str) -> list[str]:
    """The modules a script imports itself."""
    return [module for _names, module in _IMPORT.findall(text)]


def needed(modules: Iterable[str], source: Source) -> list[str]:
    """These modules and all they import, each once and after those it needs itself."""
    found: dict[str, None] = {}

    def add(module: str) -> None:
        if module not in found:
            for other in imports(source(module)):
                add(other)
            found[module] = None

    for module in modules:
        add(module)
    return list(found)


def linked(text: str) -> str:
    """The script with its imports taken from the constants that `scopes` makes."""
    return _IMPORT.sub(lambda found: f"const {{{found[1]}}} = {_constant(found[2])};\n", text)


def scopes(modules: Iterable[str], source: Source) -> str:
    """Each module as a constant that holds its exports, the default one as ``$default``; its own names stay its own.

    Raises
    ------
    ValueError
        Where a module is written in a form that cannot be put together.
    """
    return "".join(_scope(module, source(module)) for module in modules)


def constants(modules: Collection[str]) -> str:
    """The names of the constants that hold these modules, as they are imported or exported."""
    return ", ".join(map(_constant, modules))


def _scope(module: str, text: str) -> str:
    body, defaults = _DEFAULT.subn("const $default = ", _EXPORT.sub("", linked(text)))
    if left := _LEFT.search(body):
        message = (
            f"{module}.js: {left.group()!r} cannot be put into one script. Write "
            'import { a, b } from "./other.js"; on one line, and export only a function, const, class or default.'
        )
        raise ValueError(message)
    exports = [*_NAME.findall(text), *["$default"] * defaults]
    return f"const {_constant(module)} = (() => {{\n{body}\nreturn {{ {', '.join(exports)} }};\n}})();\n"


def _constant(module: str) -> str:
    return f"${module.replace('-', '_')}"
