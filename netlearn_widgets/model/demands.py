"""What a question asks of an answer beyond its form: limits, and what must be filled in."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass

from netlearn_widgets.model.choosing import Scale
from netlearn_widgets.model.question import Json, Question
from netlearn_widgets.model.table import Column, Table, is_date

__all__ = ["Demand", "demands"]


@dataclass(frozen=True)
class Demand:
    """Something a question asks of an answer that is given from now on.

    Attributes
    ----------
    what : str
        As a clause.
    cure : str
        What somebody has to do with an answer that it refuses.
    refuses : callable
        Whether it refuses an answer.
    named : bool
        Whether it is about options, which are named one by one.
    """

    what: str
    cure: str
    refuses: Callable[[Json], bool]
    named: bool = False


def demands(question: Question) -> dict[str, Demand]:
    """What a question asks of its answers, by a name that stays when the limit changes."""
    found = {}
    if most := getattr(question, "most", 0):
        entries = "1 entry" if most == 1 else f"{most} entries"
        found["most"] = Demand(f"takes at most {entries}", "shorten it", lambda value: _length(value) > most)
    if longest := getattr(question, "longest", 0):
        what = f"takes at most {longest} characters in a text"
        keys = {"id"} | {column.key for column in getattr(question, "columns", ()) if column.type == "choice"}
        found["longest"] = Demand(
            what, "shorten it", lambda value: max(map(len, _texts(value, keys)), default=0) > longest
        )
    if isinstance(question, Scale):
        steps = question.steps
        what = f"takes no rating above {steps}"
        found["steps"] = Demand(what, "rate it anew", lambda value: any(rating > steps for rating in value.values()))
    if isinstance(question, Table):
        for column in question.columns:
            found |= {f"{column.key} {name}": one for name, one in _of_column(column)}
    return found


def _of_column(column: Column) -> Iterator[tuple[str, Demand]]:
    key = column.key
    options = {option.key for option in column.options}
    if column.required:
        what = f"needs the column {key!r} in each row"
        yield "required", Demand(what, "fill it in", lambda value: any(not row.get(key) for row in value))
    if column.type == "date":
        what = f"takes only dates in the column {key!r}"
        yield "date", Demand(what, "write a date", lambda value: not all(map(is_date, _cells(key, value))))
    if column.type == "choice":
        what = f"takes only its options in the column {key!r}"
        yield "choice", Demand(what, "choose one", lambda value: not options.issuperset(_cells(key, value)), named=True)


def _cells(column: str, value: Json) -> list[str]:
    """What stands in a column, where anything does."""
    return [row[column] for row in value if row.get(column)]


def _length(value: Json) -> int:
    """How many entries an answer has."""
    return len(value["people"] if isinstance(value, Mapping) else value)


def _texts(value: Json, keys: Container[str]) -> list[str]:
    """What somebody wrote in an answer: a text, a reason, or cards and cells but those that hold keys."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [value.get("reason", "")]
    return [text for entry in value for name, text in entry.items() if name not in keys]
