"""A text that is no TOML, or hardly a guide any more, is refused in words, and never by a traceback."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlearn_widgets.content import default_text, parse
from netlearn_widgets.model.errors import GuideError, Problem

Found: TypeAlias = Callable[[str], tuple[Problem, ...]]

NOT_TOML = {
    "curly quotes": ("title = “G”", 1, "Invalid value", 'Put straight quotes " around a text'),
    "no quotes": ('key = "g"\ntitle = G', 2, "Invalid value", 'Write name = "text"'),
    "no equals sign": ('title "G"', 1, "Expected '='", 'Write name = "text"'),
    "open quotes": ('title = "G\nkey = "g"', 1, "Illegal character", 'End the text with the " it began with.'),
    "open long text": ('title = """G\nkey', 2, "Unterminated string", 'End the text with the " it began with.'),
    "quotes inside": ('title = "the "G" guide"', 1, "Expected newline", 'Write a " inside a text as \\"'),
    "twice": ('key = "g"\nkey = "h"', 2, "Cannot overwrite a value", "This name stands twice in one part."),
    "backslash": ('title = "C:\\G"', 1, "Unescaped", r"Write a backslash in a text twice: \\."),
    "a folder of Windows": ('title = "C:\\Users"', 1, "C:\\Users", "Or put single quotes around the text"),
    "a number with its unit": ("minutes = 15 Minuten", 1, "Expected newline", "Write a number alone, without its unit"),
    "a remark of another language": ("minutes = 20 // zwanzig", 1, "Expected newline", "A remark begins with #"),
    "a remark behind a text": ('title = "G" // twenty', 1, "Expected newline", "A remark begins with #"),
    "an address with quotes inside": ('title = "see "http://a.org""', 1, "Expected newline", 'Write a " inside a text'),
    "open heading": ("[[step]\n", 1, "Expected ']]'", "End the heading with as many ]"),
    "one bracket twice": ("[step]\n[step]", 2, "Cannot declare", "two square brackets: [[step]]"),
    "open list": ('talk = ["a"\nkey = "g"', 2, "Unclosed array", "Close the list with ]"),
    "something else": ("day = 2027-02-31", 1, "", ""),
}


@pytest.mark.parametrize(("text", "line", "what", "cure"), NOT_TOML.values(), ids=[*NOT_TOML])
def test_a_text_that_is_no_toml(text: str, line: int, what: str, cure: str, problems: Found) -> None:
    """The line, what it says, and the likeliest cure for somebody who has never heard of TOML."""
    (problem,) = problems(text)

    assert f"my.toml, line {line}" == problem.place
    assert "This cannot be read as TOML" in problem.what
    assert what in problem.what
    assert cure in problem.cure


def test_brackets_without_end_are_refused_in_words(problems: Found) -> None:
    (problem,) = problems("key = " + "[" * 20_000)

    assert problem.place == "my.toml"
    assert "far too often" in problem.what


LINES = default_text().split("\n")
DAMAGE = st.lists(
    st.tuples(
        st.integers(0, len(LINES) - 1),
        st.sampled_from(["", "key = 1", "[[step]]", "[step.question]", 'kind = "scale"', '"""', "option = [1]", "x"]),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=60)
@given(DAMAGE)
def test_a_damaged_guide_is_read_or_refused_in_words(damage: list[tuple[int, str]]) -> None:
    """Whatever happens to some lines of a guide, each problem names the file and a line that is there."""
    lines = LINES.copy()
    for number, line in damage:
        lines[number] = line

    try:
        parse("\n".join(lines), name="my.toml")
    except GuideError as error:
        for problem in error.problems:
            assert problem.place.startswith("my.toml, line ")
            assert problem.what
            assert problem.cure
