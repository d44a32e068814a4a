"""A question answered with rows of a table, such as actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from netlearn_widgets.model.errors import InvalidAnswer
from netlearn_widgets.model.merging import Merged, clash_words, merge_entries, quoted, stays_words
from netlearn_widgets.model.question import (
    ANY,
    Json,
    Option,
    Question,
    check_option,
    keyed,
    label_of,
    mapping,
    sequence,
    texts,
)
from netlearn_widgets.model.text import check_text

__all__ = ["COLUMN_TYPES", "SETTLED", "STATUS", "WHO", "Column", "Table", "is_date"]

COLUMN_TYPES = ("text", "choice", "date")

STATUS = "status"
"""The key of a choice column that says what became of a row."""

WHO = ("owner", "who")
"""The keys of columns that are places for names: somebody may be taken out of their cells."""

SETTLED = ("done", "dropped")
"""The statuses after which nothing more is expected of a row."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a table: its lasting key, its heading, what it takes, and whether a row needs it.

    A ``date`` is written YYYY-MM-DD. ``options`` belong to a ``choice``.
    """

    key: str
    label: str
    hint: str = ""
    type: str = "text"
    options: tuple[Option, ...] = ()
    required: bool = False


@dataclass(frozen=True, kw_only=True)
class Table(Question):
    """Rows with the given columns. Answer: ``[{"id": str, column key: str, …}, …]``; cells may be left open ("")."""

    kind: ClassVar[str] = "table"
    columns: tuple[Column, ...]
    longest: int = 280
    most: int = 20
    row: str = "row"  # what one row is called: "action"

    @property
    def status(self) -> Column | None:
        """The column that says what became of a row, where the table asks for it."""
        return next((column for column in self.columns if (column.key, column.type) == (STATUS, "choice")), None)

    def _check(self, value: Json) -> list[dict[str, str]]:
        rows = [self._row(number, entry) for number, entry in enumerate(sequence(value, "The table", self.most), 1)]
        kept: dict[str, dict[str, str]] = {}
        for row in rows:
            if any(row[key] for key in row if key != "id"):
                kept.setdefault(row["id"], row)
        return list(kept.values())

    def _row(self, number: int, entry: Json) -> dict[str, str]:
        given = mapping(entry, f"{self.row.capitalize()} {number}")
        row = {"id": check_text(given.get("id"), what="A row's number", longest=40)}
        row |= {column.key: self._cell(number, column, given.get(column.key) or "") for column in self.columns}
        if any(row[column.key] for column in self.columns):
            for column in self.columns:
                if column.required and not row[column.key]:
                    message = f"{self.row.capitalize()} {number}: please fill in “{column.label}”."
                    raise InvalidAnswer(message)
        return row

    def _cell(self, number: int, column: Column, value: Json) -> str:
        if not value:
            return ""
        where = f"{self.row.capitalize()} {number}, {column.label}"
        if column.type == "choice":
            return check_option(column.options, value)
        text = check_text(value, what=where, longest=self.longest)
        if column.type == "date" and not is_date(text):
            message = f"{where}: {text!r} is no date. Write it as year-month-day, such as 2027-03-31."
            raise InvalidAnswer(message)
        return text

    def _read(self, value: Json) -> Json:
        columns = tuple(replace(column, type="text", required=False) for column in self.columns)
        return super(Table, replace(self, columns=columns, longest=ANY, most=ANY))._read(value)

    def _merge(self, base: Json, mine: Json, theirs: Json) -> Merged:
        """Merge row by row, and each row cell by cell."""
        rows, clashes = merge_entries(*({row["id"]: row for row in value or []} for value in (base, mine, theirs)))
        columns = {column.key: column for column in self.columns}
        said = []
        for clash in clashes:
            row = rows[clash.key]
            name = f"{self.row.capitalize()} {quoted(self._title(row))}"
            if not clash.part:
                said.append(stays_words(name))
                continue
            column = columns[clash.part]
            other = self.shown(column, {**row, column.key: clash.theirs})
            said.append(clash_words(f"{column.label} of {name[:1].lower()}{name[1:]}", other))
        return Merged(list(rows.values()), tuple(said))

    def _title(self, row: dict[str, str]) -> str:
        """What a row says first."""
        return next((shown for column in self.columns if (shown := self.shown(column, row))), "")

    def pieces(self, value: Json) -> dict[str, Json]:
        return {entry["id"]: entry for entry in value}

    def joined(self, pieces: Mapping[str, Json]) -> Json:
        return list(pieces.values())

    def fits(self, value: Json) -> bool:
        if not (isinstance(value, list) and all(keyed(row) and texts(row, "id", *row) for row in value)):
            return False
        cards = any(row.keys() == {"id", "text"} for row in value)  # ideas, unless a column is called so
        return not cards or any(column.key == "text" for column in self.columns)

    def shown(self, column: Column, row: dict[str, str]) -> str:
        """A cell as people read it: the label of a choice, the text itself otherwise."""
        value = row.get(column.key, "")
        return label_of(column.options, value) if column.type == "choice" and value else value

    def words(self, value: Json) -> list[str]:
        return [
            "; ".join(f"{column.label}: {shown}" for column in self.columns if (shown := self.shown(column, row)))
            for row in value or []
        ]


def is_date(text: str) -> bool:
    """Whether this is a date written YYYY-MM-DD."""
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
