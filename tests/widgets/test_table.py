"""The action table and its kernel."""

from __future__ import annotations

import pytest
from widgets.kernels import HOSTILE, Kernel

ROW = {"id": "1", "what": "Ask ten people", "way": "virtual", "when": "2027-03-31"}


def test_rows_are_kept_with_all_their_cells():
    """A cell left open is kept as empty text."""
    ada = Kernel("table")

    said = ada.answer([ROW, {"id": "2", "what": "Meet"}])

    assert said["type"] == "saved"
    assert ada.kept == [("a1", [ROW, {"id": "2", "what": "Meet", "way": "", "when": ""}])]


def test_an_empty_row_is_left_out():
    """A row in which nothing stands says nothing."""
    ada = Kernel("table", [ROW])

    ada.answer([{"id": "2", "what": " ", "when": ""}])

    assert ada.kept == [("a1", None)]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_is_kept_to_the_letter(text):
    """What looks like markup or a formula is text like any other."""
    ada = Kernel("table")

    ada.answer([{"id": "1", "what": text}])

    assert ada.widget.value[0]["what"] == text


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"when": "2027-03-31"}, "Action 1: please fill in “What”."),
        ({"what": "x" * 61}, "Action 1, What has 61 characters; 60 fit."),
        (
            {"what": "Meet", "way": "pigeon"},
            "What was chosen is not one of the options any more. Please choose from: Online, In a room.",
        ),
        ({"what": "Meet", "when": "soon"}, "Action 1, When: 'soon' is no date. Write it as year-month-day"),
        ({"what": "Meet", "when": "20270331"}, "is no date. Write it as year-month-day"),
        ({"what": "Meet", "when": 2027}, "Action 1, When should be text."),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(row, words):
    """The writer reads which row and which column; the earlier rows stay."""
    ada = Kernel("table", [ROW])

    said = ada.answer([{"id": "2", **row}])

    assert said["type"] == "refused"
    assert words in said["message"]
    assert ada.widget.value == [ROW]


def test_a_notebook_shows_rows_as_people_read_them():
    """Columns by their heading, choices by their label, open cells left out."""
    widget = Kernel("table", [{**ROW, "when": ""}]).widget

    assert repr(widget) == "What will we do?\n  What: Ask ten people; How: Online"
