"""People and ties, and their kernel."""

from __future__ import annotations

import pytest
from widgets.kernels import HOSTILE, Kernel


def person(name: str, organisation: str = "", *, seat: bool = False) -> dict[str, object]:
    """Somebody whose id is the first letter of the name."""
    return {"id": name[:1].lower(), "name": name, "organisation": organisation, "seat": seat}


ADA, BO = person("Ada", "Harbour Surgery"), person("Bo")
NETWORK = {"people": [ADA, BO], "me": "a", "ties": [{"from": "a", "to": "b"}]}


def test_people_and_ties_are_kept():
    """With who one is, if one says so."""
    ada = Kernel("ties")

    said = ada.answer(NETWORK)

    assert said["type"] == "saved"
    assert ada.kept == [("a1", NETWORK)]


def test_a_tie_to_nobody_or_to_oneself_is_left_out():
    """Ties join two people of the list, each way once."""
    ada = Kernel("ties")
    loose = [{"from": "a", "to": "x"}, {"from": "b", "to": "b"}, {"from": "a", "to": "b"}, {"from": "a", "to": "b"}]

    ada.answer({"people": [ADA, BO], "me": "x", "ties": loose})

    assert ada.widget.value == {"people": [ADA, BO], "me": "", "ties": [{"from": "a", "to": "b"}]}


def test_taking_everybody_off_takes_the_answer_back():
    """A map without people is no answer."""
    ada = Kernel("ties", NETWORK)

    ada.answer({"people": [], "me": "", "ties": []})

    assert ada.kept == [("a1", None)]


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_kept_to_the_letter(name):
    """Of people and of organisations alike."""
    ada = Kernel("ties")

    ada.answer({"people": [{"id": "a", "name": name, "organisation": name, "seat": False}], "me": "", "ties": []})

    kept = ada.widget.value["people"][0]
    assert (kept["name"], kept["organisation"]) == (name, name)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"people": [BO, {**BO, "id": "c", "name": "bo "}]}, "is in the list twice. Please take one away"),
        ({"people": [person(f"{letter}.") for letter in "abcde"]}, "People: 5 were given, and at most 4 fit."),
        ({"people": [{"id": "a", "name": "x" * 81}]}, "A name has 81 characters; 80 fit."),
        ({"people": [{"id": "a", "name": "Ada", "organisation": 5}]}, "An organisation's name should be text."),
        ({"people": ["Ada"]}, "A person should be a list of names with values."),
        ({"people": [ADA, BO], "me": ["a"], "ties": []}, "Which of them you are should be text."),
        ({"people": [ADA, BO], "ties": [{"from": ["a"], "to": "b"}]}, "A tie should join two people by their numbers."),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(value, words):
    """The writer reads what is wrong; the earlier map stays."""
    ada = Kernel("ties", NETWORK)

    said = ada.answer(value)

    assert said["type"] == "refused"
    assert words in said["message"]
    assert ada.widget.value == NETWORK


def test_a_notebook_shows_people_and_ties():
    """Where no widget can be drawn, the words are there."""
    seat = person("Carer", seat=True)

    widget = Kernel("ties", {**NETWORK, "people": [ADA, BO, seat]}).widget

    assert repr(widget).splitlines() == [
        "Whom do you turn to?",
        "  Ada (Harbour Surgery)",
        "  Bo",
        "  Carer, a seat nobody fills yet",
        "  Ada turns to Bo",
    ]
