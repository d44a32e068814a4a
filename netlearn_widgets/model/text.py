"""Text as people type it: what is seen is kept to the letter; what nobody can see, and says nothing, is taken out."""

from __future__ import annotations

import re
import unicodedata

from netlearn_widgets.model.errors import InvalidAnswer

__all__ = ["check_key", "check_text", "clean", "fold"]

# widgets/clean.js holds the same rules for pages; the tests of both read tests/text_cases.json.
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NOTHING = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls
    "\xad\u200b\u2060-\u2065\ufeff"  # where a line may or may not be broken
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates
    "\u206a-\u206f\ufff0-\ufffb\U000e0000-\U000e001f\U000e0080-\U000e00ff\U000e01f0-\U000e0fff"  # out of use
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # no characters at all
)
_JOINER, _DIRECTION = "\u200c\u200d", "\u061c\u200e\u200f"
_VARIANT, _TAG = "\ufe00-\ufe0f\U000e0100-\U000e01ef", "\U000e0020-\U000e007f"
_DEPENDENT = re.compile(f"[{_JOINER}{_DIRECTION}{_VARIANT}{_TAG}]")
_NO_BASE = re.compile(f"[\\s{_JOINER}{_DIRECTION}{_VARIANT}]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
# Scripts whose letters change shape beside a joiner (Arabic, Syriac, those of India, Mongolian, ...), and emoji.
_JOINED = re.compile(
    "[\u0620-\u0dff\u0f40-\u109f\u1700-\u18af\u1900-\u1cff\ua800-\uaaff\uabc0-\uabff\ufb50-\ufdcf\ufdf0-\ufdff"
    "\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f"
    "\xa9\xae\u203c\u2049\u20e3\u2100-\u21ff\u2300-\u27bf\u2900-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
_ENDS_JOINED = re.compile("[\ufe0f\U000e007f]")  # how an emoji may end
_FLAG = "\U0001f3f4"

# Unicode's Default_Ignorable_Code_Point, controls that are no blanks, and what is no character.
_UNSEEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_BLANK = r"\s\u2800"  # the second is Braille without a dot
_SEEN = re.compile(f"[^{_UNSEEN}{_BLANK}]")
_ALIKE = (
    (re.compile(f"[{_UNSEEN}]+"), ""),
    (re.compile(f"[{_BLANK}]+"), " "),
    (
        re.compile(
            "[`\xb4\u02b9\u02bb-\u02bd\u02ca\u02cb\u055a\u05f3\u2018\u2019\u201b\u2032\u2035\ua78c\uff07\uff40]"
        ),
        "'",
    ),
    (re.compile("[\u02d7\u058a\u05be\u2010-\u2015\u2043\u207b\u208b\u2212\ufe31\ufe32\ufe58\ufe63\uff0d]"), "-"),
    (re.compile("\u0131|i\u0307"), "i"),  # Turkish keyboards have both; in capitals one cannot be told from the other
)


def clean(text: str, *, lines: bool = False) -> str:
    r"""Return the text without what nobody can see and what says nothing; what people see stays to the letter.

    - Every kind of line break becomes one kind; without ``lines``, breaks and tabs become a blank.
    - Controls, zero-width blanks, soft hyphens, byte order marks, halves of surrogate pairs and code points that are no
      characters go.
    - Embeddings, overrides and isolates go: left open, they turn around what stands beside the text. Marks of
      direction stay in a text with right-to-left letters; anywhere else they say nothing.
    - A joiner stays where a neighbour changes shape by it: in Persian, in the scripts of India, in emoji. Of variation
      selectors, the first after a visible character stays; of tags, those of a flag.

    Examples
    --------
    >>> clean("Line one\x0bLine\u200b two\x02", lines=True)
    'Line one\nLine two'
    """
    text = _BREAK.sub("\n", text)
    if not lines:
        text = re.sub(r"[\n\t]+", " ", text)
    text = _NOTHING.sub("", text)
    return _without_loose(text) if _DEPENDENT.search(text) else text


def _without_loose(text: str) -> str:
    """Return the text without joiners, marks, selectors and tags that change nothing where they stand."""
    turns = _RIGHT_TO_LEFT.search(text) is not None
    kept: list[str] = []
    before = ""
    for char, after in zip(text, f"{text[1:]} ", strict=True):
        if not _DEPENDENT.match(char) or _says_something(char, before, after, turns=turns):
            kept.append(char)
            before = char
    return "".join(kept)


def _says_something(char: str, before: str, after: str, *, turns: bool) -> bool:
    if char in _JOINER:
        ends = _JOINED.match(before) or _ENDS_JOINED.match(before)
        return before not in [*_JOINER] and bool(ends or _JOINED.match(after))
    if char in _DIRECTION:
        return turns and before not in [*_DIRECTION]
    if "\U000e0020" <= char <= "\U000e007f":
        return before == _FLAG or "\U000e0020" <= before <= "\U000e007e"
    return before != "" and not _NO_BASE.match(before)


def check_text(value: object, *, what: str, longest: int, lines: bool = False) -> str:
    """Return the text as it is kept: cleaned, without outer blanks, and "" where nothing of it can be seen.

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
        When it is no text, or is too long.
    """
    if not isinstance(value, str):
        message = f"{what} should be text."
        raise InvalidAnswer(message)
    text = clean(value, lines=lines).strip()
    if not _SEEN.search(text):
        return ""
    if len(text) > longest:
        message = f"{what} has {len(text):,} characters; {longest:,} fit. Please shorten it by {len(text) - longest:,}."
        raise InvalidAnswer(message)
    return text


def check_key(value: object) -> bool:
    """Whether this may serve as a key: small letters, digits and underscores, a letter first, at most 40."""
    return isinstance(value, str) and _KEY.fullmatch(value) is not None


def fold(text: str) -> str:
    r"""Return the text as names are compared: by what is seen, not by which key a keyboard has for it.

    Unicode's NFKC_Casefold (without case, compatibility forms and what is invisible), and with it apostrophes, hyphens
    and blanks of every kind as one; "" where nothing can be seen.

    Examples
    --------
    >>> fold("Anne\u2013Marie  O\u2019NEIL") == fold("anne-marie o'neil")
    True
    """
    folded, before = text, None
    while folded != before:
        before = folded
        folded = _once(folded)
    return folded.strip()


def _once(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    for alike, one in _ALIKE:
        text = alike.sub(one, text)
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold().lower())
