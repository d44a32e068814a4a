"""The guide author's page tells the truth: every kind is there, every example is read, every answer is accepted."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from netlearn_widgets.content import parse
from netlearn_widgets.content.shape import shape_of
from netlearn_widgets.content.values import PARTS
from netlearn_widgets.model.agreement import SCALES
from netlearn_widgets.model.errors import GuideError
from netlearn_widgets.model.guide import KINDS, Guide, Step, Term
from netlearn_widgets.model.question import Option
from netlearn_widgets.model.table import COLUMN_TYPES, Column

PAGE = (Path(__file__).parents[2] / "docs" / "guide-author.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL))
STEP = """
key = "g"
title = "G"
language = "en"
source = "Ada"
[[step]]
key = "s"
title = "S"
why = "Because"
minutes = 5
note = "Ask"
source = "Bo"
part = "people"
"""


def block(language: str, text: str) -> str:
    """The first example in a language."""
    found = re.search(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert found, f"no {language} example"
    return found[1]


def test_every_kind_has_a_section() -> None:
    assert [*KINDS] == [*SECTIONS]


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_a_kind_can_be_pasted_into_a_step(kind: str) -> None:
    """It is read without a complaint, and the answer below it is accepted as it stands."""
    questions = parse(STEP + block("toml", SECTIONS[kind]), name=f"example of {kind}").questions.values()
    answer = json.loads(block("json", SECTIONS[kind]))

    question = next(one for one in reversed(questions) if one.kind == kind)

    assert question.check(answer) == answer


def test_the_example_of_a_whole_guide_is_one() -> None:
    assert parse(block("toml", PAGE)).step("start").title == "Start"


def test_every_field_is_named() -> None:
    """Whatever a guide may say is on the page: fields, types of columns, parts, scales and their positions."""
    holders = [Guide, Step, Term, Option, Column, *KINDS.values()]
    fields = {name for holder in holders for name, part in shape_of(holder).items() if not part.nested}
    positions = {option.key for scale in SCALES.values() for option in scale}

    named = {word.strip('"') for word in re.findall(r'`("?\w+"?)`', PAGE)}

    assert fields | positions | {*COLUMN_TYPES, *PARTS, *SCALES} <= named


def test_the_commands_are_named() -> None:
    for command in ("netlearn guide --to my.toml", "netlearn check my.toml", "netlearn serve --guide my.toml"):
        assert command in PAGE


def test_the_mistake_shown_is_worded_as_the_reader_words_it() -> None:
    """The sample guide with the mistake the page tells of gives the message the page shows."""
    text = block("toml", PAGE) + '\n[[step.question]]\nkind = "chioce"\nkey = "size"\nprompt = "?"\n'

    with pytest.raises(GuideError) as error:
        parse(text, name="my.toml")

    assert str(error.value).startswith(block("text", PAGE).strip().removesuffix(" …"))
