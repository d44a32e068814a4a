"""The default guide: complete, plain, and with keys that outlive its wording."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from netlearn_widgets.content import default_guide, default_text, parse
from netlearn_widgets.model.guide import KINDS, Guide
from netlearn_widgets.model.question import Option
from netlearn_widgets.model.table import Column

OUTLINE = {
    "welcome": {"benefits": "choices", "characteristics": "scale"},
    "purpose": {
        "purpose_for": "ideas",
        "purpose_who": "ideas",
        "purpose_inequality": "ideas",
        "purpose_statement": "text",
        "purpose_agreement": "agreement",
    },
    "types": {
        "types_decides": "choice",
        "types_relates": "choice",
        "types": "horizons",
        "types_reason": "text",
        "types_agreement": "agreement",
    },
    "functions": {
        "functions_now": "choice",
        "functions_future": "choices",
        "functions_first": "ranking",
        "functions_agreement": "agreement",
    },
    "establishing": {
        "stage": "choice",
        "areas": "scale",
        "areas_next": "text",
        "size": "choice",
        "partners": "ideas",
        "champions": "ideas",
    },
    "roles": {"role_strengths": "scale", "roles": "roles", "roles_agreement": "agreement"},
    "members": {"ties": "ties", "missing": "ideas"},
    "channels": {"channels": "matrix", "channels_use": "table"},
    "inequality": {
        "inequality_worst": "ideas",
        "inequality_represented": "choices",
        "inequality_missing": "ideas",
        "inequality_gains": "ideas",
        "inequality_actions": "table",
    },
    "plan": {"next_steps": "table", "action_agreement": "agreement", "plan_agreement": "agreement"},
}
LONGEST_SENTENCE = 25


def texts(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a guide with the name of its field."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, tuple):
        for entry in value:
            yield from texts(entry, name)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name), field.name)


def described(value: Any) -> Iterator[Option | Column]:
    """Every option, row and column of a guide."""
    if isinstance(value, tuple):
        for entry in value:
            yield from described(entry)
    elif is_dataclass(value):
        if isinstance(value, Option | Column):
            yield value
        for field in fields(value):
            yield from described(getattr(value, field.name))


def test_the_keys_are_the_ones_data_is_stored_under() -> None:
    """Steps and questions keep the keys and kinds that notebooks and data files use."""
    guide = default_guide()

    assert {step.key: {question.key: question.kind for question in step.questions} for step in guide.steps} == OUTLINE


def test_the_guide_uses_every_kind() -> None:
    assert {*KINDS} == {question.kind for question in default_guide().questions.values()}


def test_everything_to_choose_or_fill_in_has_a_hint() -> None:
    assert [one.key for one in described(default_guide()) if not one.hint] == []


def test_every_question_gives_the_group_two_things_to_talk_about() -> None:
    """Two prompts stand under each result, and a prompt asks."""
    for question in default_guide().questions.values():
        assert len(question.talk) == 2, question.key
        assert all(prompt.endswith("?") for prompt in question.talk), question.key


def test_the_workbook_fits_a_half_day() -> None:
    assert 150 <= sum(step.minutes for step in default_guide().steps) <= 180


def test_all_three_starting_questions_have_steps() -> None:
    """No heading of the plan stays empty for want of a step."""
    assert {"purpose", "people", "inequality"} == {step.part for step in default_guide().steps}


def test_no_sentence_is_too_long_for_a_tired_reader() -> None:
    """No sentence on a page has more words than one breath holds."""
    sentences = [
        sentence
        for name, text in texts(default_guide())
        if name != "source"
        for sentence in re.split(r"(?<=[.?!:;”])\s+", text)
    ]

    assert [sentence for sentence in sentences if len(sentence.split()) > LONGEST_SENTENCE] == []


def test_a_hint_is_read_at_a_glance() -> None:
    assert [one.hint for one in described(default_guide()) if len(one.hint) > 110] == []


def test_options_that_are_the_same_everywhere_have_the_same_name() -> None:
    """Functions, channels and stages carry one label in every question that offers them."""
    guide: Any = default_guide()

    def labels(options: tuple[Option, ...]) -> dict[str, str]:
        return {option.key: option.label for option in options}

    functions = [labels(guide.question(f"functions_{when}").options) for when in ("now", "future", "first")]
    columns = {column.key: labels(column.options) for column in guide.question("channels_use").columns}
    assert functions[0] == functions[1] == functions[2]
    assert labels(guide.question("channels").rows) == columns["channel"]
    assert labels(guide.question("stage").options) == columns["stage"]


def test_every_role_statement_belongs_to_a_key_role() -> None:
    """Four statements each, under the key of a role of the same step."""
    guide: Any = default_guide()

    groups = [statement.group for statement in guide.question("role_strengths").options]

    key_roles = [role.key for role in guide.question("roles").options if role.group == "Key roles"]
    assert sorted(key_roles * 4) == sorted(groups)


@pytest.fixture
def reworded() -> Guide:
    """The default guide with every text that people read put into capitals, keys untouched."""
    kept = r"^(key|kind|part|language|scale|about|compare|type|group) = "
    lines = [line if re.match(kept, line) else shouted(line) for line in default_text().split("\n")]
    return parse("\n".join(lines), name="reworded.toml")


def shouted(line: str) -> str:
    """The line with its text in capitals; the name before an equals sign and headings stay."""
    name, equals, text = line.partition(" = ") if re.match(r"\w+ = ", line) else ("", "", line)
    return line if line.startswith("[") or text in {"true", "["} else name + equals + text.upper()


ANSWERS: dict[str, Any] = {
    "benefits": ["growth", "resilience"],
    "characteristics": {"diversity": 4},
    "purpose_for": [{"id": "i1", "text": "Safer care at night"}],
    "types": {"now": "managed", "next": "developmental"},
    "functions_now": "convening",
    "functions_first": ["community_building", "filtering"],
    "roles": {"connector": {"holds": ["Ada"], "could": ["Bo"]}},
    "ties": {
        "people": [{"id": "p1", "name": "Ada", "organisation": "", "seat": False}],
        "me": "p1",
        "ties": [],
    },
    "channels": {"blogs": "virtual"},
    "inequality_actions": [{"id": "r1", "group": "Young carers", "action": "Ask them"}],
    "plan_agreement": {"proposal": "w1", "position": "reservations", "reason": "Too soon"},
}


def test_keys_outlive_wording(reworded: Guide) -> None:
    """Answers given under the old wording are valid and readable under the new one."""
    for key, answer in ANSWERS.items():
        kept = default_guide().question(key).check(answer)

        assert kept == reworded.question(key).check(kept)
        assert [line.casefold() for line in default_guide().question(key).words(kept)] == [
            line.casefold() for line in reworded.question(key).words(kept)
        ]
    assert "RESILIENCE" in reworded.question("benefits").words(["resilience"])


def test_an_option_taken_away_still_shows_its_key() -> None:
    """An answer with an option the guide no longer offers is still readable."""
    text = default_text().replace('key = "dormant"\nlabel = "Dormant"', 'key = "asleep"\nlabel = "Asleep"')

    assert parse(text).question("stage").words("dormant") == ["dormant"]


def test_a_line_break_in_a_long_text_counts_as_a_blank() -> None:
    """Long texts may run over lines in the file without showing it on the page."""
    assert any("\n" in step["why"] for step in tomllib.loads(default_text())["step"])

    assert not any("\n" in text or "  " in text for _, text in texts(default_guide()))
