"""What a single value of a guide may be, beyond its type."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from netlearn_widgets.model.agreement import SCALES
from netlearn_widgets.model.choosing import MOST_STEPS, Choices, Ranking
from netlearn_widgets.model.table import COLUMN_TYPES, Column
from netlearn_widgets.model.text import check_key

__all__ = ["PARTS", "check_value", "guess"]

PARTS = ("purpose", "people", "inequality")
"""The three starting questions, which are the headings of the plan."""

_ONE_OF = {"part": PARTS, "scale": tuple(SCALES), "type": COLUMN_TYPES}
_WITHIN = {
    "minutes": (1, 480),
    "longest": (1, 10_000),
    "steps": (2, MOST_STEPS),
    "most": (1, 500),
    "dots": (1, 20),
    "most_on_one": (1, 20),
}
_ZERO = {"most": "no limit", "dots": "no vote", "most_on_one": "no limit"}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def check_value(cls: type, name: str, value: object) -> tuple[str, str] | None:
    """What is wrong with a value and how to mend it, or None.

    Parameters
    ----------
    cls : type
        The dataclass the value is for.
    name : str
        What the guide calls it.
    value : object
        Of the right type.
    """
    if name == "key":
        return _key(cls, str(value))
    if name == "language" and not _LANGUAGE.fullmatch(str(value)):
        return f"{value!r} is no language code.", 'Write a code such as "en", "gd" or "pt-BR".'
    if name in _ONE_OF and value not in _ONE_OF[name]:
        allowed = _ONE_OF[name]
        return f"`{name}` is {value!r}.", f"{guess(value, allowed)}It is one of: {', '.join(allowed)}."
    if name in _WITHIN and isinstance(value, int):
        return _number(cls, name, value)
    return None


def _key(cls: type, key: str) -> tuple[str, str] | None:
    if not check_key(key):
        tidy = re.sub(r"[^a-z0-9]+", "_", key.lower()).strip("_0123456789")[:40]
        example = f" such as {tidy!r}" if check_key(tidy) else ""
        rule = "small letters, digits and underscores, a letter first, at most 40"
        return f"{key!r} cannot be a key.", f"Write one{example}: {rule}."
    if cls is Column and key == "id":
        return "A column cannot have the key 'id': each row has a number under that name.", "Choose another key."
    return None


def _number(cls: type, name: str, value: int) -> tuple[str, str] | None:
    least, most = _WITHIN[name]
    nothing = _ZERO.get(name, "")
    if name == "most" and not issubclass(cls, Choices | Ranking):
        nothing = ""
    if (value == 0 and nothing) or least <= value <= most:
        return None
    without = f" (or 0 for {nothing})" if nothing else ""
    return f"`{name}` is {value}.", f"Write a whole number from {least} to {most:,}{without}."


def guess(word: object, words: Iterable[str]) -> str:
    """``Did you mean …? `` with the nearest of the words, or "" when none is near."""
    close = difflib.get_close_matches(str(word).lower(), list(words), n=1)
    return f'Did you mean "{close[0]}"? ' if close else ""
