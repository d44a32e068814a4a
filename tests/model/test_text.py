"""Text as people type it: kept to the letter or refused in words, never changed behind their backs."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlearn_widgets.model.errors import InvalidAnswer
from netlearn_widgets.model.text import check_key, check_text, fold

NAMES = st.text(alphabet=st.characters(codec="utf-8"))


def kept(text: object, longest: int = 50, *, lines: bool = True) -> str:
    """The text as it is kept, of what is called "Your text"."""
    return check_text(text, what="Your text", longest=longest, lines=lines)


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>",
        '=HYPERLINK("http://example.org")',
        "two\nlines\twith a tab",
        "\u202eright to left\u202c",
        "e\u0301\u0327",
        "👩‍👩‍👧 and 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
        "\u0627\u0644\u0633\u0644\u0627\u0645",
    ],
)
def test_text_is_kept_to_the_letter(text):
    """Markup, formulas, emoji, right-to-left and combining characters alike."""
    assert kept(text) == text


def test_line_ends_become_one_kind_and_outer_blanks_go():
    """Whatever system it was typed on."""
    assert kept(" a\r\nb\rc\n ") == "a\nb\nc"


def test_where_one_line_is_asked_for_breaks_become_blanks():
    """A name stays on one line."""
    assert kept("Ada\r\n\tLum", lines=False) == "Ada Lum"


def test_length_counts_characters_and_not_bytes():
    """An emoji or an accent counts as much as a letter."""
    assert kept("é" * 50) == "é" * 50
    assert kept("🙂" * 50) == "🙂" * 50


def test_too_long_is_refused_with_how_much_to_shorten():
    """In words and numbers people can use."""
    with pytest.raises(InvalidAnswer) as refused:
        kept("x" * 10_000)

    assert str(refused.value) == "Your text has 10,000 characters; 50 fit. Please shorten it by 9,950."


@pytest.mark.parametrize(("text", "code"), [("a\x00", "0000"), ("a\x1b[31m", "001B"), ("a\ud800", "D800")])
def test_a_character_that_cannot_be_kept_is_named(text, code):
    """With its place, so that it can be found and deleted."""
    with pytest.raises(InvalidAnswer) as refused:
        kept(text)

    assert str(refused.value) == (
        f"Your text holds a character that cannot be kept (number 2, code {code}). Please delete it."
    )


@pytest.mark.parametrize("value", [None, 5, True, ["a"], {"a": 1}, b"a"])
def test_what_is_no_text_is_refused(value):
    """Nothing is turned into text by guessing."""
    with pytest.raises(InvalidAnswer, match=r"^Your text should be text\.$"):
        kept(value)


@given(st.text(), st.booleans())
def test_kept_text_can_go_everywhere_and_back(text, lines):
    """UTF-8, JSON and XML carry it unchanged; kept once, it is kept again as it is."""
    try:
        said = kept(text, 1000, lines=lines)
    except InvalidAnswer:
        return

    assert said.encode().decode() == said
    assert json.loads(json.dumps(said)) == said
    element = ET.Element("p")
    element.text = said
    assert (ET.fromstring(ET.tostring(element)).text or "") == said  # noqa: S314  our own text
    assert kept(said, 1000, lines=lines) == said
    assert lines or "\n" not in said


@given(NAMES)
def test_names_are_compared_without_case_and_doubled_blanks(name):
    """Comparing twice compares the same."""
    assert fold(f"  {name} ") == fold(name)
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    ("one", "other"), [("ADA  Lum", "ada lum"), ("Cafe\u0301", "CAFÉ"), ("Groß", "GROSS"), ("ΐ", "Ϊ́")]
)
def test_one_name_in_two_spellings_is_one_name(one, other):
    """However it was typed."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("key", "fit"),
    [("purpose_for", True), ("a1", True), ("a" * 40, True)]
    + [(key, False) for key in ("", "1a", "_a", "Purpose", "a-b", "a b", "a\n", "é", "a" * 41, None, 5)],
)
def test_a_key_is_small_letters_digits_and_underscores(key, fit):
    """A letter first, at most 40."""
    assert check_key(key) is fit
