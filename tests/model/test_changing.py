"""A guide that is changed while answers are there: what becomes of them is said, and none of another form counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product
from typing import ClassVar

import pytest
from model.asking import ANSWERS, QUESTIONS

from netlearn_widgets.model.changing import effects
from netlearn_widgets.model.choosing import Choice, Choices, Matrix
from netlearn_widgets.model.guide import KINDS
from netlearn_widgets.model.question import Json, Option, Question
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.settings import Settings
from netlearn_widgets.model.table import Table
from netlearn_widgets.model.telling import Ideas
from netlearn_widgets.model.workshop import Answer, Participant, Round, Workshop

SAME_FORM = {frozenset({"choices", "ranking"}), frozenset({"matrix", "horizons"})}


def _record(*said: tuple[str, str, Json], question: Question | None = None) -> Record:
    """Answers by participant, question and value; read as this question asks them now."""
    record = Record(
        workshop=Workshop(code="KRTM-27", title="Ours", guide=""),
        rounds=(Round(number=1, title=""),),
        participants=tuple(Participant(id=who) for who in dict.fromkeys(one for one, _, _ in said)),
        answers=tuple(Answer(participant=who, question=key, value=value) for who, key, value in said),
    )
    return record.asked({question.key: question}) if question else record


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_fits_the_kind_it_was_given_to(kind: str):
    """As it is kept, and whatever the guide offers now."""
    question = QUESTIONS[kind]

    assert question.fits(question.check(ANSWERS[kind]))


@pytest.mark.parametrize(("kind", "other"), [pair for pair in product(KINDS, KINDS) if pair[0] != pair[1]])
def test_an_answer_to_another_kind_is_none(kind: str, other: str):
    """A question that changes its kind is not answered any more, except where both kinds are answered alike."""
    question = replace(QUESTIONS[other], key="q")
    record = _record(("ada", "q", ANSWERS[kind]), question=question)

    alike = {kind, other} in SAME_FORM or (kind, other) == ("choice", "text")
    assert (record.current("q") == {}) is not alike
    assert (set(record.unfit("q")) == {"ada"}) is not alike
    assert alike or record.disclosure("q").answered == 0


def test_what_is_asked_again_is_answered_again():
    """The newest answer counts, in whichever form the question is asked; each stays in the history."""
    said = [("ada", "q", "filtering"), ("ada", "q", ["filtering"])]
    choice, choices = replace(QUESTIONS["choice"], key="q"), replace(QUESTIONS["choices"], key="q")

    assert _record(*said, question=choices).current("q")["ada"].value == ["filtering"]
    assert _record(*said, question=choice).current("q") == {}
    assert [None, ["filtering"]] == [answer.value for answer in _record(*said, question=choices).said("q")]
    assert ["filtering", ["filtering"]] == [answer.value for answer in _record(*said, question=choices).answers]


def test_a_record_that_grows_is_read_as_before():
    """An answer of another form that comes later is none either."""
    record = _record(question=replace(QUESTIONS["choices"], key="q"))
    news = _record(("ada", "q", "filtering"), ("bo", "q", ["convening"]))

    grown = record.grown(replace(news, rounds=()))

    assert ["bo"] == list(grown.current("q"))
    assert grown.disclosure("q").answered == 1


def test_what_is_shown_of_the_others_keeps_the_rule_of_small_numbers():
    """Four answers of another form are held back as four answers are, five are listed."""
    question = replace(QUESTIONS["choices"], key="q")
    four = [(who, "q", "filtering") for who in "abcd"]

    assert _record(*four, question=question).shown_unfit("q") == {}
    assert len(_record(*four, ("e", "q", "convening"), question=question).shown_unfit("q")) == Settings.threshold


@dataclass(frozen=True, kw_only=True)
class _Count(Question):
    kind: ClassVar[str] = "count"

    def _check(self, value: Json) -> Json:
        return value

    def fits(self, value: Json) -> bool:
        return isinstance(value, int)

    def words(self, value: Json) -> list[str]:
        return [str(value)]


@pytest.mark.parametrize(("value", "kept"), [(0, 0), (False, False), (0.0, 0.0), ("", None), ([], None), ({}, None)])
def test_nought_is_an_answer_and_nothing_is_none(value: Json, kept: Json):
    """What takes an answer back is an empty text, list or mapping."""
    assert kept == _Count(key="n", prompt="How many?").check(value)


CARDS = [{"id": "1", "text": "a"}, {"id": "2", "text": "b" * 30}]
MAP = ANSWERS["ties"]
ROWS: Json = [{"id": "1", "what": "Ask", "way": "", "when": ""}, {"id": "2", "what": "x" * 50, "way": "", "when": ""}]
TABLE = QUESTIONS["table"]
assert isinstance(TABLE, Table)
WHAT, WAY, WHEN = TABLE.columns
NEEDED, DATED, CHOSEN = replace(WHEN, required=True), replace(WHAT, type="date"), replace(WAY, key="what")

OPTIONS = (Option(key="a", label="A"), Option(key="b", label="B"))
Said = Callable[[tuple[Question, ...]], list[str]]


@pytest.fixture
def told() -> Said:
    """What is said of four answers when the guide becomes one of these questions."""
    old: tuple[Question, ...] = (
        Choice(key="stage", prompt="?", options=OPTIONS),
        Ideas(key="ideas", prompt="?"),
        Matrix(key="ways", prompt="?", rows=OPTIONS, options=OPTIONS),
        replace(QUESTIONS["table"], key="actions"),
    )
    record = _record(
        ("ada", "stage", "a"),
        ("bo", "stage", "b"),
        ("bo", "stage", "a"),
        ("ada", "ideas", ANSWERS["ideas"]),
        ("ada", "ways", {"a": "b"}),
        ("ada", "actions", ANSWERS["table"]),
        ("cy", "gone", "long ago"),
    )
    keyed = {question.key: question for question in old}
    return lambda new: [str(one) for one in effects(record, keyed, keyed | {one.key: one for one in new})]


def test_a_guide_that_only_words_things_anew_changes_nothing(told: Said):
    """Labels, prompts and options nobody chose are free to change."""
    assert [] == told((Choice(key="stage", prompt="Which?", options=(OPTIONS[0],)),))


def test_each_change_is_said_with_its_count(told: Said):
    """Kinds, options, rows and columns; corrected answers count once."""
    said = told(
        (
            Choices(key="stage", prompt="?", options=OPTIONS),
            replace(QUESTIONS["text"], key="ideas"),
            Matrix(key="ways", prompt="?", rows=OPTIONS[1:], options=OPTIONS[:1]),
            replace(TABLE, key="actions", columns=(WHAT, WAY)),
        )
    )

    kept, shown = "kept, count as none, and listed apart in the plan.", "kept, and shown by this key."
    assert said == [
        f"“stage” is of the kind 'choices', no longer 'choice' (2 answers of 2 people): {kept}",
        f"“ideas” is of the kind 'text', no longer 'ideas' (1 answer of 1 person): {kept}",
        f"“ways” has no option 'b' any more (1 answer of 1 person): {shown}",
        f"“ways” has no row 'a' any more (1 answer of 1 person): {shown}",
        f"“actions” has no column 'when' any more (1 answer of 1 person): {shown}",
    ]


def _said(kind: str, value: Json, **changed: object) -> list[str]:
    """What is said of two people's answer when this is changed of its question."""
    old = replace(QUESTIONS[kind], key="q")
    record = _record(("ada", "q", value), ("bo", "q", value))
    return [str(one) for one in effects(record, {"q": old}, {"q": replace(old, **changed)})]


@pytest.mark.parametrize(
    ("kind", "value", "changed", "what", "cure"),
    [
        ("ideas", CARDS, {"most": 1}, "takes at most 1 entry", "shorten it"),
        ("choices", ["filtering", "convening"], {"most": 1}, "takes at most 1 entry", "shorten it"),
        ("ranking", ["filtering", "convening", "amplifying"], {"most": 2}, "takes at most 2 entries", "shorten it"),
        ("ties", MAP, {"most": 1}, "takes at most 1 entry", "shorten it"),
        ("table", ROWS, {"most": 1}, "takes at most 1 entry", "shorten it"),
        ("text", "a" * 21, {"longest": 20}, "takes at most 20 characters in a text", "shorten it"),
        ("ideas", CARDS, {"longest": 20}, "takes at most 20 characters in a text", "shorten it"),
        ("table", ROWS, {"longest": 20}, "takes at most 20 characters in a text", "shorten it"),
        ("agreement", ANSWERS["agreement"], {"longest": 5}, "takes at most 5 characters in a text", "shorten it"),
        ("table", ROWS, {"columns": (WHAT, WAY, NEEDED)}, "needs the column 'when' in each row", "fill it in"),
        ("table", ROWS, {"columns": (DATED, WAY, WHEN)}, "takes only dates in the column 'what'", "write a date"),
        ("table", ROWS, {"columns": (CHOSEN, WAY, WHEN)}, "takes only its options in the column 'what'", "choose one"),
    ],
)
def test_a_tighter_limit_is_said(kind: str, value: Json, changed: dict[str, object], what: str, cure: str):
    """What stands counts as before; whoever changes it has to keep to the limit."""
    assert _said(kind, value, **changed) == [
        f"“q” {what} (2 answers of 2 people): kept as they are, and whoever changes theirs must {cure}."
    ]


@pytest.mark.parametrize("steps", [3, 10])
def test_another_scale_is_said(steps: int):
    """Ratings stay what they are; those beyond a shorter scale are given anew once somebody changes them."""
    said = _said("scale", ANSWERS["scale"], steps=steps)

    new = (
        f"“q” is rated on a scale of {steps}, no longer of 5 (2 answers of 2 people): count as they are on the new one."
    )
    above = "“q” takes no rating above 3 (2 answers of 2 people): kept as they are, and whoever changes theirs must "
    assert said == [new, *[f"{above}rate it anew."] * (steps == 3)]


@pytest.mark.parametrize(
    ("kind", "changed"), [("ideas", {"most": 2}), ("text", {"longest": 8}), ("table", {"most": 1})]
)
def test_a_limit_that_every_answer_keeps_to_changes_nothing(kind: str, changed: dict[str, object]):
    """Nor does one that an answer broke before."""
    assert _said(kind, ANSWERS[kind], **changed) == []
    assert _said("ideas", [{"id": name, "text": "a"} for name in "abcd"], most=2) == []


def test_a_question_that_is_gone_is_said(told: Said):
    """One that was gone before is not said again."""
    record = _record(("ada", "stage", "a"), ("bo", "stage", "a"), ("cy", "gone", "long ago"))
    old = {"stage": Choice(key="stage", prompt="?", options=OPTIONS)}

    said = [str(one) for one in effects(record, old, {})]

    assert ["“stage” is not asked any more (2 answers of 2 people): kept, and listed apart in the plan."] == said
    assert [] == told(())
