"""Join codes as people type, paste and misread them, read by one rule: that of ``scripts/code.js``."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

__all__ = ["alike", "plain", "read_code"]

_LONGEST = 40  # characters
_KEY = re.compile(r"[A-Z0-9_-]{41,}")  # of a host or the administrator
_FIRST = re.compile(r"[\W_]*([^\W_]{4})[\W_]{0,3}([^\W_]{2})(?![^\W_])")
_SHAPE = re.compile(r"[A-Z]{4}[0-9]{2}")
_AROUND = re.compile(r"[?&:]")

# Each letter or digit stands for the one below it: capitals of other alphabets, digits among letters, letters among
# digits. The last: what no code of ours holds, for the one it is taken for.
_FOREIGN = str.maketrans("АВЕЅІЈКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABESIJKMHOPCTYXABEZHIKMNOPTYX")  # noqa: RUF001  that is the point
_AS_LETTER = str.maketrans("012568", "OIZSGB")
_AS_DIGIT = str.maketrans("OILZSGB", "0112568")
_ABSENT = str.maketrans("IOQ", "LDD")


def read_code(typed: str) -> str:
    """Return the join code in what somebody typed or pasted, as it stands on the screen: ``KRTM-27``.

    A whole link may be given, and what is around the code does not matter. What has another form is returned in
    capitals without blanks and dashes, so that it can be asked for; what can be no code is "".
    """
    text = _unfolded(typed).rpartition("#")[2]
    if _KEY.fullmatch(text):
        return ""
    first = _FIRST.match(text)
    if shaped := _shape(_bare(text)) or _shape("".join(first.groups()) if first else ""):
        return shaped
    left = _AROUND.split(text)[0]
    return "" if len(left) > _LONGEST else _bare(left)


def plain(text: str) -> str:
    """Return only the letters and digits, in capitals and of one sort: as codes of any form are compared."""
    return _bare(_unfolded(text))


def alike(code: str) -> str:
    """Return what a code has in common with all that are taken for it, such as ``BELP-45`` read as ``BEIP-45``.

    Two codes of ours never share it: the letters in question are in none of them.
    """
    return read_code(code).translate(_ABSENT)


def _unfolded(text: str) -> str:
    """Without percent signs, in capitals, with one sort of digit and of look-alike letter."""
    one_sort = "".join(map(_digit, unicodedata.normalize("NFKC", unquote(text))))
    return one_sort.upper().translate(_FOREIGN)


def _digit(one: str) -> str:
    return str(unicodedata.decimal(one, one))


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _shape(six: str) -> str:
    """Four letters and two digits, or ""."""
    read = six[:4].translate(_AS_LETTER) + six[4:].translate(_AS_DIGIT)
    return f"{read[:4]}-{read[4:]}" if _SHAPE.fullmatch(read) else ""
