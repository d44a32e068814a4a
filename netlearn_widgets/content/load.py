"""A guide from a file or a text, or every problem that stands in the way."""

from __future__ import annotations

import difflib
import errno
import os
import stat
import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, cast

from netlearn_widgets.content.places import Places
from netlearn_widgets.content.reading import Reader
from netlearn_widgets.content.toml_errors import explain
from netlearn_widgets.content.whole import check_sense, check_whole
from netlearn_widgets.model.errors import GuideError, Problem
from netlearn_widgets.model.guide import Guide

__all__ = ["LARGEST", "default_guide", "default_text", "load", "parse", "read_bytes", "read_text"]

LARGEST = 1_000_000
"""The most bytes a guide's file may have; the default guide has about a twentieth of it."""


def load(path: str | os.PathLike[str]) -> Guide:
    """Return the guide in a TOML file.

    Raises
    ------
    GuideError
        With every problem of the file, in its order: where it is, what it is, how to mend it.
    """
    return parse(read_text(path), name=os.fspath(path))


def read_text(path: str | os.PathLike[str]) -> str:
    """Return the text of a guide's file; raise GuideError when there is no such file, or it cannot be read as text."""
    name, file = os.fspath(path), Path(path)
    try:
        raw = read_bytes(file, LARGEST)
    except FileNotFoundError:
        raise _refused(name, "There is no such file.", _nearby(file)) from None
    except OSError as error:
        raise _refused(
            name, f"The file cannot be read: {error.strerror}.", "Give the path of a guide's file."
        ) from None
    if raw is None:
        raise _refused(name, f"The file is larger than {LARGEST:,} bytes.", "Is it the right file?")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _refused(
            f"{name}, line {line}",
            "The file is not written in UTF-8.",
            "Save it again with the encoding UTF-8 (in Notepad: Save as, Encoding).",
        ) from None


def read_bytes(file: Path, most: int) -> bytes | None:
    """Return what is in a file or comes out of a pipe; None where that is more than so many bytes.

    Raises
    ------
    OSError
        Also for a device, which may have no end.
    """
    kind = file.stat().st_mode
    if stat.S_ISCHR(kind) or stat.S_ISBLK(kind):
        raise OSError(errno.EINVAL, "It is a device, and no file", str(file))
    with file.open("rb") as opened:
        raw = opened.read(most + 1)
    return raw if len(raw) <= most else None


def parse(text: str, name: str = "guide", *, kept: bool = False) -> Guide:
    """Return the guide in a TOML text.

    Parameters
    ----------
    text : str
    name : str
        What problems call it.
    kept : bool
        Whether a workshop uses it already: then it is enough that it can be shown, whatever was learned since of how a
        guide should be.

    Raises
    ------
    GuideError
        With every problem of the text, in its order.
    """
    text = text.removeprefix("\ufeff")
    if len(text) > LARGEST:
        raise _refused(name, f"The text is longer than {LARGEST:,} characters.", "Is it the right text?")
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise GuideError([explain(error, text, name)]) from None
    return _build(data, Places(name, text, data), kept=kept)


def _build(data: dict[str, Any], places: Places, *, kept: bool) -> Guide:
    reader = Reader(places)
    guide = reader.build(Guide, data, ())
    check_whole(data, reader.say)
    if not kept and not reader.problems:  # what is still to be mended may bring the second option
        check_sense(data, reader.say)
    if reader.problems:
        raise GuideError([problem for _, problem in sorted(reader.problems, key=lambda found: found[0])])
    return cast("Guide", guide)


def default_text() -> str:
    """The default guide as TOML: a text to copy, reword, extend or translate."""
    return resources.files(__package__).joinpath("default.toml").read_text(encoding="utf-8")


@cache
def default_guide() -> Guide:
    """The default guide."""
    return parse(default_text(), name="default.toml")


def _refused(place: str, what: str, cure: str) -> GuideError:
    return GuideError([Problem(place, what, cure)])


def _nearby(file: Path) -> str:
    guides = [str(one) for one in sorted(file.parent.glob("*.toml"))] if file.parent.is_dir() else []
    if close := difflib.get_close_matches(str(file), guides, n=1):
        return f"Did you mean {close[0]}?"
    return "Write the default guide to it with `netlearn guide > my.toml`, or check the path."
