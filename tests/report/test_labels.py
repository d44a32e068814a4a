"""Names on the map: where they stand and how organisations are abbreviated."""

from __future__ import annotations

import doctest
from itertools import combinations

from netlearn_widgets.report import labels
from netlearn_widgets.report.labels import SIZE, place, short_tags, wrapped


def _node(name: str, x: float, y: float) -> dict[str, object]:
    return {"id": name, "name": name, "x": x, "y": y, "turned_to": 2}


def test_the_examples_hold():
    """What the documentation shows is what happens."""
    assert doctest.testmod(labels).failed == 0


def test_tags_differ():
    """No two organisations share a tag, even when they share their letters."""
    tags = short_tags(["Library", "Links", "Li", "Lil", "North Health", "Night Helpers", "", "🏥"])

    assert len(set(tags.values())) == 8
    assert all(1 <= len(tag) <= 2 for tag in tags.values())


def test_long_names_take_two_lines():
    """A label stays short; the list of people has the whole name."""
    assert wrapped("Ada Byron") == ["Ada Byron"]
    assert wrapped("Eve Montgomery") == ["Eve Montgomery"]
    assert len(wrapped("A voice from the night shift of the hospital")) == 2
    assert all(len(line) <= 14 for line in wrapped("x" * 80))


def test_nobody_is_hidden_at_the_edge_or_behind_a_neighbour():
    """Names stay on the paper, and neighbours' names take different places."""
    nodes = [_node("Ada Byron", 0, 0), _node("Bo Andersson", 1, 1), _node("Cy", 0.5, 0.5), _node("Di", 0.5, 0.56)]
    labels = place(nodes, [])

    for label in labels:
        assert 0 < label.text_x < SIZE[0]
        assert 0 < label.text_y < SIZE[1]
    for one, other in combinations(labels, 2):
        assert (one.text_x, one.text_y) != (other.text_x, other.text_y)


def test_a_name_gives_way_to_a_tie():
    """A tie that leaves a person downwards finds the name on another side."""
    nodes = [_node("Ada", 0.5, 0.2), _node("Bo", 0.5, 0.8)]
    ada, bo = place(nodes, [{"from": "Ada", "to": "Bo"}])

    assert ada.text_y < ada.y
    assert bo.text_y > bo.y
