"""Where a part of a guide stands: its line in the file, and its place in words. tomllib tells neither.

A path names a part: ``("step", 3, "question", 2, "prompt")`` is the prompt of the second question of the third step.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Any, TypeAlias

__all__ = ["Path", "Places", "entries"]

Path: TypeAlias = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$")
_FIELD = re.compile(r"\s*([\w-]+)\s*=")
_TOKEN = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*')
_CLOSING = {'"""': re.compile(r'(?:\\.|[^\\])*?"""'), "'''": re.compile(r".*?'''")}
_LONGEST_SHOWN = 40


class Places:
    """The places of one TOML text.

    Parameters
    ----------
    name : str
        What the text is called: a file's name.
    text : str
        The TOML.
    data : dict
        The same, as tomllib reads it.
    """

    def __init__(self, name: str, text: str, data: dict[str, Any]) -> None:
        self._name = name
        self._data = data
        self._text = text

    @cached_property
    def _lines(self) -> dict[Path, int]:
        return _lines(self._text)  # read only when there is a problem to place

    def line(self, path: Path) -> int:
        """The line on which the part begins, or the nearest part around it whose line is known."""
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]

    def words(self, path: Path) -> str:
        """The place as people read it: ``my.toml, line 57, step 3 "types", question 2 "types"``."""
        return ", ".join([self._name, f"line {self.line(path)}", *self._steps(path)])

    def _steps(self, path: Path) -> Iterator[str]:
        part: Any = self._data
        for name, number in zip(path[::2], path[1::2], strict=False):
            part = part[name][int(number) - 1]
            key = part.get("key") or part.get("name") if isinstance(part, dict) else None
            yield f'{name} {number} "{key[:_LONGEST_SHOWN]}"' if isinstance(key, str) else f"{name} {number}"


def entries(table: dict[str, Any], name: str, path: Path = ()) -> Iterator[tuple[dict[str, Any], Path]]:
    """Each table of a list of tables, with its path; whatever else stands there is passed over."""
    listed = table.get(name)
    for number, entry in enumerate(listed if isinstance(listed, list) else [], 1):
        if isinstance(entry, dict):
            yield entry, (*path, name, number)


def _lines(text: str) -> dict[Path, int]:
    lines: dict[Path, int] = {(): 1}
    counts: Counter[Path] = Counter()
    table: Path = ()
    quote = ""
    for number, line in enumerate(text.split("\n"), 1):
        if not quote and (header := _HEADER.match(line)):
            table = _table(header[2].split("."), many=header[1] == "[[", counts=counts)
            lines.setdefault(table, number)
            lines.setdefault(table[:-1], number)
        elif not quote and (field := _FIELD.match(line)):
            lines.setdefault((*table, field[1]), number)
        quote = _open_quote(line, quote)
    return lines


def _table(names: list[str], *, many: bool, counts: Counter[Path]) -> Path:
    path: Path = ()
    for name in names[:-1]:
        path = (*path, name)
        if path in counts:
            path = (*path, counts[path])
    path = (*path, names[-1])
    if many:
        counts[path] += 1
        path = (*path, counts[path])
    return path


def _open_quote(line: str, quote: str) -> str:
    """Which of the quotes that span lines is open at the end of this line, given which was open at its start."""
    at = 0
    while at <= len(line):
        found = _CLOSING[quote].match(line, at) if quote else _TOKEN.search(line, at)
        if found is None:
            break
        at = found.end()
        quote = "" if quote or found.group() not in _CLOSING else found.group()
    return quote
