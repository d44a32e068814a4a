"""Text as people type it: kept to the letter, or refused in words."""

from __future__ import annotations

import re
import unicodedata

from netlearn_widgets.model.errors import InvalidAnswer

__all__ = ["check_key", "check_text", "fold"]

# Characters no keyboard makes and that a database, XML or a spreadsheet cannot hold.
_UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


def check_text(value: object, *, what: str, longest: int, lines: bool = False) -> str:
    """Return the text without outer blanks, or say why it cannot be kept.

    Parameters
    ----------
    value : object
        What arrived from a browser, a file or a caller.
    what : str
        What the text is, as the reader knows it ("This idea").
    longest : int
        The most characters (code points) that are kept.
    lines : bool
        Whether line breaks may stay; otherwise each becomes a space.

    Raises
    ------
    InvalidAnswer
        When it is no text, holds characters that cannot be kept, or is too long.
    """
    if not isinstance(value, str):
        message = f"{what} should be text."
        raise InvalidAnswer(message)
    text = re.sub(r"\r\n?", "\n", value)
    if not lines:
        text = re.sub(r"[\n\t]+", " ", text)
    if found := _UNKEEPABLE.search(text):
        message = (
            f"{what} holds a character that cannot be kept "
            f"(number {found.start() + 1}, code {ord(found.group()):04X}). Please delete it."
        )
        raise InvalidAnswer(message)
    text = text.strip()
    if len(text) > longest:
        message = f"{what} has {len(text):,} characters; {longest:,} fit. Please shorten it by {len(text) - longest:,}."
        raise InvalidAnswer(message)
    return text


def check_key(value: object) -> bool:
    """Whether this may serve as a key: small letters, digits and underscores, a letter first, at most 40."""
    return isinstance(value, str) and _KEY.fullmatch(value) is not None


def fold(text: str) -> str:
    """The text as names are compared: without case, accents' spelling or doubled blanks."""
    same = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(unicodedata.normalize("NFKC", same).split())
