"""What an act of each kind must say to count; an older file, or one that was mended by hand, may hold anything.

======== =============================================================================================
kind     value
======== =============================================================================================
settings ``{"names": str, "threshold": int, "protected": bool}``, each may be left out
agenda   ``{"steps": [{"key": str, "minutes": int}, …]}``
step     ``{"step": key}``
state    ``{"step": key, "state": "open", "paused" or "closed"}``
reveal   ``{"shown": bool}``, with the question: its results
tally    ``{"shown": bool}``, with the question: the dots on its cards
timer    ``{"ends": time with its zone, or None}``
message  ``{"text": str}``
note     ``{"step": key, "text": str}``
close    ``{"closed": bool}``
decide   ``{"proposal": id, "outcome": "agreed" or "moved on", "reason": str}``
left     ``{"cohorts": cohorts or None, "dots": cohorts or None}``, cohorts being a list of ``{"pieces": [[participant,
         name of the piece, id of what said it or None], …], "gone": int, "out": bool}``; older stores kept
         ``{"after": int, "gone": int}``
======== =============================================================================================

The kinds about ideas are described in `netlearn_widgets.model.themes`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from netlearn_widgets.model import deciding, sorting, steering
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.errors import InvalidAnswer
from netlearn_widgets.model.question import ANY, Json, mapping, sequence
from netlearn_widgets.model.settings import Settings
from netlearn_widgets.model.text import check_text
from netlearn_widgets.model.workshop import in_range

__all__ = ["counts", "flaw"]

_LONGEST_KEY = 40
_LONGEST_NAME = 200
_NAMES = 3  # by which a piece of a cohort is known
_MOST_STEPS = 500


def counts(act: Act) -> bool:
    """Whether an act says what its kind asks for; one that does not changes nothing.

    Examples
    --------
    >>> counts(Act(kind="close", value={"closed": True})), counts(Act(kind="close", value=[]))
    (True, False)
    """
    return not flaw(act)


def flaw(act: Act) -> str:
    """What is wrong with an act, in words; "" where it says what its kind asks for."""
    check = _CHECKS.get(act.kind)
    if check is None:
        return f"There is no act of the kind {act.kind!r:.40}."
    if act.kind in {"reveal", "tally"} and not act.question:
        return "An act that shows results names the question they are of."
    try:
        check(mapping(act.value, f"What an act of the kind {act.kind!r} says"))
    except InvalidAnswer as problem:
        return str(problem)
    return ""


_Given = Mapping[str, Json]


def _text(given: _Given, name: str, longest: int = _LONGEST_KEY, *, empty: bool = False) -> str:
    text = check_text(given.get(name), what=f"“{name}”", longest=longest, lines=True)
    if not (text or empty):
        raise InvalidAnswer(f"“{name}” should not be empty.")
    return text


def _one_of(given: _Given, name: str, words: tuple[Json, ...]) -> None:
    value = given.get(name)
    if not any(value is word or (isinstance(word, str) and value == word) for word in words):
        raise InvalidAnswer(f"“{name}” should be one of: {', '.join(map(str, words))}.")


def _whole(given: _Given, name: str, most: int | None = None) -> None:
    value = given.get(name)
    if type(value) is not int or value < 0 or (most is not None and value > most):
        raise InvalidAnswer(f"“{name}” should be a whole number{f' up to {most}' if most is not None else ''}.")


def _agenda(given: _Given) -> None:
    for entry in sequence(given.get("steps"), "“steps”", _MOST_STEPS):
        step = mapping(entry, "A step of an agenda")
        _text(step, "key")
        _whole(step, "minutes", steering.LONGEST_TIME)


def _timer(given: _Given) -> None:
    ends = given.get("ends", "")
    if ends is None:
        return
    try:
        fits = isinstance(ends, str) and in_range(dt.datetime.fromisoformat(ends))
    except ValueError:
        fits = False
    if not fits:
        raise InvalidAnswer("“ends” should be a time such as 2027-03-31T14:15:00+00:00.")


def _state(given: _Given) -> None:
    _text(given, "step")
    _one_of(given, "state", steering.STATES)


def _note(given: _Given) -> None:
    _text(given, "step")
    _text(given, "text", steering.LONGEST_NOTE, empty=True)


def _decide(given: _Given) -> None:
    _text(given, "proposal")
    _one_of(given, "outcome", deciding.OUTCOMES)
    if given.get("reason") is not None:
        _text(given, "reason", deciding.LONGEST_REASON, empty=True)


def _left(given: _Given) -> None:
    if "cohorts" not in given:
        _whole(given, "after")
        _whole(given, "gone")
        return
    for name in ("cohorts", "dots"):
        for cohort in sequence(given.get(name) or [], f"The {name}", ANY):
            one = mapping(cohort, "A cohort")
            _whole(one, "gone")
            _one_of(one, "out", (True, False))
            for piece in sequence(one.get("pieces"), "The pieces of a cohort", ANY):
                _piece(piece)


def _piece(piece: Json) -> None:
    names = sequence(piece, "A piece", _NAMES)
    if len(names) < _NAMES:
        raise InvalidAnswer("A piece of a cohort is named by whose it is, its name, and what said it.")
    for name in names[: _NAMES - 1] if names[-1] is None else names:
        check_text(name, what="The name of a piece of a cohort", longest=_LONGEST_NAME)


def _theme(given: _Given) -> None:
    _text(given, "theme")
    _text(given, "name", sorting.LONGEST_NAME, empty=True)


def _group(given: _Given) -> None:
    _text(given, "card")
    _text(given, "theme", empty=True)


def _merge(given: _Given) -> None:
    _text(given, "card")
    _text(given, "into", empty=True)


def _dots(given: _Given) -> None:
    for thing in given:
        check_text(thing, what="The number of a theme", longest=_LONGEST_KEY)
        _whole(given, thing)


def _hide(given: _Given) -> None:
    _text(given, "card")
    if given.get("hidden") is not False:
        _text(given, "reason", sorting.LONGEST_REASON, empty=True)  # it may have been the name of one taken out


_CHECKS: dict[str, Callable[[_Given], object]] = {
    "settings": lambda given: Settings().changed(given),
    "agenda": _agenda,
    "step": lambda given: _text(given, "step"),
    "state": _state,
    "reveal": lambda given: _one_of(given, "shown", (True, False)),
    "tally": lambda given: _one_of(given, "shown", (True, False)),
    "timer": _timer,
    "message": lambda given: _text(given, "text", steering.LONGEST_MESSAGE, empty=True),
    "note": _note,
    "close": lambda given: _one_of(given, "closed", (True, False)),
    "decide": _decide,
    "left": _left,
    "theme": _theme,
    "group": _group,
    "merge": _merge,
    "dots": _dots,
    "hide": _hide,
}
