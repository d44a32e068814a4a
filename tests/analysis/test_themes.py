"""Sorted ideas as pictures, boards and frames."""

from __future__ import annotations

import doctest
from dataclasses import replace

from netlearn_widgets.analysis import frames, picture
from netlearn_widgets.model import moderation
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.themes import card_id

OVENS, FLOUR, SHOPS = (card_id("ideas", who, key) for who, key in (("ada", "1"), ("ada", "2"), ("bo", "1")))
SAID = [
    ("Ada", "ideas", [{"id": "1", "text": "ovens"}, {"id": "2", "text": "flour"}]),
    ("Bo", "ideas", [{"id": "1", "text": "shops"}]),
]
OPEN = Act(kind="settings", value={"protected": False})
THINGS = Act(kind="theme", question="ideas", value={"theme": "t1", "name": "Things"}, participant="ada")
PLACES = Act(kind="theme", question="ideas", value={"theme": "t2", "name": "Places"}, participant="ada")


def put(card, theme):
    return Act(kind="group", question="ideas", value={"card": card, "theme": theme}, participant="bo")


def dots(who, **vote):
    return Act(kind="dots", question="ideas", value=vote, participant=who)


def hide(card, **value):
    return Act(kind="hide", question="ideas", value={"card": card, **value})


def test_examples_hold():
    assert doctest.testmod(moderation).failed == 0


def test_ideas_stay_cards_until_somebody_sorts_them(guide, recorded):
    """An empty theme is a beginning; a hidden card alone is none."""
    assert picture(recorded(SAID), guide, "ideas")["kind"] == "cards"
    assert picture(recorded(SAID, acts=[hide(OVENS, reason="x")]), guide, "ideas")["kind"] == "cards"
    assert picture(recorded(SAID, acts=[THINGS]), guide, "ideas")["kind"] == "themes"


def test_a_hidden_card_is_in_no_picture(guide, recorded):
    """How many are hidden is said."""
    drawn = picture(recorded(SAID, acts=[OPEN, hide(OVENS, reason="x")]), guide, "ideas")

    assert [card["text"] for card in drawn["cards"]] == ["flour", "shops"]
    assert drawn["hidden"] == 1


def test_the_theme_with_most_dots_comes_first(guide, recorded):
    acts = [
        OPEN,
        THINGS,
        PLACES,
        put(OVENS, "t1"),
        put(FLOUR, "t1"),
        put(SHOPS, "t2"),
        dots("ada", t2=2),
        dots("bo", t1=1),
    ]

    drawn = picture(recorded(SAID, acts=acts), guide, "ideas")

    assert drawn["by"] == "dots"
    assert drawn["rows"] == [
        {"key": "places", "label": "Places", "n": 2, "ideas": 1, "cards": [{"text": "shops", "same": []}]},
        {
            "key": "things",
            "label": "Things",
            "n": 1,
            "ideas": 2,
            "cards": [{"text": "ovens", "same": []}, {"text": "flour", "same": []}],
        },
    ]
    assert drawn["loose"] == []
    assert len(drawn["cards"]) == 3


def test_without_a_dot_the_theme_with_most_ideas_comes_first(guide, recorded):
    """Merged ones count: each was somebody's."""
    merged = Act(kind="merge", question="ideas", value={"card": FLOUR, "into": OVENS}, participant="bo")

    drawn = picture(recorded(SAID, acts=[OPEN, PLACES, THINGS, put(OVENS, "t1"), merged]), guide, "ideas")

    assert [(row["label"], row["n"]) for row in drawn["rows"]] == [("Things", 2), ("Places", 0)]
    assert drawn["rows"][0]["cards"] == [{"text": "ovens", "same": [{"text": "flour"}]}]
    assert drawn["loose"] == [{"text": "shops", "same": [], "n": 0}]


def test_dots_below_the_threshold_wait(guide, recorded):
    """Two votes would tell whose they are."""
    drawn = picture(recorded(SAID, acts=[THINGS, dots("ada", t1=2), dots("bo", t1=1)]), guide, "ideas")

    assert (drawn["by"], drawn["waiting"]) == ("ideas", 2)


def test_themes_of_an_earlier_round_stand_beside_those_of_the_same_name(guide, recorded):
    """A round sorts its own cards; where nothing was sorted then, there is nothing to compare."""
    both = [*SAID, ("Ada", "ideas", [{"id": "9", "text": "salt"}], 2)]
    now = replace(put(card_id("ideas", "ada", "9"), "t7"), round=2)
    named = Act(kind="theme", question="ideas", value={"theme": "t7", "name": "things"}, participant="bo", round=2)

    drawn = picture(
        recorded(both, rounds=2, acts=[OPEN, THINGS, put(OVENS, "t1"), put(FLOUR, "t1"), named, now]), guide, "ideas"
    )
    fresh = picture(recorded(both, rounds=2, acts=[OPEN, named, now]), guide, "ideas")

    assert [(row["key"], row["n"]) for row in drawn["rows"]] == [("things", 1)]
    assert [(row["key"], row["n"]) for row in drawn["before"]["rows"]] == [("things", 2)]
    assert drawn["before"]["title"] == "Round 1"
    assert "before" not in fresh


def test_the_moderation_log_repeats_no_words_of_a_card(guide, recorded):
    """Who wrote it is not there either."""
    acts = [hide(OVENS, reason="It names a patient."), hide(OVENS, hidden=False), hide("c2", nonsense=1)]

    frame = frames.moderation(recorded(SAID, acts=acts), guide)

    assert [column.name for column in frames.COLUMNS["moderation"]] == list(frame.columns)
    assert list(frame["hidden"]) == [True, False]
    assert frame["reason"][0] == "It names a patient."
    assert frame["reason"].isna()[1]
    assert "ovens" not in frame.to_string()
    assert "ada" not in frame.to_string()
