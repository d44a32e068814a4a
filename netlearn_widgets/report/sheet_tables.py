"""Rows of a table to fill in by hand: as a table where it is narrow, as a form for each row where it is not."""

from __future__ import annotations

from netlearn_widgets.model.table import Column, Table
from netlearn_widgets.report.tree import Node, h

__all__ = ["rows_to_fill"]

_WIDEST = 4  # columns beside each other in which a hand can write
_ROWS, _FORMS = 5, 3


def rows_to_fill(question: Table) -> list[Node]:
    """Return an instruction, empty rows, and the numbers that stand for what is chosen."""
    if len(question.columns) > _WIDEST:
        forms = [_form(question, number) for number in range(1, min(_FORMS, question.most) + 1)]
        return [_told(question), h("div", *forms, class_="nl-forms")]
    rows = [h("tr", *[h("td", class_=_width(column)) for column in question.columns]) for _ in range(_rows(question))]
    heads = [h("th", _title(column), scope="col", class_=_width(column)) for column in question.columns]
    caption = h("caption", question.prompt, class_="nl-unseen")
    table = h("table", caption, h("thead", h("tr", *heads)), h("tbody", *rows), class_="nl-written nl-rows")
    return [_told(question), *_keys(question), table]


def _rows(question: Table) -> int:
    return min(_ROWS, question.most)


def _told(question: Table) -> Node:
    needed = [f"“{column.label}”" for column in question.columns if column.required]
    words = f" Each {question.row} needs {' and '.join(needed)}; the rest may stay open." if needed else ""
    return h("p", f"More than fits? Go on overleaf.{words}", class_="nl-how", dir="auto")


def _title(column: Column) -> Node:
    note = {"choice": "a number from above", "date": "day, month, year"}.get(column.type, column.hint)
    return h("span", h("strong", column.label, dir="auto"), h("small", note, dir="auto") if note else None)


def _width(column: Column) -> str:
    return "nl-wide" if column.type == "text" else "nl-narrow"


def _keys(question: Table) -> list[Node]:
    """What each number stands for in the columns where something is chosen."""
    items = [
        h("div", h("dt", column.label, dir="auto"), h("dd", *_numbered(column)))
        for column in question.columns
        if column.type == "choice"
    ]
    return [h("dl", *items, class_="nl-keys")] if items else []


def _numbered(column: Column) -> list[Node]:
    return [
        h("span", h("strong", str(number)), " ", h("span", option.label, dir="auto"), class_="nl-key")
        for number, option in enumerate(column.options, 1)
    ]


def _form(question: Table, number: int) -> Node:
    title = h("h4", f"{question.row[:1].upper()}{question.row[1:]} {number}", dir="auto")
    fields = [_field(column, tall=column.required and place > 0) for place, column in enumerate(question.columns)]
    return h("div", title, h("div", *fields, class_="nl-fields"), class_="nl-form")


def _field(column: Column, *, tall: bool) -> Node:
    label = h("p", h("strong", column.label, dir="auto"))
    if column.type == "choice":
        boxes = [
            h("span", h("span", str(n), class_="nl-no"), h("span", class_="nl-box", aria_hidden="true"),
              h("span", option.label, dir="auto"), class_="nl-inline")
            for n, option in enumerate(column.options, 1)
        ]  # fmt: skip
        return h("div", label, h("div", *boxes, class_="nl-inlines"), class_="nl-field nl-full")
    if column.type == "date":
        label = h("p", h("strong", column.label, dir="auto"), h("small", "day, month, year"))
        return h("div", label, h("div", class_="nl-line"), class_="nl-field nl-date")
    rules = [h("div", class_="nl-line") for _ in range(2 if tall else 1)]
    return h("div", label, *rules, class_="nl-field nl-full" if column.required else "nl-field")
