"""What must hold between the parts of a guide: no key twice, and every reference leads to the right kind of question.

Works on the tables as tomllib reads them, so that a mistake elsewhere hides nothing here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from netlearn_widgets.content.places import Path, entries
from netlearn_widgets.content.values import guess
from netlearn_widgets.model.choosing import HORIZONS

__all__ = ["check_sense", "check_whole"]

Say: TypeAlias = Callable[[Path, str, str], None]
_Found: TypeAlias = list[tuple[dict[str, Any], Path]]

_CHOOSING = frozenset({"choice", "choices", "ranking"})
_REFERENCES = (("choices", "compare", "choice"), ("agreement", "about", "text"))
"""A kind, the field of it that names another question, and the kind that question has to be of."""


def check_whole(data: dict[str, Any], say: Say) -> None:
    """Note each double key, reference that leads nowhere, column whose options do not fit, and vote beyond its dots."""
    steps = list(entries(data, "step"))
    questions = [found for step, path in steps for found in entries(step, "question", path)]
    _doubles("step", steps, say)
    _doubles("question", questions, say)
    for question, path in questions:
        for name in ("option", "row", "column"):
            _doubles(name, entries(question, name, path), say)
        for column, place in entries(question, "column", path):
            _doubles("option", entries(column, "option", place), say)
            _column(column, place, say)
        _vote(question, path, say)
    _references(questions, say)


def check_sense(data: dict[str, Any], say: Say) -> None:
    """Note what can be shown and makes no sense: horizons with rows of their own, and a choice of one."""
    for step, here in entries(data, "step"):
        for question, path in entries(step, "question", here):
            _horizons(question, path, say)
            _options(question, path, say)


def _doubles(name: str, found: Iterable[tuple[dict[str, Any], Path]], say: Say) -> None:
    seen = set()
    for table, path in found:
        key = table.get("key")
        if isinstance(key, str) and key in seen:
            say((*path, "key"), f"The key {key!r} belongs to an earlier {name}.", "Give this one another key.")
        elif isinstance(key, str):
            seen.add(key)


def _column(column: dict[str, Any], path: Path, say: Say) -> None:
    chooses = column.get("type") == "choice"
    if chooses and not column.get("option"):
        say(
            path,
            "A column to choose from needs at least one option.",
            "Add it, headed [[step.question.column.option]].",
        )
    if not chooses and column.get("option"):
        say((*path, "option"), "Only a column to choose from takes options.", 'Take them away, or add type = "choice".')


def _horizons(question: dict[str, Any], path: Path, say: Say) -> None:
    keys = [option.key for option in HORIZONS]
    rows = [row.get("key") for row, _ in entries(question, "row", path)]
    if question.get("kind") == "horizons" and rows and rows != keys:
        say(
            (*path, "row"),
            f"The rows of horizons have the keys {', '.join(keys)}, in this order.",
            "Give them these keys, and labels as you like; for other rows choose the kind 'matrix'.",
        )


def _options(question: dict[str, Any], path: Path, say: Say) -> None:
    if question.get("kind") in _CHOOSING and len(list(entries(question, "option", path))) == 1:
        say(
            (*path, "option"),
            "With one option there is nothing to choose.",
            "Add another one, headed [[step.question.option]].",
        )


def _vote(question: dict[str, Any], path: Path, say: Say) -> None:
    dots, most = question.get("dots", 0), question.get("most_on_one", 0)
    if question.get("kind") == "ideas" and type(dots) is type(most) is int and most > max(dots, 0):
        cure = f"Write at most {dots}." if dots > 0 else "Add a line such as dots = 5, or take this one away."
        say((*path, "most_on_one"), f"`most_on_one` is {most}, and each person has {max(dots, 0) or 'no'} dots.", cure)


def _references(questions: _Found, say: Say) -> None:
    by_key = {question["key"]: question for question, _ in questions if isinstance(question.get("key"), str)}
    for question, path in questions:
        for owner, field, kind in _REFERENCES:
            key = question.get(field)
            if question.get("kind") != owner or not isinstance(key, str) or not key:
                continue
            here = (*path, field)
            fitting = [name for name, one in by_key.items() if one.get("kind") == kind]
            choice = ", ".join(fitting) or "there is none"
            cure = f"{guess(key, fitting)}It names a question of the kind {kind!r}: {choice}."
            if key not in by_key:
                say(here, f"`{field}` names a question that is not there: {key!r}.", cure)
            elif by_key[key].get("kind") != kind:
                say(here, f"`{field}` names {key!r}, which is not of the kind {kind!r}.", cure)
            elif field == "compare" and not _keys(question) & _keys(by_key[key]):
                say(here, f"No option of {key!r} is offered here.", "Use the same option keys in both questions.")


def _keys(question: dict[str, Any]) -> set[str]:
    return {str(option.get("key")) for option, _ in entries(question, "option")}
