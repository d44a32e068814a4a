from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netlearn_widgets.analysis import picture

BREADS = ["rye", "oat", "corn"]
relaxed = settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_bars_count_each_option(guide, recorded):
    """Every option stands there in the guide's order, also with nought."""
    record = recorded([("Ada", "breads", ["rye", "oat"]), ("Bo", "breads", ["rye"])])

    assert picture(record, guide, "breads")["rows"] == [
        {"key": "rye", "label": "Rye", "n": 2},
        {"key": "oat", "label": "Oat", "n": 1},
        {"key": "corn", "label": "Corn", "n": 0},
    ]


def test_an_option_the_guide_lost_still_counts(guide, recorded):
    """It comes last, labelled by its key."""
    record = recorded([("Ada", "bread", "toast"), ("Bo", "bread", "rye")])

    assert picture(record, guide, "bread")["rows"][-1] == {"key": "toast", "label": "toast", "n": 1}


def test_a_later_answer_replaces_the_earlier_one(guide, recorded):
    """Only the newest answer of a person counts."""
    record = recorded([("Ada", "bread", "rye"), ("Ada", "bread", "oat")])

    assert [row["n"] for row in picture(record, guide, "bread")["rows"]] == [0, 1, 0]


def test_shift_counts_options_for_each_moment(guide, recorded):
    """Columns are now, next and later; rows are options."""
    record = recorded(
        [
            ("Ada", "shift", {"now": "rye", "next": "oat", "later": "oat"}),
            ("Bo", "shift", {"now": "rye", "later": "toast"}),
        ]
    )

    shift = picture(record, guide, "shift")

    assert [column["key"] for column in shift["columns"]] == ["now", "next", "later"]
    assert {row["key"]: row["counts"] for row in shift["rows"]} == {
        "rye": [2, 0, 0],
        "oat": [0, 1, 1],
        "corn": [0, 0, 0],
        "toast": [0, 0, 1],
    }


def test_grid_counts_options_for_each_row(guide, recorded):
    """Rows and options the guide lost come last in their place."""
    record = recorded(
        [("Ada", "where", {"rye": "home", "oat": "out"}), ("Bo", "where", {"rye": "home", "bun": "boat"})]
    )

    grid = picture(record, guide, "where")

    assert [column["label"] for column in grid["columns"]] == ["At home", "Out", "boat"]
    assert [(row["label"], row["counts"]) for row in grid["rows"]] == [
        ("Rye", [2, 0, 0]),
        ("Oat", [0, 1, 0]),
        ("Corn", [0, 0, 0]),
        ("bun", [0, 0, 1]),
    ]


def test_gap_sets_today_beside_the_future(guide, recorded):
    """Today comes from the question it is compared with, whose answers are counted apart."""
    record = recorded(
        [
            ("Ada", "bread", "rye"),
            ("Bo", "bread", "toast"),
            ("Cy", "bread", "rye"),
            ("Ada", "breads_then", ["oat", "rye"]),
        ]
    )

    gap = picture(record, guide, "breads_then")

    assert (gap["answered"], gap["answered_now"]) == (1, 3)
    assert [(row["label"], row["now"], row["future"]) for row in gap["rows"]] == [
        ("Rye", 2, 1),
        ("Oat", 0, 1),
        ("Corn", 0, 0),
        ("toast", 1, 0),
    ]


def test_ratings_count_each_step_and_give_the_mean(guide, recorded):
    """An item nobody rated has no mean."""
    record = recorded([("Ada", "taste", {"rye": 5, "spelt": 1}), ("Bo", "taste", {"rye": 2})])

    ratings = picture(record, guide, "taste")
    rye, oat, _, spelt = ratings["rows"]

    assert (ratings["steps"], ratings["low"], ratings["high"]) == (5, "bad", "good")
    assert rye == {"key": "rye", "label": "Rye", "group": "", "counts": [0, 1, 0, 0, 1], "n": 2, "mean": 3.5}
    assert (oat["n"], oat["mean"]) == (0, None)
    assert spelt["group"] == "old"


def test_ratings_from_a_longer_scale_are_kept(guide, recorded):
    """When a guide shortens its scale, the picture stays as long as the ratings given."""
    ratings = picture(recorded([("Ada", "taste", {"rye": 7})]), guide, "taste")

    assert (ratings["steps"], ratings["rows"][0]["counts"], ratings["rows"][0]["mean"]) == (7, [0, 0, 0, 0, 0, 0, 1], 7)


def test_ranks_give_borda_points(guide, recorded):
    """With three options a first place gives 3 points, a second 2, a third 1, and being left out none."""
    record = recorded(
        [("Ada", "order", ["oat", "rye", "corn"]), ("Bo", "order", ["rye"]), ("Cy", "order", ["oat", "rye"])]
    )

    rows = picture(record, guide, "order")["rows"]

    assert rows == [
        {"key": "rye", "label": "Rye", "points": 7, "first": 1, "placed": 3, "mean_place": 5 / 3},
        {"key": "oat", "label": "Oat", "points": 6, "first": 2, "placed": 2, "mean_place": 1.0},
        {"key": "corn", "label": "Corn", "points": 1, "first": 0, "placed": 1, "mean_place": 3.0},
    ]


def test_ranks_without_answers_stand_as_in_the_guide(guide, recorded):
    """Nobody has placed anything: no points, no mean place."""
    rows = picture(recorded(), guide, "order")["rows"]

    assert [row["key"] for row in rows] == BREADS
    assert {row["mean_place"] for row in rows} == {None}


def test_equal_points_are_ordered_by_first_places(guide, recorded):
    """One first place and one third weigh more than two seconds."""
    record = recorded([("Ada", "order", ["corn", "oat", "rye"]), ("Bo", "order", ["rye", "oat", "corn"])])

    assert [row["key"] for row in picture(record, guide, "order")["rows"]] == ["rye", "corn", "oat"]


@relaxed
@given(st.lists(st.lists(st.sampled_from([*BREADS, "toast"]), min_size=1, unique=True), max_size=12))
def test_counts_add_up(guide, recorded, orders):
    """Whatever was chosen: bars hold every choice, and ranks every place, exactly once."""
    said = [(f"P{number}", key, order) for number, order in enumerate(orders) for key in ("breads", "order")]
    record = recorded(said)

    bars, ranks = picture(record, guide, "breads"), picture(record, guide, "order")

    chosen = sum(map(len, orders))
    assert (sum(row["n"] for row in bars["rows"]), sum(row["placed"] for row in ranks["rows"])) == (chosen, chosen)
    assert (bars["answered"], sum(row["first"] for row in ranks["rows"])) == (len(orders), len(orders))


@relaxed
@given(st.lists(st.dictionaries(st.sampled_from(BREADS), st.integers(1, 5), min_size=1), max_size=12))
def test_ratings_add_up(guide, recorded, values):
    """Every rating is in exactly one count, and a mean lies between the lowest and the highest of them."""
    record = recorded([(f"P{number}", "taste", value) for number, value in enumerate(values)])

    for row in picture(record, guide, "taste")["rows"]:
        given_here = [value[row["key"]] for value in values if row["key"] in value]
        assert sum(row["counts"]) == row["n"] == len(given_here)
        assert row["mean"] is None or min(given_here) <= row["mean"] <= max(given_here)
