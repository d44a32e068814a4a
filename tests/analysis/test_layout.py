from __future__ import annotations

import math
import random
import statistics
import time
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netlearn_widgets.analysis.drawing import map_of
from netlearn_widgets.analysis.layout import LABEL, PAPER, layout
from netlearn_widgets.analysis.network import Network, of_answers, of_pairs

NAMES = [f"Person {number}" for number in range(40)]
some_pairs = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda p: p[0] != p[1]), unique=True
)


def group(count, ties, seed):
    """A group in two halves that mostly turn to their own, with three people tied to nobody."""
    pick = random.Random(seed)  # noqa: S311  the same group every time, nothing secret
    names, pairs = NAMES[:count], set()
    while len(pairs) < ties:
        a, b = pick.randrange(count - 3), pick.randrange(count - 3)
        if a != b and (a % 2 == b % 2 or pick.random() < 0.1):
            pairs.add((names[a], names[b]))
    return pairs, dict.fromkeys(names, "")


def clashes(places):
    """The pairs whose labels lie over each other, half a pixel of rounding aside."""
    return [
        (one, other)
        for (one, (x1, y1)), (other, (x2, y2)) in combinations(places.items(), 2)
        if abs(x1 - x2) * PAPER[0] < LABEL[0] - 0.5 and abs(y1 - y2) * PAPER[1] < LABEL[1] - 0.5
    ]


def distance(one, other):
    """How far apart two places are on paper, in pixels."""
    return math.dist((one[0] * PAPER[0], one[1] * PAPER[1]), (other[0] * PAPER[0], other[1] * PAPER[1]))


SQUEEZED = [(0, 1), (0, 27), (0, 36), (4, 17), (7, 24), (15, 26), (15, 32), (18, 32), (32, 39)]


@settings(max_examples=60)
@given(some_pairs, st.booleans())
@example(pairs=[(NAMES[a], NAMES[b]) for a, b in SQUEEZED], everybody=True)  # nine in a row at the upper edge
def test_everybody_has_a_readable_place(pairs, everybody):
    """Up to forty people, however tied: all within the paper, no label over another."""
    places = layout(of_pairs(pairs, dict.fromkeys(NAMES, "") if everybody else {}))

    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places.values())
    assert clashes(places) == []


@pytest.mark.parametrize("pairs", [[(NAMES[0], name) for name in NAMES[1:]], list(combinations(NAMES, 2)), []])
def test_stars_crowds_and_strangers_are_readable_too(pairs):
    """One hub, everybody tied to everybody, nobody tied to anybody: forty people without a clash."""
    assert clashes(layout(of_pairs(pairs, dict.fromkeys(NAMES, "")))) == []


def test_the_same_network_gives_the_same_map():
    """Nothing is drawn by lot, and the order in which people were named makes no difference."""
    pairs, names = group(24, 50, seed=1)

    assert layout(of_pairs(sorted(pairs), names)) == layout(of_pairs(sorted(pairs, reverse=True), names))


def test_people_who_turn_to_each_other_stand_nearer():
    """On average a tie is shorter than the way between two people without one."""
    found = of_pairs(*group(24, 50, seed=2))
    places = layout(found)

    tied = {frozenset((tie.source, tie.target)) for tie in found.ties}
    lengths = {pair: distance(places[min(pair)], places[max(pair)]) for pair in map(frozenset, combinations(places, 2))}

    near = statistics.mean(length for pair, length in lengths.items() if pair in tied)
    far = statistics.mean(length for pair, length in lengths.items() if pair not in tied)
    assert near < 0.6 * far


@pytest.mark.parametrize(("count", "ties"), [(8, 10), (16, 30), (24, 50), (40, 90)])
def test_others_stay_about_where_they_are_when_somebody_joins(count, ties):
    """In ten groups three quarters of the people move by less than a tenth of the paper's width."""
    moves = []
    for seed in range(10):
        pairs, names = group(count, ties, seed)
        before = layout(of_pairs(pairs, names))
        after = layout(of_pairs([*pairs, ("Newcomer", NAMES[0]), (NAMES[2], "Newcomer")], names))
        moves += [distance(before[key], after[key]) for key in before]

    assert sum(move < PAPER[0] / 10 for move in moves) > len(moves) * 3 / 4


def test_nobody_one_and_two_people_have_their_place():
    """Nobody gives no place, one person stands in the middle, two do not fill the paper."""
    assert layout(Network()) == {}
    assert list(layout(of_pairs([], {"Ada": ""})).values()) == [(0.5, 0.5)]
    ada, bo = layout(of_pairs([("Ada", "Bo")])).values()
    assert LABEL[1] <= distance(ada, bo) <= PAPER[0] / 3


def test_two_people_of_one_name_stand_apart():
    """They start beside each other and are moved apart like everybody."""
    twins = of_answers(
        [
            {
                "people": [{"id": o, "name": "Ada", "organisation": o, "seat": False} for o in ("Clinic", "Library")],
                "me": "",
                "ties": [],
            }
        ]
    )

    assert clashes(layout(twins)) == []


def test_more_than_forty_people_stay_on_the_paper():
    """With 150 people labels may come close, but everybody has a place of their own."""
    names = [f"Guest {number}" for number in range(150)]
    places = layout(of_pairs([(names[0], name) for name in names[1:]]))

    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places.values())
    assert len(set(places.values())) == 150


def test_forty_people_are_placed_at_once():
    """The best of five takes under 50 ms once numpy is loaded."""
    found = of_pairs(*group(40, 90, seed=3))
    took = []
    for _ in range(5):
        begun = time.perf_counter()
        layout(found)
        took.append(time.perf_counter() - begun)

    assert min(took) < 0.05


def test_a_map_is_plain_json_with_people_ties_and_measures(drew):
    """Where each stands, how many turn to them, how each tie is known."""
    drawn = map_of(
        of_answers([drew("Ada", "Ada>Bo", Ada="Library", Bo="clinic"), drew("Bo", "Ada>Bo", "Bo>Seat", seats=["Seat"])])
    )

    ada, bo, seat = drawn["nodes"]
    assert set(ada) == {"id", "name", "organisation", "seat", "x", "y", "turned_to", "named_by"}
    assert (bo["name"], bo["turned_to"], bo["named_by"], seat["seat"]) == ("Bo", 1, 2, True)
    assert drawn["ties"][0] == {"from": ada["id"], "to": bo["id"], "status": "confirmed"}
    assert drawn["organisations"] == ["clinic", "Library"]
    assert set(drawn["measures"][0]) == {"key", "label", "value", "words"}
