"""The board of ideas, and its kernel: what it takes from a browser, and what it tells it."""

from __future__ import annotations

import pytest
from widgets.table_of_ideas import ASK, CARDS, TableOfIdeas

from netlearn_widgets.widgets.themes import ThemesWidget

THEME = {"type": "sort", "id": "a1", "kind": "theme", "value": {"theme": "t1", "name": "Safe homes"}}


@pytest.fixture
def table() -> TableOfIdeas:
    return TableOfIdeas()


def done(table: TableOfIdeas) -> list[tuple[str, object]]:
    return [(act.kind, act.value) for act in table.acts]


def test_what_is_done_is_kept_and_then_said_to_be_saved(table):
    """Under the id the browser made, so that sending it twice does it once."""
    ada = table.seat()

    said = ada.hear(THEME)

    assert said == {"type": "saved", "id": "a1", "message": ""}
    assert [(act.id, act.kind, act.participant) for act in table.acts] == [("a1", "theme", "ada")]


def test_everybody_sees_the_same_board_and_their_own_marks(table):
    """Whose cards and dots they are is told to nobody else."""
    ada, bo = table.seat("ada"), table.seat("bo")

    ada.hear(THEME)
    ada.hear({"type": "sort", "id": "a2", "kind": "group", "value": {"card": "c0", "theme": "t1"}})
    ada.hear({"type": "dots", "id": "a3", "value": {"t1": 2}})

    hers, his = ada.widget.board["themes"][0], bo.widget.board["themes"][0]
    assert (hers["name"], hers["n"], hers["mine"]) == ("Safe homes", 2, 2)
    assert (his["name"], his["n"], his["mine"]) == ("Safe homes", 2, 0)
    assert [pile["own"] for pile in hers["piles"]] == [True]
    assert [pile["own"] for pile in his["piles"]] == [False]
    assert "ada" not in str(bo.widget.board)


def test_a_vote_beyond_the_limits_is_refused_in_words(table):
    """Whatever the browser sends; the earlier dots stay."""
    ada = table.seat()

    said = ada.hear({"type": "dots", "id": "a1", "value": {"t1": 3}})

    assert said["type"] == "refused"
    assert said["message"] == "You put 3 dots on one idea; at most 2 fit. Please take 1 back."
    assert table.acts == []


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ({**THEME, "id": ""}, "The page sent something without a number. Please reload it."),
        ({**THEME, "id": 7}, "The page sent something without a number. Please reload it."),
        ({**THEME, "id": "x" * 41}, "The page sent something without a number. Please reload it."),
        ({**THEME, "kind": "settings", "value": {"protected": False}}, "This page does not understand 'settings'."),
        ({**THEME, "kind": "hide", "value": {"card": "c0", "reason": "x"}}, "This page does not understand 'hide'."),
        ({**THEME, "kind": ["theme"]}, "This page does not understand ['theme']."),
        ({**THEME, "value": None}, "What you did should be a list of names with values."),
        ({"type": "hide", "id": "a1", "value": {"card": "c0", "reason": "x"}}, "Only a host may hide a card."),
        ({"type": "act", "id": "a1"}, "This page does not understand 'act'. Please reload it."),
    ],
)
def test_a_forged_message_changes_nothing(table, message, words):
    """A participant's page can ask for anything; it gets words."""
    said = table.seat().hear(message)

    assert said["type"] == "refused"
    assert said["message"].startswith(words)
    assert table.acts == []


def test_a_second_theme_of_the_same_name_is_refused(table):
    ada = table.seat()
    ada.hear(THEME)

    said = ada.hear({**THEME, "id": "a2", "value": {"theme": "t2", "name": "SAFE homes"}})

    assert said["type"] == "refused"
    assert "There is a theme “Safe homes” already." in said["message"]


def test_what_the_store_could_not_keep_has_failed(table):
    """The browser keeps it and sends it again."""
    ada = table.seat()
    ada.fails = "The disk is full."

    assert ada.hear(THEME) == {"type": "failed", "id": "a1", "message": "The disk is full."}


def test_a_host_hides_a_card_with_a_reason(table):
    """Only a host's page can read hidden cards; to others they are gone."""
    host, ada = table.seat("", host=True), table.seat("ada")

    refused = host.hear({"type": "hide", "id": "h1", "value": {"card": "c1", "reason": " "}})
    saved = host.hear({"type": "hide", "id": "h2", "value": {"card": "c1", "reason": "It names a patient."}})

    assert (refused["type"], saved["type"]) == ("refused", "saved")
    assert host.widget.board["hidden"] == [{"id": "c1", "text": CARDS[1].text, "reason": "It names a patient."}]
    assert ada.widget.board["hidden"] == []
    assert CARDS[1].text not in str(ada.widget.board)
    assert (host.widget.can_hide, ada.widget.can_hide) == (True, False)


def test_a_browser_cannot_set_what_the_widget_holds(table):
    """Not even by the widget's own protocol."""
    ada = table.seat()

    ada.widget.set_state({"can_hide": True, "board": {}})

    assert ada.widget.can_hide is False
    assert ada.widget.board["loose"]


def test_a_notebook_says_how_far_the_sorting_is(table):
    ada = table.seat()
    ada.hear(THEME)
    table.do("group", {"card": "c0", "theme": "t1"})
    table.do("merge", {"card": "c1", "into": "c0"})

    assert repr(ada.widget) == (
        "Sort the ideas into themes: What is it for?\n  Safe homes: 2 ideas\n  Not in a theme: 2 ideas"
    )


def test_the_limits_come_from_the_question():
    """No dots, no vote."""
    widget = TableOfIdeas().seat().widget

    assert isinstance(widget, ThemesWidget)
    assert widget.vote == {"dots": ASK.dots, "most": ASK.most_on_one}
