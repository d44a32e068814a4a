"""A script and the modules it imports, put together into one file: a page asks once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

__all__ = ["entries", "whole"]

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function|const|class)", re.MULTILINE)
_NAME = re.compile(r"^export (?:async )?(?:function|const|class) (\w+)", re.MULTILINE)


def entries(scripts: Mapping[str, str]) -> list[str]:
    """The scripts, by file name, that no other script imports: what a page may ask for."""
    imported = {f"{module}.js" for source in scripts.values() for _names, module in _IMPORT.findall(source)}
    return [name for name in scripts if name not in imported]


def whole(name: str, scripts: Mapping[str, str]) -> str:
    """The script with all it imports from the others in one module; it exports what it exported."""
    own = scripts[name]
    return "".join(_scope(module, scripts) for module in _needed(own, scripts)) + _linked(own)


def _needed(source: str, scripts: Mapping[str, str]) -> Iterable[str]:
    """The modules a script needs, each once and after those it needs itself."""
    found: dict[str, None] = {}
    for _names, module in _IMPORT.findall(source):
        found |= dict.fromkeys([*_needed(scripts[f"{module}.js"], scripts), module])
    return found


def _scope(module: str, scripts: Mapping[str, str]) -> str:
    """The module as a constant that holds its exports; its own names stay its own."""
    source = scripts[f"{module}.js"]
    body = _EXPORT.sub("", _linked(source))
    return f"const {_constant(module)} = (() => {{\n{body}return {{ {', '.join(_NAME.findall(source))} }};\n}})();\n"


def _linked(source: str) -> str:
    return _IMPORT.sub(lambda found: f"const {{{found[1]}}} = {_constant(found[2])};\n", source)


def _constant(module: str) -> str:
    return f"${module.replace('-', '_')}"
