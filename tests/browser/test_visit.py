"""Three visitors go through the whole workbook at once: two phones and the shared screen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from browser.answering import answer, kept
from browser.people import GUIDE, Phone, Screen
from browser.said import ADA, ADA_LATER, BO
from browser.stopwatch import Stopwatch
from browser.taken_home import text_of
from openly import openly
from playwright.sync_api import expect

from netlearn_widgets import workbook
from netlearn_widgets.model.record import Record
from netlearn_widgets.store import Store

pytestmark = pytest.mark.browser

SECOND = 1000  # milliseconds: what is promised


@pytest.fixture
def data(data: Path) -> Path:
    """A group that agreed to be named, so that results show from the first answer on."""
    return openly(data)


def test_a_group_answers_everything_and_takes_its_plan_home(data: Path, netlearn, visit, tmp_path: Path):
    """Every kind of question is answered on a phone, changed, shown on the screen within a second, and kept.

    What Ada and Bo said stands in the data file, in the frames, among "My answers" and in the plan.
    """
    server = netlearn(data)
    phone, screen_page = visit.phone(), visit(viewport={"width": 1920, "height": 1080})
    watch = Stopwatch(phone, screen_page)
    ada = Phone(phone, server.url).join("Ada")
    bo = Phone(visit.phone(), server.url).join("Bo")
    screen = Screen(screen_page, server.url)
    expect(screen.picture.get_by_text("2 people are here.")).to_be_visible()

    for step in GUIDE.steps:
        for someone in (ada, bo):
            someone.sees_step(step.title)
        for question in step.questions:
            screen.show(question)
            give(ada, question, ADA)
            expect(screen.count).to_have_text("1 of 2 answered", timeout=SECOND)
            watch.take("1 of 2 answered")
            if question.key in BO:
                give(bo, question, BO)
                expect(screen.count).to_have_text("2 of 2 answered", timeout=SECOND)
        for someone in (ada, bo):
            if step is not GUIDE.steps[-1]:
                someone.next()
    print(watch)  # noqa: T201  the figures of this machine, with pytest -s

    change(ada, screen)

    action = ADA["inequality_actions"][0] | {"owner": "Ada"}
    ada_says = ADA | ADA_LATER | {"inequality_actions": [action]}
    record = read(data)
    found = {name: answers_of(record, name) for name in ("Ada", "Bo")}
    assert {"Ada": without_wordings(ada_says), "Bo": without_wordings(BO)} == found
    assert len(ADA) == len(GUIDE.questions)
    assert_in_frames(data)
    assert_in_my_answers(ada, record)
    assert_in_plan(plan(data, tmp_path), record)


def give(someone: Phone, question: Any, said: dict[str, Any]) -> None:
    answer(someone.question(question.key), question, said[question.key])
    someone.saved(question.key)


def change(ada: Phone, screen: Screen) -> None:
    """Ada changes answers of several kinds; each is saved and shown."""
    ada.go("Welcome")
    ada.choose("benefits", "diffusion")
    ada.choose("benefits", "adaptive_capacity")
    answer(ada.question("characteristics"), GUIDE.question("characteristics"), {"diversity": 1})
    changed(ada, screen, "benefits", "Adaptive capacity")

    ada.go("Purpose")
    statement = ADA_LATER["purpose_statement"]
    ada.write("purpose_statement", statement)
    changed(ada, screen, "purpose_statement", statement)
    ideas = ada.question("purpose_for")
    ideas.get_by_role("button", name="Edit “People tell their story once”").click()
    ideas.get_by_role("textbox", name="Edit this idea").fill(ADA_LATER["purpose_for"][1])
    ideas.get_by_role("button", name="Keep").click()
    changed(ada, screen, "purpose_for", ADA_LATER["purpose_for"][1])

    ada.go("Types")
    ada.choose("types_decides", "mandate")
    ada.saved("types_decides")

    ada.go("Functions")
    ada.question("functions_first").get_by_role("button", name="Up: Community building").click()
    ada.saved("functions_first")

    ada.go("Inequality")
    actions = ada.question("inequality_actions")
    actions.get_by_text("Action 1: ").click()
    actions.get_by_label("Owner", exact=True).fill("Ada")
    changed(ada, screen, "inequality_actions", "Ada")


def changed(someone: Phone, screen: Screen, key: str, words: str) -> None:
    """The answer says Saved, and the screen shows the words within a second."""
    screen.show(GUIDE.question(key))
    someone.saved(key)
    expect(screen.picture).to_contain_text(words, timeout=SECOND)


def read(data: Path) -> Record:
    with Store.open(data) as store:
        return store.read(store.workshop("KRTM-27").id)


def answers_of(record: Record, name: str) -> dict[str, Any]:
    """Return what somebody said, by question."""
    who = next(one.id for one in record.participants if one.name == name)
    current = {key: record.current(key).get(who) for key in GUIDE.questions}
    return {key: kept(GUIDE.question(key).kind, one.value) for key, one in current.items() if one}


def without_wordings(said: dict[str, Any]) -> dict[str, Any]:
    """The wording itself is kept as a proposal, not with anybody's position."""
    return {
        key: {part: words for part, words in one.items() if part != "proposal"} if "agreement" in key else one
        for key, one in said.items()
    }


def words_of(key: str, value: Any) -> set[str]:
    """Return every text of an answer as people read it: typed, or the label of what was chosen."""
    question: Any = GUIDE.question(key)
    groups = [getattr(question, "options", ()), getattr(question, "rows", ())]
    groups += [column.options for column in getattr(question, "columns", ())]
    labels = {option.key: option.label for group in groups for option in group}
    return {labels.get(text, text) for text in texts(value)}


def texts(value: Any) -> list[str]:
    """Return the texts in an answer, at any depth."""
    if isinstance(value, str):
        return [value] if value else []
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in texts(part)]


def assert_in_frames(data: Path) -> None:
    """An analyst finds the answers, the people and who turns to whom."""
    book = workbook(str(data))
    answers, members, ties = book.answers(), book.members(), book.ties()

    assert set(GUIDE.questions) == set(answers[answers["name"] == "Ada"]["question"])
    assert set(BO) == set(answers[answers["name"] == "Bo"]["question"])
    assert {"Fewer falls at home", "Nobody waits alone"} <= set(answers["text"].dropna())
    assert {"Ada", "Bo", "Cy", "A carer"} == set(members["name"])
    pairs = {(tie.source_name, tie.target_name) for tie in ties.itertuples()}
    assert {("Ada", "Bo"), ("Bo", "Ada"), ("Bo", "Cy")} == pairs


def assert_in_my_answers(ada: Phone, record: Record) -> None:
    """Ada reads every answer of her own in words."""
    who = next(one.id for one in record.participants if one.name == "Ada")
    expected = {
        question.prompt: "\n".join(question.words(record.current(key)[who].value))
        for key, question in GUIDE.questions.items()
    }
    assert expected == ada.my_answers()


def plan(data: Path, folder: Path) -> str:
    """Return the text of the plan that `netlearn export` writes."""
    file = folder / "plan.html"
    command = [sys.executable, "-m", "netlearn_widgets", "export", "--data", str(data), "--plan", str(file)]
    subprocess.run(command, check=True)
    return text_of(file.read_text(encoding="utf-8"))


def assert_in_plan(text: str, record: Record) -> None:
    """Everything that was typed or chosen stands in the plan, the wordings too."""
    for key in GUIDE.questions:
        for one in record.current(key).values():
            missing = {words for words in words_of(key, kept(GUIDE.question(key).kind, one.value)) if words not in text}
            assert not missing, f"{key}: {missing}"
        if wording := record.proposal(key):
            assert wording.text in text
