"""The network map: people, the organisations they come from, and who turns to whom."""

from __future__ import annotations

import math

from netlearn_widgets.model.question import Json
from netlearn_widgets.report.labels import LINE, SIZE, Label, place, short_tags, wrapped
from netlearn_widgets.report.pieces import amount, plain_table, twin
from netlearn_widgets.report.tree import Node, h

__all__ = ["KNOWN", "network"]

KNOWN = {"confirmed": "named by both", "named": "named by one of the two", "inferred": "named by others only"}
"""How a tie is known, in words."""

_SHAPES = ("circle", "square", "diamond", "hexagon")
_TINTS = 5
_HEAD = 14.0  # the length of an arrow's head


def network(picture: Json) -> list[Node]:
    """The map with its legend, the measures in words, and lists of people and ties that say the same."""
    tags = short_tags(picture["organisations"])
    chart = h("div", _chart(picture, tags), class_="nl-scroll nl-chart", role="group", tabindex="0", aria_label="Map")
    hint = h("p", "Slide sideways to see all of it.", class_="nl-slide nl-soft")
    drawing = h("div", chart, hint, _legend(picture, tags), class_="nl-drawing")
    return [
        h("div", drawing, _measures(picture), class_="nl-map"),
        twin(_people(picture), _ties(picture), title="The map as two lists"),
    ]


def _chart(picture: Json, tags: dict[str, str]) -> Node:
    width, height = SIZE
    labels = place(picture["nodes"], picture["ties"])
    at = {label.id: label for label in labels}
    lines = [_tie(at[start], at[end], status, both) for (start, end), (status, both) in _pairs(picture["ties"]).items()]
    nodes = [_node(node, at[node["id"]], picture["organisations"], tags) for node in picture["nodes"]]
    seats = sum(node["seat"] for node in picture["nodes"])
    said = (
        f"Network map: {amount(len(nodes) - seats, 'person', 'people')}, {amount(seats, 'seat', 'seats')} nobody fills "
        f"yet, {amount(len(picture['ties']), 'tie', 'ties')}. The lists below say the same."
    )
    return h("svg", *lines, *nodes, viewBox=f"0 0 {width:g} {height:g}", role="img", aria_label=said)


def _pairs(ties: list[Json]) -> dict[tuple[str, str], tuple[str, bool]]:
    """Each tie once: its ends, how well it is known, and whether both turn to each other."""
    order = list(KNOWN)
    pairs: dict[tuple[str, str], tuple[str, bool]] = {}
    for tie in ties:
        there, back = (tie["from"], tie["to"]), (tie["to"], tie["from"])
        if back in pairs:
            pairs[back] = (min(pairs[back][0], tie["status"], key=order.index), True)
        else:
            pairs[there] = (tie["status"], False)
    return pairs


def _tie(start: Label, end: Label, status: str, both: bool) -> Node:  # noqa: FBT001  a tie goes both ways or not
    length = math.dist((start.x, start.y), (end.x, end.y)) or 1.0
    way = ((end.x - start.x) / length, (end.y - start.y) / length)
    tip = (end.x - way[0] * (end.radius + 3), end.y - way[1] * (end.radius + 3))
    tail = (start.x + way[0] * (start.radius + 3), start.y + way[1] * (start.radius + 3))
    line = h("line", x1=_at(tail[0]), y1=_at(tail[1]), x2=_at(tip[0]), y2=_at(tip[1]))
    arrows = [_arrow(tip, way), _arrow(tail, (-way[0], -way[1])) if both else None]
    return h("g", line, *arrows, class_=f"nl-tie nl-tie-{status}")


def _arrow(tip: tuple[float, float], way: tuple[float, float]) -> Node:
    back = (tip[0] - way[0] * _HEAD, tip[1] - way[1] * _HEAD)
    side = (-way[1] * _HEAD * 0.45, way[0] * _HEAD * 0.45)
    corners = [tip, (back[0] + side[0], back[1] + side[1]), (back[0] - side[0], back[1] - side[1])]
    return h("polygon", points=" ".join(f"{_at(x)},{_at(y)}" for x, y in corners))


def _at(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _node(node: Json, label: Label, organisations: list[str], tags: dict[str, str]) -> Node:
    place_of = f", {node['organisation']}" if node["organisation"] else ""
    seat = ", a seat nobody fills yet" if node["seat"] else ""
    tag = h("text", tags.get(node["organisation"], ""), x=_at(label.x), y=_at(label.y), class_="nl-tag")
    names = [
        h("text", line, x=_at(label.text_x), y=_at(label.text_y + number * LINE), text_anchor=label.anchor)
        for number, line in enumerate(wrapped(node["name"]))
    ]
    shape, look = _shape(node["organisation"], organisations, label.x, label.y, label.radius)
    classes = f"nl-node {look}{' nl-seat' if node['seat'] else ''}"
    return h("g", h("title", f"{node['name']}{place_of}{seat}"), shape, tag, *names, class_=classes)


def _shape(organisation: str, organisations: list[str], x: float, y: float, size: float) -> tuple[Node, str]:
    """A shape and a tint that stand for the organisation; a plain circle where none is known."""
    if organisation not in organisations:
        return h("circle", cx=_at(x), cy=_at(y), r=_at(size)), "nl-tint-0"
    number = organisations.index(organisation)
    look = f"nl-tint-{1 + number % _TINTS}"
    kind = _SHAPES[number % len(_SHAPES)]
    if kind == "circle":
        return h("circle", cx=_at(x), cy=_at(y), r=_at(size)), look
    corners, turn, grow = {"square": (4, 45, 1.25), "diamond": (4, 0, 1.25), "hexagon": (6, 0, 1.1)}[kind]
    points = [
        (x + grow * size * math.cos(angle), y + grow * size * math.sin(angle))
        for angle in (math.radians(turn + 360 * corner / corners) for corner in range(corners))
    ]
    return h("polygon", points=" ".join(f"{_at(px)},{_at(py)}" for px, py in points)), look


def _legend(picture: Json, tags: dict[str, str]) -> Node:
    samples = [h("li", _sample(status), f"Tie {words}") for status, words in KNOWN.items()]
    seat = h("circle", cx="16", cy="16", r="12")
    samples += [h("li", _small(seat, "nl-node nl-tint-0 nl-seat"), "A seat nobody fills yet")]
    samples += [h("li", _small(None), "Larger: more people turn to them")]
    places = []
    for organisation in picture["organisations"]:
        shape, look = _shape(organisation, picture["organisations"], 16, 16, 12)
        tag = h("text", tags[organisation], x="16", y="16", class_="nl-tag")
        places.append(h("li", _small(h("g", shape, tag), f"nl-node {look}"), h("span", organisation, dir="auto")))
    return h("ul", *samples, *places, class_="nl-legend", aria_label="What the signs mean")


def _small(drawing: Node | None, look: str = "nl-node nl-tint-0") -> Node:
    if drawing is None:
        drawing = h("g", h("circle", cx="9", cy="18", r="5"), h("circle", cx="22", cy="14", r="9"))
    return h("svg", h("g", drawing, class_=look), viewBox="0 0 32 32", class_="nl-sign", aria_hidden="true")


def _sample(status: str) -> Node:
    line = h("line", x1="2", y1="16", x2="30", y2="16")
    return _small(h("g", line, class_=f"nl-tie nl-tie-{status}"), "nl-sample")


def _measures(picture: Json) -> Node:
    entries = [
        h("div", h("dt", one["label"]), h("dd", h("strong", one["value"]), h("small", one["words"], dir="auto")))
        for one in picture["measures"]
    ]
    return h("dl", *entries, class_="nl-measures")


def _people(picture: Json) -> Node:
    rows = [
        [
            f"{node['name']}{' (a seat nobody fills yet)' if node['seat'] else ''}",
            node["organisation"] or "—",
            str(node["turned_to"]),
            str(node["named_by"]),
        ]
        for node in sorted(picture["nodes"], key=lambda node: (-node["turned_to"], node["name"]))
    ]
    columns = ["Name", "Organisation", "How many turn to them", "How many put them on the map"]
    return plain_table("People and seats", columns, rows)


def _ties(picture: Json) -> Node:
    names = {node["id"]: node["name"] for node in picture["nodes"]}
    rows = [
        [names.get(tie["from"], tie["from"]), names.get(tie["to"], tie["to"]), KNOWN[tie["status"]]]
        for tie in picture["ties"]
    ]
    return plain_table("Ties", ["Who", "turns to", "How we know"], rows)
