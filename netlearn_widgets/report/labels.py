"""Where the names on the network map stand, so that they can be read."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

from netlearn_widgets.model.question import Json

__all__ = ["LINE", "SIZE", "Label", "place", "radius", "short_tags", "wrapped"]

SIZE = (1200.0, 860.0)
"""The width and height of the drawing, in its own units."""

_MARGIN = 50.0
LINE, _LETTER = 27.0, 14.0  # the height of a line and the width of a letter
_LONGEST, _LINES = 14, 2

_LEAVING, _SMALL = 42.0, 7.0

_Box = tuple[float, float, float, float]  # left, top, right, bottom
_Spot = tuple[Json, float, float]


@dataclass(frozen=True, kw_only=True)
class Label:
    """A node's place and size, and where its name begins (``text_y`` is the middle of the first line)."""

    id: str
    x: float
    y: float
    radius: float
    text_x: float
    text_y: float
    anchor: str


def radius(node: Json) -> float:
    """The size of a node: it grows with how many turn to this person, up to a limit."""
    return 17.0 + 1.5 * min(float(node["turned_to"]), 8.0)


def wrapped(name: str) -> list[str]:
    """A name in at most two short lines; what does not fit is left to the list of people."""
    return textwrap.wrap(name, _LONGEST, max_lines=_LINES, placeholder="…") or [name[:_LONGEST]]


def short_tags(organisations: Iterable[str]) -> dict[str, str]:
    """Two characters for each organisation, no two alike: initials where they are free.

    Examples
    --------
    >>> short_tags(["North Health Board", "North Housing", "Library"])
    {'North Health Board': 'NH', 'North Housing': 'NO', 'Library': 'LI'}
    """
    tags: dict[str, str] = {}
    for number, organisation in enumerate(organisations, 1):
        words = organisation.split()
        letters = list("".join(words))
        candidates = ["".join(word[0] for word in words)[:2]] if len(words) > 1 else []
        candidates += [letters[0] + other for other in letters[1:] if other.isalnum()]
        free = (tag.upper() for tag in candidates if tag.upper() not in tags.values())
        tags[organisation] = next(free, str(number))
    return tags


def place(nodes: list[Json], ties: list[Json]) -> list[Label]:
    """Each node's place and a side for its name where it hides least: below, above, right or left."""
    width, height = SIZE
    spots = [
        (node, _MARGIN + node["x"] * (width - 2 * _MARGIN), _MARGIN + node["y"] * (height - 2 * _MARGIN) - LINE / 2)
        for node in nodes
    ]
    taken: list[_Box] = [(x - radius(n), y - radius(n), x + radius(n), y + radius(n)) for n, x, y in spots]
    beside = _neighbours(spots, ties)
    labels = []
    for own, (node, x, y) in enumerate(spots):
        others = taken[:own] + taken[own + 1 :] + [_along((x, y), other) for other in beside[node["id"]]]
        label, box = min(_sides(node, x, y), key=lambda side: _hidden(side[1], others))
        taken.append(box)
        labels.append(label)
    return labels


def _neighbours(spots: list[_Spot], ties: list[Json]) -> dict[str, list[tuple[float, float]]]:
    at = {node["id"]: (x, y) for node, x, y in spots}
    beside: dict[str, list[tuple[float, float]]] = {key: [] for key in at}
    for tie in ties:
        beside[tie["from"]].append(at[tie["to"]])
        beside[tie["to"]].append(at[tie["from"]])
    return beside


def _along(start: tuple[float, float], end: tuple[float, float]) -> _Box:
    """A small box on a tie, where it leaves a node: a name stands best elsewhere."""
    length = math.dist(start, end) or 1.0
    x, y = (a + (b - a) * _LEAVING / length for a, b in zip(start, end, strict=True))
    return x - _SMALL, y - _SMALL, x + _SMALL, y + _SMALL


def _sides(node: Json, x: float, y: float) -> list[tuple[Label, _Box]]:
    lines = wrapped(node["name"])
    wide, tall, away = max(map(len, lines)) * _LETTER, len(lines) * LINE, radius(node) + 4
    below = (x, y + away + LINE / 2, "middle", (x - wide / 2, y + away, x + wide / 2, y + away + tall))
    above = (x, y - away - tall + LINE / 2, "middle", (x - wide / 2, y - away - tall, x + wide / 2, y - away))
    beside = y - (tall - LINE) / 2
    right = (x + away + 4, beside, "start", (x + away, y - tall / 2, x + away + wide, y + tall / 2))
    left = (x - away - 4, beside, "end", (x - away - wide, y - tall / 2, x - away, y + tall / 2))
    return [
        (Label(id=node["id"], x=x, y=y, radius=radius(node), text_x=tx, text_y=ty, anchor=anchor), box)
        for tx, ty, anchor, box in (below, above, right, left)
    ]


def _hidden(box: _Box, others: list[_Box]) -> float:
    """How much of a label would lie over other things or beyond the paper."""
    left, top, right, bottom = box
    beyond = max(0.0, -left) + max(0.0, right - SIZE[0]) + max(0.0, -top) + max(0.0, bottom - SIZE[1])
    return 100 * beyond + sum(
        max(0.0, min(right, other[2]) - max(left, other[0])) * max(0.0, min(bottom, other[3]) - max(top, other[1]))
        for other in others
    )
