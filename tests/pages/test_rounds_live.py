"""Two people's pages, each with a kernel of its own, while a new round opens and while somebody is taken out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pages.page import CODE, Page

from netlearn_widgets.content import default_text
from netlearn_widgets.model.workshop import Workshop
from netlearn_widgets.store import Store


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "ours.sqlite"
    with Store.create(path) as store:
        store.add_workshop(Workshop(code=CODE, title="Ours", guide=default_text()))
    return path


def open_round(page: Page) -> None:
    page.visit.store.open_round(page.visit.record.workshop.id, "Later")


def test_open_pages_follow_into_a_new_round(ada: Page, bo: Page):
    """The question stands there without an answer, and with what was said last time, for each their own."""
    for page, said in ((ada, "filtering"), (bo, "convening")):
        assert page.say("functions_now", said) == "saved"
    before = [page.visit.owner for page in (ada, bo)]

    open_round(ada)
    for page in (ada, bo):
        page.visit.refresh()

    assert all(page.visit.owner != owner for page, owner in zip((ada, bo), before, strict=True))
    for page, words in ((ada, "Filtering"), (bo, "Convening")):
        question = page.question("functions_now")
        assert question.value is None
        assert question.context["before"] == {"title": "Round 1", "words": [words]}


def test_what_was_said_last_time_comes_from_the_newest_round_with_an_answer(bo: Page):
    """A round somebody left out is passed over; nobody sees what others said last time."""
    bo.say("functions_now", "convening")
    open_round(bo)
    bo.visit.refresh()
    open_round(bo)
    bo.visit.refresh()

    assert bo.question("functions_now").context["before"]["title"] == "Round 1"


def test_rows_of_a_table_come_along_to_be_carried_over(data: Path):
    page = Page(data, "ada's token", lambda book: book.ask("next_steps"))
    page.hello(name="Ada")
    page.say("next_steps", [{"id": "1", "what": "Ring"}])
    open_round(page)
    page.visit.refresh()

    (row,) = page.question("next_steps").context["before"]["rows"]
    assert ("1", "Ring") == (row["id"], row["what"])


def test_whoever_leaves_is_asked_to_join(ada: Page, bo: Page):
    """Their page says that they were taken out; nothing of theirs is in any kernel's record."""
    ada.say("functions_now", "filtering")
    bo.visit.refresh()

    ada.send("leave")
    bo.visit.refresh()

    assert ada.heard[-1]["type"] == "left"
    assert ("asks", True, False) == tuple(ada.widget.visit[key] for key in ("state", "removed", "joined"))
    assert [] == ada.widget.held
    for page in (ada, bo):
        assert ["Bo"] == [one.name for one in page.visit.record.participants]
        assert "filtering" not in json.dumps([answer.value for answer in page.visit.record.answers])


def test_a_page_left_open_makes_nobody_anew(ada: Page, bo: Page):
    """Its next answer is refused in words, also after a lost connection, until its person joins again."""
    bo.say("functions_now", "convening")
    ada.visit.store.remove(ada.visit.record.workshop.id, bo.visit.participant.id)
    bo.visit.refresh()

    assert bo.say("functions_now", "convening") == "refused"
    bo.hello(again=True)
    assert bo.say("functions_now", "convening") == "refused"
    ada.visit.refresh()
    assert ["Ada"] == [one.name for one in ada.visit.record.participants]

    bo.token = "made anew in the browser"  # noqa: S105  a test
    bo.hello(name="Bo again")
    assert bo.say("functions_now", "convening") == "saved"


def test_an_answer_that_crosses_the_removal_brings_nobody_back(ada: Page, bo: Page):
    """The page does not know yet: the answer is kept nowhere, and it is refused once the page knows."""
    ada.visit.store.remove(ada.visit.record.workshop.id, bo.visit.participant.id)

    assert bo.say("functions_now", "convening") == "failed"
    bo.visit.refresh()
    assert bo.say("functions_now", "convening") == "refused"
    assert ["Ada"] == [one.name for one in bo.visit.record.participants]


def test_leaving_twice_changes_nothing(ada: Page, bo: Page):
    ada.send("leave")
    ada.send("leave")

    assert ada.heard[-1]["type"] == "left"
    assert ["Bo"] == [one.name for one in bo.visit.store.read(bo.visit.record.workshop.id).participants]
