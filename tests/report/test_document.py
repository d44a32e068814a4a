"""The plan: everything that was answered is in it, and what is open is found."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from report.answers import OPENED, answer_for, record_of

from netlearn_widgets.content import default_guide
from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.choosing import Choice, Choices, Scale
from netlearn_widgets.model.deciding import decide
from netlearn_widgets.model.people import Roles
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.table import Table
from netlearn_widgets.model.telling import Ideas, Text
from netlearn_widgets.model.workshop import Answer, Participant, Proposal, Round
from netlearn_widgets.report.blocks import Document, Facts, Figure, Note, Paragraph, Section, Words
from netlearn_widgets.report.blocks import Table as Rows
from netlearn_widgets.report.document import PARTS, document
from netlearn_widgets.report.html import to_tree
from netlearn_widgets.report.tree import text_of

GUIDE = default_guide()


def _section(said: Document, key: str) -> Section:
    return next(one for one in said.sections if one.key == key)


def _facts(section: Section) -> dict[str, str]:
    return dict(item for block in section.blocks if isinstance(block, Facts) for item in block.items)


def _answered(value: Any, question: str, *, who: str = "p0") -> Answer:
    return Answer(question=question, participant=who, value=GUIDE.question(question).check(value))


def _record(*answers: Answer) -> Record:
    return replace(record_of(GUIDE, people=0), answers=answers, proposals=(), participants=(Participant(id="p0"),))


def test_it_says_how_many_answers_came_from_paper():
    """Those that stand, and of how many people; a plan without any does not speak of paper."""
    first, second = (replace(_answered(stage, "stage"), from_paper=True) for stage in ("dormant", "emerging"))
    corrected = document(_record(first, second), GUIDE)
    replaced = document(_record(first, _answered("emerging", "stage")), GUIDE)

    assert "1 answer by 1 person" in _facts(_section(corrected, "about"))["From paper"]
    assert "From paper" not in _facts(_section(replaced, "about"))


def test_every_questions_answer_reaches_the_plan():
    """What one person answered to each question of the default guide stands in the plan; what is missing is listed."""
    record = record_of(GUIDE, people=1)
    words = text_of(to_tree(document(record, GUIDE)))
    figures = [
        block.picture["question"]
        for part in document(record, GUIDE).sections
        for step in part.sections
        for block in step.blocks
        if isinstance(block, Figure)
    ]

    assert figures == [key for step in _by_part() for key in step]
    assert [(key, line) for key in GUIDE.questions for line in _lines(key) if line not in words] == []


def _by_part() -> list[list[str]]:
    return [
        [question.key for question in step.questions] for part in PARTS for step in GUIDE.steps if step.part == part
    ]


def _lines(key: str) -> list[str]:  # noqa: PLR0911  one case a kind
    """What must be found of an answer: every word a person wrote, and the label of everything that was chosen."""
    question = GUIDE.question(key)
    value = answer_for(question, 0)
    match question:
        case Text() | Choice() | Choices():
            return question.words(value)
        case Ideas():
            return [card["text"] for card in value]
        case Scale():
            return [option.label for option in question.options]
        case Roles():
            return [name for cover in value.values() for name in cover["holds"] + cover["could"]]
        case Table():
            return [question.shown(column, row) for row in value for column in question.columns]
        case Agreement():
            return [value["reason"], f"Wording for {key}"]
        case _:
            return [
                line.split(":")[0].split(" turns to ")[0].split(" (")[0].split(". ")[-1]
                for line in question.words(value)
            ]


def test_the_three_questions_are_the_headings():
    """Purpose, people and inequality in this order, the front page before and what is open after."""
    said = document(record_of(GUIDE), GUIDE)

    assert [one.key for one in said.sections] == ["front", *PARTS, "open", "about"]
    assert [one.title for one in said.sections[1:4]] == list(PARTS.values())
    assert sum(len(one.sections) for one in said.sections) == len(GUIDE.steps)


def test_the_front_page_says_what_a_sponsor_must_know():
    """Purpose and whether it is agreed, type, functions, roles, actions, dates, inequality; sample data are marked."""
    front = _section(document(record_of(GUIDE, people=1), GUIDE), "front")
    facts = _facts(front)

    assert list(facts) == [
        "Our purpose",
        "Do we agree on it?",
        "The kind of network we are",
        "What we mainly do",
        "Roles nobody holds yet",
        "We agreed: Types",
        "We agreed: Functions",
        "We agreed: Roles",
        "We agreed: Plan",
        "What happens next",
        "Done or not",
        "To reduce inequality",
    ]
    assert facts["Our purpose"] == "Wording for purpose_agreement"
    assert facts["Do we agree on it?"].startswith("Agreed: everyone can live with it. Recorded on ")
    assert facts["Do we agree on it?"].endswith(" (1 person: 1 supports it).")
    assert facts["We agreed: Types"] == "Wording for types_agreement"
    assert facts["What happens next"].startswith("2 actions. The next: 15 January 2027")
    assert facts["To reduce inequality"].startswith("1 action, with and for: ")
    assert isinstance(front.blocks[0], Note)
    assert any(isinstance(block, Rows) and len(block.rows) == 2 for block in front.blocks)


def test_a_past_date_is_not_what_happens_next():
    """The next dates are those on or after the day of the round."""
    early = [{"id": "a", "what": "look back", "who": "", "when": "2020-01-01"}]
    late = [{"id": "b", "what": "meet", "who": "Bo", "when": OPENED.date().isoformat()}]
    said = document(_record(_answered(early + late, "next_steps")), GUIDE)

    assert _facts(_section(said, "front"))["What happens next"] == "2 actions. The next: 12 January 2027, meet."


def test_thin_actions_become_things_to_find_out():
    """An action without owner, date, measure or known baseline is listed with what it lacks."""
    rows = [
        {"id": "a", "group": "Renters", "action": "ask them", "baseline": "Unknown"},
        {"id": "b", "group": "Carers", "action": "meet at 7", "owner": "Ada", "measure": "who comes", "baseline": "two",
         "date": "2027-03-31"},
    ]  # fmt: skip
    opened = _section(document(_record(_answered(rows, "inequality_actions")), GUIDE), "open")
    table = next(block for block in opened.blocks if isinstance(block, Rows) and "find out" in block.title)

    assert table.rows == (
        ("ask them", "who will do it, a date, how we will see that it works and where we start from: find out"),
    )


def test_gaps_are_found():
    """Roles nobody holds, wishes nobody serves, seats, missing people and what is not agreed are open."""
    people = [{"id": "1", "name": "Somebody from housing", "organisation": "", "seat": True}]
    record = _record(
        _answered("convening", "functions_now"),
        _answered(["amplifying"], "functions_future"),
        _answered({"connector": {"holds": ["Ada"], "could": []}}, "roles"),
        _answered({"people": people, "me": "", "ties": []}, "ties"),
        _answered([{"id": "i", "text": "the night shift"}], "missing"),
    )
    opened = _section(document(record, GUIDE), "open")
    facts = _facts(opened)

    assert "Amplifying" in facts["Wanted in future, seen by nobody now"]
    assert "Facilitator" in facts["Roles nobody holds"]
    assert facts["Seats nobody fills yet"] == "Somebody from housing."
    assert "No wording is on the table yet." in facts.values()
    assert any(isinstance(block, Words) and block.texts == ("the night shift",) for block in opened.blocks)


def test_a_disagreement_says_how_many_should_be_heard():
    """Somebody below "I can live with it" is counted, on the front page and under what is open."""
    record = record_of(GUIDE, people=1)
    block = Answer(
        question="purpose_agreement",
        participant="p0",
        value={"proposal": "w-purpose_agreement", "position": "1", "reason": "too vague"},
    )
    said = document(replace(record, answers=(*record.answers, block)), GUIDE)

    told = "Open again after it was agreed: 1 person should be heard first."
    assert _facts(_section(said, "front"))["Do we agree on it?"] == told
    assert _facts(_section(said, "open"))[f"Purpose: {GUIDE.question('purpose_agreement').prompt}"] == told
    assert "too vague" in text_of(to_tree(said))


def test_moving_on_is_told_as_that():
    """With the reason; on the front page and under what is open, and never as agreed."""
    record = record_of(GUIDE, people=2)
    wording = next(one for one in record.proposals if one.question == "roles_agreement")
    said = document(replace(record, acts=(decide(wording, "moved on", "No time left"),)), GUIDE)

    facts = _facts(_section(said, "front"))
    assert facts["Not agreed: Roles"] == "“Wording for roles_agreement”. The group moved on."
    assert not [term for term in facts if term.startswith("We agreed")]
    told = _facts(_section(said, "open"))[f"Roles: {GUIDE.question('roles_agreement').prompt}"]
    assert told == "Moved on without agreement. Why: “No time left”"


def test_a_brief_front_page_lists_only_what_is_still_to_do():
    """On a phone what is done or dropped is counted; the whole plan lists it."""
    record = record_of(GUIDE, people=5)
    rows = [{"id": status, "what": f"This is {status}", "status": status} for status in ("open", "done", "dropped")]
    answer = replace(next(one for one in record.answers if one.question == "next_steps"), value=rows)
    others = tuple(one for one in record.answers if one.question != "next_steps")
    record = replace(
        record, answers=(*others, *(replace(answer, participant=f"p{who}", id=f"x{who}") for who in range(5)))
    )

    whole, brief = (_section(document(record, GUIDE, whole=whole), "front").blocks for whole in (True, False))

    assert [section.key for section in document(record, GUIDE, whole=False).sections] == ["front"]
    listed = [
        [row[0] for block in blocks if isinstance(block, Rows) for row in block.rows] for blocks in (whole, brief)
    ]
    assert {"This is open", "This is done", "This is dropped"} <= set(listed[0])
    assert {"This is done", "This is dropped"}.isdisjoint(listed[1])
    assert "This is open" in listed[1]
    settled = len(listed[0]) - len(listed[1])
    (counted,) = (block.text for block in brief if isinstance(block, Paragraph))
    assert counted == f"{settled} actions are done or dropped. The plan as a file lists all of them."


def test_earlier_wordings_are_told_with_what_they_came_to():
    """First one person asked to be heard, then it was agreed with one who stands aside."""
    record = record_of(GUIDE, people=2, skip=frozenset({"types_agreement"}))
    first, second = (
        Proposal(question="types_agreement", text=text, participant="p0", id=text)
        for text in ("One way", "Another way")
    )

    def stand(on: Proposal, who: str, position: str, reason: str = "") -> Answer:
        value = {"proposal": on.id, "position": position, "reason": reason}
        return Answer(question="types_agreement", participant=who, value=value, at=on.at)

    before = (stand(first, "p0", "endorse"), stand(first, "p1", "block", "Too soon"))
    second = replace(second, at=first.at + dt.timedelta(minutes=1))
    after = (stand(second, "p0", "endorse"), stand(second, "p1", "aside", "I am away"))
    record = replace(
        record,
        answers=(*record.answers, *before, *after),
        proposals=(*record.proposals, first, second),
        acts=(*record.acts, replace(decide(second, "agreed"), at=second.at + dt.timedelta(minutes=1))),
    )
    words = text_of(to_tree(document(record, GUIDE)))

    for said in ("Another way", "Agreed: everyone can live with it", "I stand aside", "I am away"):
        assert said in words
    assert "One way\n1 of 2 people asked to be heard." in words
    assert "Too soon" not in words


@pytest.mark.parametrize("silent", ["ties", "types", "purpose_for"])
def test_a_question_nobody_answered_is_listed(silent):
    """Silence is a gap too: it is said in the step and once more under what is open."""
    said = document(record_of(GUIDE, skip=frozenset({silent})), GUIDE)
    opened = _section(said, "open")

    assert any(
        isinstance(block, Rows) and block.rows == ((GUIDE.step_of(silent).title, GUIDE.question(silent).prompt),)
        for block in opened.blocks
    )
    assert f"Not answered yet: “{GUIDE.question(silent).prompt}”" in text_of(to_tree(said))


def test_a_plan_before_the_first_answer_is_sound():
    """An empty workshop gives a plan that says what is still to be answered."""
    said = document(record_of(GUIDE, people=0, skip=frozenset(GUIDE.questions)), GUIDE)

    assert _facts(_section(said, "front"))["What happens next"] == "No actions yet."
    assert "Nobody answered in this round." in text_of(to_tree(said))


def test_who_took_part_is_counted_and_named_only_where_names_were_given():
    """Ada and Bo gave names, a third person did not."""
    facts = _facts(_section(document(record_of(GUIDE, people=3), GUIDE), "about"))

    assert facts["Who took part"] == "3 people answered in this round. Those who gave a name: Ada and Bo."


def test_an_earlier_round_is_told_and_can_be_read_again():
    """The plan is of one round; the rounds before it are counted beside it, later ones are not known to it."""
    first = record_of(GUIDE, people=2)
    second = Round(number=2, title="Review", opened=OPENED + dt.timedelta(days=180))
    later = Answer(question="purpose_for", participant="p1", value=[{"id": "z", "text": "wave goodbye"}], round=2)
    record = replace(first, rounds=(*first.rounds, second), answers=(*first.answers, later))

    now, before = document(record, GUIDE), document(record, GUIDE, round=1)

    assert _facts(_section(now, "about"))["Rounds"] == (
        f"First meeting (12 January 2027): 2 people, {len(GUIDE.questions)} questions answered. "
        "Review (11 July 2027): 1 person, 1 question answered."
    )
    assert "wave goodbye" in text_of(to_tree(now))
    assert "wave goodbye" not in text_of(to_tree(before))
    assert before.subtitle == "Plan · First meeting · 12 January 2027"


def test_an_answer_outlives_its_question():
    """What was said to a question that the guide no longer has is kept in the plan."""
    old = Answer(question="old_one", participant="p0", value={"a": ["kept", "words"], "b": 3})

    assert "a: kept, words; b: 3" in text_of(to_tree(document(_record(old), GUIDE)))
