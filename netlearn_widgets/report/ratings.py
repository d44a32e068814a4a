"""Pictures of ratings and of orders."""

from __future__ import annotations

from itertools import groupby

from netlearn_widgets.model.question import Json
from netlearn_widgets.report.beside import Lines
from netlearn_widgets.report.pieces import bar_table, people, plain_table, twin
from netlearn_widgets.report.tree import Node, h

__all__ = ["ranks", "ratings"]

_SHADES = 5


def ratings(picture: Json) -> list[Node]:
    """A strip an item with the whole spread from lowest to highest, each part with its count; the mean is small."""
    then = {row["key"]: row for row in picture.get("before", {}).get("rows", [])}
    bodies = []
    for group, rows in groupby(picture["rows"], key=lambda row: row["group"]):
        title = h("tr", h("th", _spoken(group), colspan="2", scope="rowgroup", dir="auto"), class_="nl-group")
        bodies.append(
            h("tbody", title if group else None, *[_item(row, picture["steps"], then.get(row["key"])) for row in rows])
        )
    table = bar_table(picture["prompt"], ["Item", "Ratings"], *bodies)
    return [_scale(picture), table, twin(_numbers(picture))]


def _spoken(group: str) -> str:
    words = group.replace("_", " ")
    return words[:1].upper() + words[1:]


def _scale(picture: Json) -> Node:
    """What the shades mean: the lowest and the highest rating in words."""
    steps = picture["steps"]
    swatches = [h("span", str(step), class_=f"nl-part {_shade(step, steps)}") for step in range(1, steps + 1)]
    ends = [h("span", end, dir="auto") for end in (picture["low"], picture["high"])]
    return h("p", ends[0], h("span", *swatches, class_="nl-swatches"), ends[1], class_="nl-key")


def _shade(step: int, steps: int) -> str:
    return f"nl-shade-{1 + round((_SHADES - 1) * (step - 1) / max(steps - 1, 1))}"


def _item(row: Json, steps: int, then: Json) -> Node:
    mean = "nobody rated this yet" if row["mean"] is None else f"{people(row['n'])}, mean {row['mean']:.1f}"
    strips = [_strip(row, steps)]
    if then is not None:
        strips.append(h("div", h("span", "before: ", class_="nl-hidden"), _strip(then, steps), class_="nl-earlier"))
        mean += "" if then["mean"] is None else f"; before {people(then['n'])}, mean {then['mean']:.1f}"
    return h("tr", h("th", row["label"], h("small", mean), scope="row", dir="auto"), h("td", *strips))


def _strip(row: Json, steps: int) -> Node:
    parts = [
        h("span", str(n), class_=f"nl-part {_shade(step, steps)}", css={"n": n})
        for step, n in enumerate(row["counts"], 1)
        if n
    ]
    said = ", ".join(f"{people(n)} gave {step}" for step, n in enumerate(row["counts"], 1) if n) or "no ratings yet"
    return h("div", *parts, class_="nl-strip", role="img", aria_label=said)


def _numbers(picture: Json) -> Node:
    steps = range(1, picture["steps"] + 1)
    rows = [
        [row["label"], *map(str, row["counts"]), str(row["n"]), "—" if row["mean"] is None else f"{row['mean']:.1f}"]
        for row in picture["rows"]
    ]
    return plain_table("How many gave each rating", ["Item", *map(str, steps), "People", "Mean"], rows)


def ranks(picture: Json) -> list[Node]:
    """The options in the group's order, with their points, and how many put each first."""
    lines = Lines(picture, lambda row: [row["points"]])
    rows = [
        h(
            "tr",
            h("th", line.row["label"], h("small", _placing(line.row)), scope="row", dir="auto"),
            h("td", *lines.bar(line)),
        )
        for line in lines.lines
    ]
    said = h("p", "Points: the higher people placed an option, the more it gets.", class_="nl-soft")
    return [said, bar_table(picture["prompt"], ["Option", "Points"], h("tbody", *rows))]


def _placing(row: Json) -> str:
    if not row["placed"]:
        return "placed by nobody"
    first = f", first for {row['first']}" if row["first"] else ""
    return f"placed by {people(row['placed'])}{first}"
