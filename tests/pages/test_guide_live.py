"""Pages that are open while another program changes the guide of their workshop."""

from __future__ import annotations

from pathlib import Path

from pages.page import CODE, Page

from netlearn_widgets.content import default_guide, default_text
from netlearn_widgets.model.workshop import new_key
from netlearn_widgets.pages.workbook import Workbook
from netlearn_widgets.store import Store

KEY = "functions_now"


def change(data: Path, old: str, new: str) -> None:
    """Let another program change the guide."""
    with Store.open(data) as store:
        assert old in default_text()
        store.set_guide(store.workshop(CODE).id, default_text().replace(old, new))


def test_open_pages_show_the_questions_as_they_are_now(data: Path, ada: Page, bo: Page):
    """With what was answered before, and words for people where an option is gone."""
    assert {page.say(KEY, "filtering") for page in (ada, bo)} == {"saved"}
    change(data, 'key = "filtering"', 'key = "sieving"')

    for page in (ada, bo):
        page.visit.refresh()
        question = page.question(KEY)
        assert "sieving" in [option["key"] for option in question.spec["options"]]
        assert question.value == "filtering"
        assert page.say(KEY, "filtering") == "refused"
        assert page.heard[-1]["message"].startswith("What was chosen is not one of the options any more. Please choose")
        assert page.say(KEY, "sieving") == "saved"


def test_a_question_that_is_gone_leaves_the_page(data: Path, ada: Page, bo: Page):
    """What was written to it is refused in words, and the page follows on."""
    change(data, f'"{KEY}"', '"functions_today"')

    for page in (ada, bo):
        page.visit.refresh()
        assert KEY not in [getattr(one, "spec", {}).get("key") for one in page.widget.held]
        assert page.say(KEY, "filtering") == "refused"
        assert "not asked any more. What you wrote is kept on this device." in page.heard[-1]["message"]
    assert ada.question("functions_today").value is None
    change(data, "Functions", "What we do")
    for page in (ada, bo):
        page.visit.refresh()
    assert bo.question(KEY).value is None


def test_host_page_and_screen_follow_a_guide_without_the_step_they_are_at(data: Path):
    """Also where they are opened anew; the rest of the day is there."""
    key = new_key()
    with Store.open(data) as store:
        store.add_host(store.workshop(CODE).id, key)
    host, screen = Page(data, "", Workbook.host), Page(data, "screen", Workbook.screen)
    host.send("hello", code=CODE, key=key)
    screen.hello()
    host.send("act", kind="step", step=default_guide().steps[-1].key)
    screen.send("go", slide=len(default_guide().questions))
    with Store.open(data) as store:
        store.set_guide(store.workshop(CODE).id, "[[step]]".join(default_text().split("[[step]]")[:3]))
    later = Page(data, "", Workbook.host)
    later.send("hello", code=CODE, key=key)

    for page in (host, screen):
        page.visit.refresh()
    asked = [step.key for step in default_guide().steps[:2]]
    for page in (host, later):
        assert [one["key"] for one in page.widget.agenda] == asked
        assert page.widget.held
    assert screen.widget.slide["index"] == len(screen.widget.slides) - 1 == len(screen.visit.guide.questions)
