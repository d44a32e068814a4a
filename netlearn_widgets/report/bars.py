"""Pictures of counts: bars, shift, gap and grid. Each is itself a table."""

from __future__ import annotations

from netlearn_widgets.model.question import Json
from netlearn_widgets.report.beside import Lines
from netlearn_widgets.report.pieces import bar_table, leading, listed
from netlearn_widgets.report.tree import Node, h

__all__ = ["bars", "gap", "grid", "shift"]


def bars(picture: Json) -> list[Node]:
    """One bar an option, with how many chose it."""
    lines = Lines(picture, lambda row: [row["n"]])
    rows = [
        h("tr", h("th", line.row["label"], scope="row", dir="auto"), h("td", *lines.bar(line))) for line in lines.lines
    ]
    return [bar_table(picture["prompt"], ["Answer", "People"], h("tbody", *rows))]


def shift(picture: Json) -> list[Node]:
    """Columns of bars side by side, so that movement from now to later can be seen, and said in a sentence."""
    return [_course(picture), _crossed(picture, ["nl-now", "nl-next", "nl-later"])]


def _course(picture: Json) -> Node:
    stations = []
    for place, column in enumerate(picture["columns"]):
        labels = leading(picture["rows"], (row["counts"][place] for row in picture["rows"]))
        said = listed(labels) if labels else "nothing yet"
        stations.append(h("div", h("dt", column["label"]), h("dd", said, dir="auto")))
    return h("dl", *stations, class_="nl-course", aria_label="Chosen most often")


def grid(picture: Json) -> list[Node]:
    """Rows and columns with how many chose each."""
    return [_crossed(picture, [""] * len(picture["columns"]))]


def _crossed(picture: Json, looks: list[str]) -> Node:
    lines = Lines(picture, lambda row: list(row["counts"]))
    rows = [
        h(
            "tr",
            h("th", line.row["label"], scope="row", dir="auto"),
            *[h("td", *lines.bar(line, place, look)) for place, look in zip(range(len(line.now)), looks, strict=False)],
        )
        for line in lines.lines
    ]
    titles = [
        h("span", column["label"], _hint(column), class_="nl-column", dir="auto") for column in picture["columns"]
    ]
    return bar_table(picture["prompt"], ["Answer", *titles], h("tbody", *rows))


def _hint(column: Json) -> Node | None:
    return h("small", column["hint"]) if column.get("hint") else None


def gap(picture: Json) -> list[Node]:
    """Two bars an option: how many see it as the main one now, and how many want it in future."""
    lines = Lines(
        picture,
        lambda row: [row["now"], row["future"]],
        lambda one: [one["answered_now"], one["answered"]],
    )
    bodies = [
        h(
            "tbody",
            h(
                "tr",
                h("th", line.row["label"], scope="rowgroup", rowspan="2", dir="auto"),
                h("th", "now", scope="row", class_="nl-when"),
                h("td", *lines.bar(line, 0, "nl-now")),
            ),
            h(
                "tr",
                h("th", "future", scope="row", class_="nl-when"),
                h("td", *lines.bar(line, 1, "nl-later")),
            ),
        )
        for line in lines.lines
    ]
    return [*_new_wishes(picture), bar_table(picture["prompt"], ["Answer", "When", "People"], *bodies)]


def _new_wishes(picture: Json) -> list[Node]:
    wanted = [row["label"] for row in picture["rows"] if row["future"] and not row["now"]]
    if not wanted or not picture["answered_now"]:
        return []
    return [h("p", "Wanted in future, seen by nobody now: ", h("strong", listed(wanted)), class_="nl-say", dir="auto")]
