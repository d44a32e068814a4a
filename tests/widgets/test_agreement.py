"""Agreeing, and its kernel: positions on a wording, and wordings put to the group."""

from __future__ import annotations

import pytest
from widgets.kernels import HOSTILE, PROPOSAL, Kernel

from netlearn_widgets.model.errors import InvalidAnswer, StoreError

LIVE_WITH_IT = {"proposal": "p1", "position": "3", "reason": "Who is “we”?"}


def propose(ada: Kernel, text: object, name: object = "p2") -> dict[str, str]:
    """Put a wording to the group as a browser does; return what the kernel said."""
    return ada.hear({"type": "propose", "id": name, "text": text})


def test_a_position_is_kept_with_the_wording_it_is_about():
    """So that a later wording leaves it behind."""
    ada = Kernel("agreement", context={"proposal": PROPOSAL})

    said = ada.answer(LIVE_WITH_IT)

    assert said["type"] == "saved"
    assert ada.kept == [("a1", LIVE_WITH_IT)]


def test_the_browser_is_given_every_position_from_full_support_down():
    """With its group: what supports, what should be heard."""
    options = Kernel("agreement").widget.spec["options"]

    assert "".join(option["key"] for option in options) == "543210"
    assert options[3]["group"] == "hear"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({**LIVE_WITH_IT, "position": "6"}, "is not one of the options any more"),
        ({**LIVE_WITH_IT, "reason": "x" * 61}, "Your reason has 61 characters; 60 fit."),
        ({"position": "3"}, "The proposal's number should be text."),
        ("3", "Your position should be a list of names with values."),
    ],
)
def test_a_position_that_cannot_be_kept_is_refused_in_words(value, words):
    """The earlier position stays."""
    ada = Kernel("agreement", LIVE_WITH_IT)

    said = ada.answer(value)

    assert said["type"] == "refused"
    assert words in said["message"]
    assert ada.widget.value == LIVE_WITH_IT


def test_a_wording_is_put_to_the_group_and_then_said_to_be_saved():
    """Under the id the browser made, so that sending it twice puts it once; it is no answer."""
    ada = Kernel("agreement", LIVE_WITH_IT)

    said = propose(ada, " Together,\r\nwe learn ")

    assert said == {"type": "saved", "id": "p2", "message": ""}
    assert ada.proposed == [("p2", "Together,\nwe learn")]
    assert ada.kept == []
    assert ada.widget.value == LIVE_WITH_IT


@pytest.mark.parametrize("text", HOSTILE)
def test_a_wording_is_kept_to_the_letter(text):
    """What looks like markup or a formula is a wording like any other."""
    ada = Kernel("agreement")

    propose(ada, text)

    assert ada.proposed == [("p2", text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  \n ", "Please write the wording first."),
        ("x" * 61, "The wording has 61 characters; 60 fit. Please shorten it by 1."),
        (None, "The wording should be text."),
    ],
)
def test_a_wording_that_cannot_be_put_is_refused_in_words(text, words):
    """The browser keeps what was typed, and the writer reads why."""
    ada = Kernel("agreement")

    said = propose(ada, text)

    assert said["type"] == "refused"
    assert said["id"] == "p2"
    assert words in said["message"]
    assert ada.proposed == []


@pytest.mark.parametrize("name", [None, "", 7, "x" * 41])
def test_a_wording_without_a_fit_number_is_refused(name):
    """Without it, a wording sent twice would count twice."""
    said = propose(Kernel("agreement"), "Together", name)

    assert said["type"] == "refused"
    assert said["message"] == "The page sent something without a number. Please reload it."


def test_a_wording_the_store_could_not_keep_has_failed():
    """The browser keeps it and sends it again."""

    def full(_name: str, _text: str) -> None:
        message = "The disk is full."
        raise StoreError(message)

    said = propose(Kernel("agreement", put=full), "Together")

    assert said == {"type": "failed", "id": "p2", "message": "The disk is full."}


def test_what_came_of_a_wording_is_handed_on_and_then_said_to_be_saved():
    """Whether it may be recorded is not for the page to decide."""
    ada = Kernel("agreement", LIVE_WITH_IT)

    said = ada.hear({"type": "decide", "id": "d1", "proposal": "p1", "outcome": "moved on", "reason": "No time"})

    assert said == {"type": "saved", "id": "d1", "message": ""}
    assert ada.decided == [("d1", "p1", "moved on", "No time")]
    assert ada.kept == []


def test_what_cannot_be_recorded_is_refused_in_words():
    """The page says why, and nothing is sent again."""

    def objected(*_decision: str) -> None:
        message = "Not agreed: 1 person should be heard first."
        raise InvalidAnswer(message)

    ada = Kernel("agreement", LIVE_WITH_IT, decide=objected)

    said = ada.hear({"type": "decide", "id": "d1", "proposal": "p1", "outcome": "agreed"})

    assert said == {"type": "refused", "id": "d1", "message": "Not agreed: 1 person should be heard first."}


@pytest.mark.parametrize("name", [None, "", 7, "x" * 41])
def test_what_was_agreed_needs_a_fit_number(name):
    """Without it, the same sent twice would be recorded twice."""
    said = Kernel("agreement").hear({"type": "decide", "id": name, "proposal": "p1", "outcome": "agreed"})

    assert said["message"] == "The page sent something without a number. Please reload it."


def test_a_notebook_shows_the_position_and_its_reason():
    """Where no widget can be drawn, the words are there."""
    widget = Kernel("agreement", LIVE_WITH_IT).widget

    assert repr(widget) == "Can we go ahead?\n  3 · I can live with it: Who is “we”?"
