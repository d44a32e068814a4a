"""What every question is: a key that outlives its wording, and a rule for what counts as an answer."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, TypeAlias

from netlearn_widgets.model.errors import InvalidAnswer, Overfull
from netlearn_widgets.model.merging import Merged, merge_whole, quoted

__all__ = [
    "ANY",
    "WHOLE",
    "Json",
    "Option",
    "Question",
    "check_option",
    "distinct",
    "keyed",
    "label_of",
    "mapping",
    "sequence",
    "texts",
]

WHOLE = ""
"""The name of the piece that is everything somebody said."""

ANY = 1_000_000
"""No limit: more than a message can hold."""

Json: TypeAlias = Any
"""What JSON can say: None, bool, int, float, str, list of Json, dict of str to Json."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """Something to choose or to rate.

    Attributes
    ----------
    key : str
        Its lasting name in the data file.
    label, hint : str
        What people read; free to change.
    group : str
        The heading it stands under, or "" (a role, for self-scored statements).
    """

    key: str
    label: str
    hint: str = ""
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class Question(ABC):
    """One thing a group is asked.

    Attributes
    ----------
    key : str
        Its lasting name in the data file and in a notebook: ``book.ask(key)``.
    prompt, hint : str
        The question in words, and help below it.
    talk : tuple of str
        Prompts for the conversation about the results.
    """

    kind: ClassVar[str]
    key: str
    prompt: str
    hint: str = ""
    talk: tuple[str, ...] = ()

    def check(self, value: Json) -> Json:
        """Return the answer as it is kept, or say why it cannot be; None takes an answer back.

        Raises
        ------
        InvalidAnswer
            In words for whoever answered.
        """
        if value is None:
            return None
        kept = self._check(value)
        return None if isinstance(kept, str | list | tuple | Mapping) and not kept else kept

    @abstractmethod
    def _check(self, value: Json) -> Json:
        """Return the canonical form; an empty text, list or mapping means nothing is answered."""

    @abstractmethod
    def fits(self, value: Json) -> bool:
        """Whether a kept answer has the form this kind of question gives it.

        A guide may have given the key to another kind since, and a file may have been mended by hand: such an answer
        is history, and none to the question as it is now. Options and limits may have changed: that is no other form.
        """

    def pieces(self, value: Json) -> dict[str, Json]:
        """An answer of this form in pieces that may be shown one without the other; `WHOLE` where it is one.

        Their names tell nothing of what they are: two people's pieces could be exchanged, whatever they are called. So
        the cells of a grid, of which each row is counted by itself, are no pieces.
        """
        return {WHOLE: value}

    def joined(self, pieces: Mapping[str, Json]) -> Json:
        """Put pieces together, as far as they are there; None where they say nothing."""
        return pieces[WHOLE]

    def merge(self, base: Json, mine: Json, theirs: Json) -> Merged:
        """Do what made ``mine`` of ``base`` to ``theirs``, which another device has kept since.

        Parameters
        ----------
        base, theirs : Json
            Of any form: whatever a browser sends, and what was kept under an earlier guide.
        mine : Json
            As `check` gives it.

        Raises
        ------
        Overfull
            When the question takes either, and not both merged.
        """
        was, there = self._read(base), self._read(theirs)
        if mine in (was, there):
            return Merged(theirs)
        if there == was:
            return Merged(mine)
        merged = self._merge(was, mine, there)
        try:
            return Merged(self.check(merged.value), merged.said)
        except InvalidAnswer as problem:
            words = (
                f"Another device added something too, and all together does not fit. {problem} Nothing is lost so far."
            )
            raise Overfull(words, merged.value, theirs) from problem

    def _merge(self, base: Json, mine: Json, theirs: Json) -> Merged:
        """Merge three different values; a kind whose answers have entries merges these."""
        value, both = merge_whole(base, mine, theirs)
        return Merged(value, (_replaced(self.words(theirs)),) if both else ())

    def _read(self, value: Json) -> Json:
        """Return an answer with what of it the question still takes, and None where that is nothing.

        A kind with limits reads beyond them: what was kept before a guide set them is not forgotten.
        """
        try:
            return self.check(value)
        except InvalidAnswer:
            return None

    @abstractmethod
    def words(self, value: Json) -> list[str]:
        """The answer as plain lines of text, one a part; an option no guide knows any more shows its key."""

    def spec(self) -> dict[str, Json]:
        """The question as plain data, for a widget to draw."""
        return {"kind": self.kind, **asdict(self)}


def _replaced(words: Sequence[str]) -> str:
    """Tell a person that another device gave another answer as a whole."""
    there = f"it said {quoted('; '.join(words))}" if words else "it was taken back"
    return f"This was answered on another device too. What you said here came later and counts; there {there}."


def texts(value: Json, *names: str) -> bool:
    """Whether this is a mapping that has a text under each of these names."""
    return isinstance(value, Mapping) and all(isinstance(value.get(name), str) for name in names)


def keyed(value: Json) -> bool:
    """Whether this is a mapping with text keys."""
    return isinstance(value, Mapping) and all(isinstance(key, str) for key in value)


def distinct(values: Sequence[Json]) -> bool:
    """Whether these are texts, and none is there twice.

    Examples
    --------
    >>> distinct(["a", "b"]), distinct(["a", "a"]), distinct(["a", 1])
    (True, False, False)
    """
    return all(isinstance(value, str) for value in values) and len(set(values)) == len(values)


def label_of(options: Sequence[Option], key: str) -> str:
    """The label of an option, or the key itself where the guide no longer has it."""
    return next((option.label for option in options if option.key == key), key)


def check_option(options: Sequence[Option], value: Json) -> str:
    """Return the key when it is one of the options.

    Raises
    ------
    InvalidAnswer
        Naming the options there are.
    """
    if any(option.key == value for option in options):
        return str(value)
    labels = ", ".join(option.label for option in options)
    message = f"What was chosen is not one of the options any more. Please choose from: {labels}."
    raise InvalidAnswer(message)


def mapping(value: Json, what: str) -> Mapping[str, Json]:
    """Return the value when it is a mapping with text keys; raise InvalidAnswer otherwise."""
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return value
    message = f"{what} should be a list of names with values."
    raise InvalidAnswer(message)


def sequence(value: Json, what: str, most: int) -> Sequence[Json]:
    """Return the value when it is a list of at most that many; raise InvalidAnswer otherwise."""
    if not isinstance(value, list | tuple):
        message = f"{what} should be a list."
        raise InvalidAnswer(message)
    if len(value) > most:
        message = f"{what}: {len(value)} were given, and at most {most} fit. Please take away {len(value) - most}."
        raise InvalidAnswer(message)
    return value
