"""Pieces that several pictures are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from netlearn_widgets.model.question import Json
from netlearn_widgets.report.tree import Node, h, walk

__all__ = [
    "amount",
    "bar",
    "bar_table",
    "chips",
    "heads",
    "leading",
    "listed",
    "people",
    "plain",
    "plain_table",
    "stacking",
    "twin",
]

_SHORT = 14  # letters of the longest word: on a narrow page a longer one may be broken
_DEEPEST = 8  # parts inside parts; no kind of question has more than three
_ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}


def amount(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 action", "3 actions", "no actions"."""
    return f"{number or 'no'} {one if number == 1 else many}"


def plain(value: Json, deep: int = 0) -> str:
    """Any answer as one line of text, whatever form it has.

    Examples
    --------
    >>> plain({"now": "peers", "later": ["growth", "resilience"]})
    'now: peers; later: growth, resilience'
    """
    if deep > _DEEPEST:
        return "…"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {plain(one, deep + 1)}" for key, one in value.items())
    return ", ".join(plain(one, deep + 1) for one in value) if isinstance(value, list) else str(value)


def people(number: int) -> str:
    """How many people, in words for a sentence: "1 person", "18 people"."""
    return amount(number, "person", "people")


def listed(words: Iterable[str], between: str = "and") -> str:
    """Words as a sentence lists them: "Ada, Bo and Cy"; where one has a comma of its own, "Lee, Smith; Bo and Cy"."""
    *most, last = list(words) or [""]
    mark = "; " if any("," in word for word in (*most, last)) else ", "
    return f"{mark.join(most)} {between} {last}" if most else last


def leading(rows: Iterable[Json], counts: Iterable[int]) -> list[str]:
    """The labels of the rows with the highest count; none when nobody chose any."""
    counted = list(zip(rows, counts, strict=True))
    top = max((n for _, n in counted), default=0)
    return [str(row["label"]) for row, n in counted if n == top] if top else []


def bar(number: int, share: float, look: str = "") -> Node:
    """A bar with its number; ``share`` of the width, 0 to 1. Zero has no bar."""
    drawn = h("span", class_=f"nl-bar {look}".strip(), css={"share": share}) if number else None
    track = h("span", drawn, class_="nl-track", aria_hidden="true")
    return h("div", track, h("strong", str(number), class_="nl-n"), class_="nl-measure")


def bar_table(caption: str, columns: Iterable[Node], *bodies: Node) -> Node:
    """A table whose cells hold bars; where there is little room its row headings stand above the bars.

    A column that is named by plain text is named for screen readers only; give a tag to show the name.
    """
    titles = [h("span", one, class_="nl-hidden") if isinstance(one, str) else one for one in columns]
    head = h("caption", caption, class_="nl-hidden")
    return _with_roles(h("table", head, heads(titles), *bodies, class_="nl-table"))


def heads(labels: Iterable[Node]) -> Node:
    """The head of a table: one row of column headings."""
    return h("thead", h("tr", *[h("th", label, scope="col") for label in labels]))


def _with_roles(table: Node) -> Node:
    """The table with roles that repeat what its tags say: a browser forgets those of a table laid out as blocks."""
    for tag, attributes, _ in walk(table):
        if tag == "th":
            attributes["role"] = "columnheader" if attributes["scope"] == "col" else "rowheader"
        elif tag in _ROLES:
            attributes["role"] = _ROLES[tag]
    return table


def plain_table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Node:
    """A table of text whose first column names the rows."""
    return h(
        "div",
        h(
            "table",
            h("caption", caption),
            heads(columns),
            h("tbody", *[_plain_row(row) for row in rows]),
            class_="nl-plain",
        ),
        class_="nl-scroll",
        role="group",
        aria_label=caption,
        tabindex="0",
    )


def _plain_row(row: Sequence[str]) -> Node:
    first, *rest = row
    return h("tr", h("th", first, scope="row", dir="auto"), *[h("td", cell, dir="auto") for cell in rest])


def stacking(caption: str, columns: Sequence[str], rows: Iterable[Sequence[Node]]) -> Node:
    """A table of words that turns into one block a row where there is little room."""
    body = h("tbody", *[_stacked_row(columns, row) for row in rows])
    return _with_roles(
        h("table", h("caption", caption, class_="nl-hidden"), heads(columns), body, class_="nl-stacking")
    )


def _stacked_row(columns: Sequence[str], row: Sequence[Node]) -> Node:
    cells = [
        h("td", cell, dir="auto", data_label=column, class_=_kind_of(cell))
        for column, cell in zip(columns, row, strict=True)
    ]
    return h("tr", *cells)


def _kind_of(cell: Node) -> str | None:
    """Whether a cell says nothing, or only short words, which are not to be broken."""
    if not cell:
        return "nl-open"
    return "nl-short" if isinstance(cell, str) and max(map(len, cell.split()), default=0) <= _SHORT else None


def twin(*tables: Node, title: str = "The same as a table") -> Node:
    """The table that says what a picture shows, one tap away."""
    return h("details", h("summary", title), *tables, class_="nl-twin")


def chips(words: Iterable[str]) -> Node:
    """Names or short words, each in its own frame."""
    return h("ul", *[h("li", h("span", word, dir="auto")) for word in words], class_="nl-chips")
