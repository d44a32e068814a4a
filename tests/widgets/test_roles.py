"""The role matrix and its kernel."""

from __future__ import annotations

import pytest
from widgets.kernels import HOSTILE, Kernel

COVER = {"connector": {"holds": ["Ada"], "could": ["Bo", "Cy"]}}


def test_names_are_kept_for_each_role():
    """Who holds a role and who could are kept apart."""
    ada = Kernel("roles")

    said = ada.answer(COVER)

    assert said["type"] == "saved"
    assert ada.kept == [("a1", COVER)]


def test_a_name_counts_once_in_a_list():
    """The same name in another spelling of case and blanks is the same name; the first spelling stays."""
    ada = Kernel("roles")

    ada.answer({"guardian": {"holds": ["Ada Lum", "ada  lum", " "], "could": []}})

    assert ada.widget.value == {"guardian": {"holds": ["Ada Lum"], "could": []}}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_kept_to_the_letter(name):
    """What looks like markup or a formula is a name like any other."""
    ada = Kernel("roles")

    ada.answer({"connector": {"holds": [name], "could": []}})

    assert ada.widget.value["connector"]["holds"] == [name]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (
            {"boss": {"holds": ["Ada"]}},
            "What was chosen is not one of the options any more. Please choose from: Connector, Guardian.",
        ),
        ({"connector": {"holds": ["x" * 81]}}, "A name has 81 characters; 80 fit."),
        ({"connector": {"holds": [str(n) for n in range(31)]}}, "Names for Connector: 31 were given"),
        ({"connector": ["Ada"]}, "Connector should be a list of names with values."),
        (["Ada"], "The roles should be a list of names with values."),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(value, words):
    """The writer reads what is wrong; the earlier names stay."""
    ada = Kernel("roles", COVER)

    said = ada.answer(value)

    assert said["type"] == "refused"
    assert words in said["message"]
    assert ada.widget.value == COVER


def test_the_browser_knows_the_limits():
    """So that it can say in words what does not fit before anything is sent."""
    spec = Kernel("roles").widget.spec

    assert (spec["longest"], spec["names"]) == (80, 30)


def test_a_notebook_shows_who_has_which_role():
    """Where no widget can be drawn, the words are there."""
    assert repr(Kernel("roles", COVER).widget) == (
        "Who has each role, and who could?\n  Connector: held by Ada\n  Connector: could be held by Bo, Cy"
    )
