"""Visitors as a test sees them: somebody with a phone, and the shared screen."""

from __future__ import annotations

import re
from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

from netlearn_widgets.content import default_guide
from netlearn_widgets.model.guide import Guide
from netlearn_widgets.model.question import Question

__all__ = ["CODE", "GUIDE", "PATIENCE", "SAVED", "Phone", "Screen", "card", "step_of"]

CODE = "KRTM-27"
GUIDE: Guide = default_guide()
PATIENCE = 20_000  # milliseconds; for what takes a moment on a busy machine and has no promise of its own
SAVED = "✓ Saved"


def step_of(key: str) -> str:
    """Return the title of the step that asks a question."""
    return next(step.title for step in GUIDE.steps for question in step.questions if question.key == key)


def card(page: Page, question: Question) -> Locator:
    """Return a question where it is answered on a page."""
    return page.locator(".nl-question", has=page.get_by_text(question.prompt, exact=True))


class Phone:
    """A participant's page, as its visitor uses it."""

    def __init__(self, page: Page, server: str) -> None:
        self.page = page
        self.server = server

    def join(self, name: str = "", code: str = CODE) -> Phone:
        """Type the code on the start page, then a name, and be on the first step."""
        self.page.goto(self.server)
        self.page.get_by_label("The code on the shared screen").fill(code)
        self.page.get_by_role("button", name="Join").click()
        self.page.get_by_label("Your name").fill(name)
        self.page.get_by_role("button", name="Join").click()
        self.sees_step(GUIDE.steps[0].title)
        return self

    def sees_step(self, title: str) -> None:
        """Wait until a step is shown with its first question."""
        step = next(step for step in GUIDE.steps if step.title == title)
        expect(self.page.get_by_role("heading", level=1, name=title, exact=True)).to_be_visible(timeout=PATIENCE)
        expect(card(self.page, step.questions[0])).to_be_visible(timeout=PATIENCE)

    def go(self, title: str) -> None:
        """Tap a step in the row of steps at the top."""
        self.page.get_by_role("button", name=re.compile(rf"^{title}, \d+ of \d+ answered$")).click()
        self.sees_step(title)

    def next(self) -> None:
        """Tap the button that leads to the next step."""
        self.page.get_by_role("group", name="Steps").get_by_role("button", name="Next").click()

    def question(self, key: str) -> Locator:
        """Return a question's card; its step must be shown."""
        return card(self.page, GUIDE.question(key))

    def saved(self, key: str) -> None:
        """Wait until a question says that its answer is saved."""
        expect(self.question(key).get_by_text(SAVED)).to_be_visible(timeout=PATIENCE)

    def write(self, key: str, text: str) -> None:
        """Answer a question for one text, and see it saved."""
        self.question(key).get_by_role("textbox").fill(text)
        self.saved(key)

    def choose(self, key: str, option: str) -> None:
        """Tap an option of a question, by its key."""
        label = next(one.label for one in GUIDE.question(key).options if one.key == option)  # type: ignore[attr-defined]
        self.question(key).get_by_text(label, exact=True).click()

    def my_answers(self) -> Mapping[str, str]:
        """Open "My answers"; return what stands there under each prompt, and go back."""
        self.page.get_by_role("button", name="My answers").click()
        expect(self.page.get_by_role("heading", level=1, name="My answers")).to_be_visible()
        prompts = self.page.get_by_role("heading", level=3)
        found = {one.inner_text(): one.locator("..").get_by_role("list").inner_text() for one in prompts.all()}
        self.page.get_by_role("button", name="Back to the step").click()
        return found


class Screen:
    """The shared screen, as a room sees it."""

    def __init__(self, page: Page, server: str, code: str = CODE) -> None:
        self.page = page
        page.goto(f"{server}screen#{code}")
        expect(page.get_by_role("button", name="Full screen")).to_be_visible(timeout=PATIENCE)

    @property
    def picture(self) -> Locator:
        """What the group says."""
        return self.page.get_by_role("region", name="What the group says")

    @property
    def count(self) -> Locator:
        """How many answered."""
        return self.page.locator(".nl-count")

    def show(self, question: Question) -> None:
        """Turn to a question."""
        self.page.get_by_label("What to show").select_option(label=question.prompt)
        expect(self.page.get_by_role("heading", level=1, name=question.prompt)).to_be_visible(timeout=PATIENCE)
