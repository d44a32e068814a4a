"""Several ideas and their kernel."""

from __future__ import annotations

import pytest
from widgets.kernels import HOSTILE, Kernel

TWO = [{"id": "1", "text": "Fewer falls"}, {"id": "2", "text": "Whom to call,\nday and night"}]


def test_ideas_are_kept_in_their_order_with_their_ids():
    """An id is made in the browser and lasts, so that an idea can be followed through its wordings."""
    ada = Kernel("ideas")

    said = ada.answer(TWO)

    assert said == {"type": "saved", "id": "a1", "message": ""}
    assert ada.kept == [("a1", TWO)]


@pytest.mark.parametrize("text", HOSTILE)
def test_an_idea_is_kept_to_the_letter(text):
    """What looks like markup or a formula is an idea like any other."""
    ada = Kernel("ideas")

    ada.answer([{"id": "1", "text": text}])

    assert ada.kept == [("a1", [{"id": "1", "text": text}])]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ([{"id": "1", "text": "x" * 61}], "This idea has 61 characters; 60 fit. Please shorten it by 1."),
        ([{"id": str(n), "text": "An idea"} for n in range(4)], "Ideas: 4 were given, and at most 3 fit."),
        ([{"id": 7, "text": "An idea"}], "An idea's number should be text."),
        ("An idea", "Ideas should be a list."),
        (["An idea"], "An idea should be a list of names with values."),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(value, words):
    """The writer reads what is wrong and how to mend it; the earlier ideas stay."""
    ada = Kernel("ideas", TWO)

    said = ada.answer(value)

    assert said["type"] == "refused"
    assert words in said["message"]
    assert ada.kept == []
    assert ada.widget.value == TWO


def test_taking_the_last_idea_away_takes_the_answer_back():
    """No idea is no answer."""
    ada = Kernel("ideas", TWO)

    ada.answer([])

    assert ada.kept == [("a1", None)]


def test_a_notebook_shows_the_question_and_the_ideas():
    """Where no widget can be drawn, the words are there."""
    assert repr(Kernel("ideas", TWO).widget) == (
        "What is this learning system's purpose?\n  Fewer falls\n  Whom to call,\nday and night"
    )
