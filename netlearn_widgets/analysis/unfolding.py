"""An answer taken apart into its smallest parts, each a part of a row in a frame: part, option, label, value, text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.choosing import Choice, Choices, Matrix, Ranking, Scale
from netlearn_widgets.model.people import Roles, Ties
from netlearn_widgets.model.question import Json, Question, label_of
from netlearn_widgets.model.table import Table

__all__ = ["unfold"]

_Part: TypeAlias = dict[str, Json]


def unfold(question: Question | None, value: Json) -> Iterator[_Part]:
    """The smallest parts of an answer; one empty part when it was taken back.

    An answer to a question the guide no longer asks, or asks in another kind, is one part with JSON as its text.
    """
    if value is None:
        return iter([{}])
    if question is None or not question.fits(value):
        return iter([{"text": json.dumps(value, ensure_ascii=False)}])
    return _UNFOLD[question.kind](question, value)


def _text(_: Question, value: str) -> Iterator[_Part]:
    yield {"text": value}


def _ideas(_: Question, value: list[dict[str, str]]) -> Iterator[_Part]:
    for card in value:
        yield {"part": card["id"], "text": card["text"]}


def _choice(question: Choice, value: str) -> Iterator[_Part]:
    yield {"option": value, "label": label_of(question.options, value)}


def _choices(question: Choices, value: list[str]) -> Iterator[_Part]:
    for key in value:
        yield {"option": key, "label": label_of(question.options, key)}


def _ranking(question: Ranking, value: list[str]) -> Iterator[_Part]:
    for place, key in enumerate(value, 1):
        yield {"option": key, "label": label_of(question.options, key), "value": place}


def _matrix(question: Matrix, value: dict[str, str]) -> Iterator[_Part]:
    for row, key in value.items():
        yield {"part": row, "option": key, "label": label_of(question.options, key)}


def _scale(question: Scale, value: dict[str, int]) -> Iterator[_Part]:
    for key, rating in value.items():
        yield {"option": key, "label": label_of(question.options, key), "value": rating}


def _roles(question: Roles, value: dict[str, dict[str, list[str]]]) -> Iterator[_Part]:
    for key, cover in value.items():
        for part, names in cover.items():
            for name in names:
                yield {"part": part, "option": key, "label": label_of(question.options, key), "text": name}


def _ties(question: Ties, value: dict[str, Json]) -> Iterator[_Part]:
    people = len(value["people"])
    for number, line in enumerate(question.words(value)):
        yield {"part": "person" if number < people else "tie", "text": line}


def _table(question: Table, value: list[dict[str, str]]) -> Iterator[_Part]:
    columns = {column.key: column for column in question.columns}
    for row in value:
        for key, cell in row.items():
            if key == "id" or not cell:
                continue
            column = columns.get(key)
            shown = question.shown(column, row) if column else cell
            yield {"part": row["id"], "option": key, "label": column.label if column else key, "text": shown}


def _agreement(question: Agreement, value: dict[str, str]) -> Iterator[_Part]:
    key = value["position"]
    yield {
        "part": value["proposal"],
        "option": key,
        "label": label_of(question.options, key),
        "text": value.get("reason") or None,
    }


_UNFOLD: dict[str, Callable[[Any, Any], Iterator[_Part]]] = {
    "text": _text,
    "ideas": _ideas,
    "choice": _choice,
    "choices": _choices,
    "ranking": _ranking,
    "horizons": _matrix,
    "matrix": _matrix,
    "scale": _scale,
    "roles": _roles,
    "ties": _ties,
    "table": _table,
    "agreement": _agreement,
}
