"""Paper sheets: what is printed for each kind of question, for any guide and any words."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from playwright.sync_api import Browser
from report.answers import record_of

from netlearn_widgets.content import default_guide
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.choosing import Choice, Choices, Horizons, Matrix, Ranking, Scale
from netlearn_widgets.model.errors import NetlearnError
from netlearn_widgets.model.guide import KINDS, Guide, Step, Term
from netlearn_widgets.model.people import Roles, Ties
from netlearn_widgets.model.question import Option, Question
from netlearn_widgets.model.table import Column, Table
from netlearn_widgets.model.telling import Ideas, Text
from netlearn_widgets.report.sheets import sheets

DEFAULT = default_guide()
HOSTILE = "</style><script>alert(1)</script>\"'}\n<img src=x onerror=alert(1)>"
RYE, OAT = Option(key="rye", label="Rye", hint="dark"), Option(key="oat", label="Oat")
SHOP = Option(key="shop", label="From the shop")
WHAT = Column(key="what", label="What", required=True)
WHEN = Column(key="when", label="By when", type="date")
GRAIN = Column(key="grain", label="Grain", type="choice", options=(RYE, OAT))

QUESTIONS: dict[str, Question] = {
    "text": Text(key="q", prompt="Ask?"),
    "ideas": Ideas(key="q", prompt="Ask?"),
    "choice": Choice(key="q", prompt="Ask?", options=(RYE, OAT)),
    "choices": Choices(key="q", prompt="Ask?", options=(RYE, OAT), most=1),
    "horizons": Horizons(key="q", prompt="Ask?", options=(RYE, OAT)),
    "matrix": Matrix(key="q", prompt="Ask?", rows=(RYE, OAT), options=(SHOP,)),
    "scale": Scale(key="q", prompt="Ask?", options=(RYE, OAT), low="bad", high="good"),
    "ranking": Ranking(key="q", prompt="Ask?", options=(RYE, OAT)),
    "roles": Roles(key="q", prompt="Ask?", options=(RYE, OAT)),
    "ties": Ties(key="q", prompt="Ask?"),
    "table": Table(key="q", prompt="Ask?", columns=(WHAT, GRAIN, WHEN), row="loaf"),
    "agreement": Agreement(key="q", prompt="Ask?"),
}
SPACES: dict[str, list[str]] = {
    "text": ["nl-lines"],
    "ideas": ["nl-idea"] * 4,
    "choice": ["nl-box"] * 2,
    "choices": ["nl-box"] * 2,
    "horizons": ["nl-box"] * 6,
    "matrix": ["nl-box"] * 2,
    "scale": ["nl-circle"] * 10,
    "ranking": ["nl-box"] * 2,
    "roles": ["nl-roles"],
    "ties": ["nl-drawing", "nl-people"],
    "table": ["nl-rows", "nl-keys"],
    "agreement": ["nl-box"] * 6,
}
"""What a pen finds for each kind: so many of these classes."""


def guide_of(*questions: Question, **step: str) -> Guide:
    """A guide of one step."""
    words = {"title": "Bread", "why": "We eat.", "note": "", "source": "", "part": "purpose"} | step
    return Guide(
        key="g",
        title="Baking",
        language="en",
        source="",
        steps=(Step(key="bread", minutes=5, questions=questions, **words),),
    )


class Reader(HTMLParser):
    """Notes every tag with its attributes, and every text, of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def classes(self) -> list[str]:
        return [name for _, attributes in self.tags for name in (attributes.get("class") or "").split()]


def test_every_kind_of_question_is_tried_here():
    assert set(KINDS) == set(QUESTIONS) == set(SPACES)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_question_has_room_for_a_pen(kind: str):
    """A number, the prompt, an instruction or lines, and boxes, circles, rows or space."""
    page = Reader(sheets(guide_of(QUESTIONS[kind])))

    classes = page.classes()
    for look in set(SPACES[kind]):
        assert SPACES[kind].count(look) == classes.count(look), look
    assert {"1.1", "Ask?", "Name, alias or nothing", "Join code"} <= set(page.texts)


@pytest.mark.parametrize("kind", ["choice", "choices", "horizons", "matrix", "ranking", "roles"])
def test_options_bear_the_number_of_their_place(kind: str):
    """Whoever types the sheet in counts nothing; labels and hints are the guide's."""
    page = Reader(sheets(guide_of(QUESTIONS[kind])))

    assert ["1", "2"] == [text for text in page.texts if text in {"1", "2"}][:2]
    assert 2 == page.classes().count("nl-no")
    assert {"Rye", "dark", "Oat"} <= set(page.texts)


def test_a_wide_table_is_a_form_for_each_row():
    """Nobody can write into eight narrow columns; what is chosen there is ticked."""
    columns = (WHAT, GRAIN, WHEN, *(Column(key=f"c{n}", label=f"Note {n}") for n in range(3)))
    page = Reader(sheets(guide_of(Table(key="q", prompt="Ask?", columns=columns, row="loaf"))))

    assert {"Loaf 1", "Loaf 2", "Loaf 3", "Note 2", "Rye"} <= set(page.texts)
    assert 6 == page.classes().count("nl-box")


def test_the_wording_on_the_table_is_printed():
    """Where there is none yet, there is room to write it down."""
    agreement = guide_of(QUESTIONS["agreement"])
    record = record_of(agreement, people=0, words="We bake on Fridays")

    assert "We bake on Fridays" in Reader(sheets(agreement, record=record)).texts
    assert " (write it down)" in Reader(sheets(agreement)).texts


def test_every_question_of_the_default_guide_is_printed_once():
    """In its step, with the workshop's title and code at the head."""
    page = Reader(sheets(DEFAULT, record=record_of(DEFAULT, people=0)))

    asked = [question.prompt for question in DEFAULT.questions.values()]
    heads = [text for text in page.texts if text in asked]
    assert len(DEFAULT.steps) == page.texts.count("KRTM-27")
    assert set(asked) == set(heads)
    assert len(asked) == page.classes().count("nl-question")


def test_only_the_steps_that_are_asked_for():
    """In the order of the guide; a step there is not is refused in words."""
    texts = Reader(sheets(DEFAULT, steps=("types", "purpose"))).texts

    assert [text for text in texts if re.fullmatch(r"\d+ · \w+", text)] == ["2 · Purpose", "3 · Types"] * 2
    with pytest.raises(NetlearnError, match="no step 'nope'"):
        sheets(DEFAULT, steps=("nope",))


@pytest.mark.parametrize("kind", KINDS)
def test_words_of_people_stay_words(kind: str):
    """Neither a title, a code nor a wording becomes a tag, a rule of the style sheet or a request."""
    guide = guide_of(QUESTIONS[kind], title=HOSTILE, why=HOSTILE, source=HOSTILE)
    calm = Reader(sheets(guide_of(QUESTIONS[kind], source="x"), record=record_of(guide, people=0, words="x")))
    page = Reader(sheets(guide, record=record_of(guide, people=0, words=HOSTILE)))

    assert [tag for tag, _ in calm.tags] == [tag for tag, _ in page.tags]
    assert calm.classes() == page.classes()


def test_the_file_needs_nothing_else():
    """No script, no address, no picture from elsewhere; the page itself forbids them."""
    page = Reader(sheets(DEFAULT, record=record_of(DEFAULT, people=0)))

    assert not {"script", "link", "img", "iframe", "form", "object"} & {tag for tag, _ in page.tags}
    assert [] == [one for _, one in page.tags if (one.get("href") or "#")[0] != "#" or "src" in one]
    assert any("default-src 'none'" in (one.get("content") or "") for _, one in page.tags)
    assert "url(" not in "".join(page.texts)


LONG = Guide(
    key="g",
    title="Baking",
    language="en",
    source="",
    steps=(
        Step(
            key="s", title="Long", why="Why. " * 40, minutes=1, note="", source="Somebody. " * 20, part="purpose",
            terms=(Term(name="Dough", meaning="Flour and water. " * 9),),
            questions=tuple(
                Choice(key=f"q{n}", prompt="Which bread do we bake first, and why that one? " * 2,
                       options=tuple(Option(key=f"o{m}", label="Rye " * 9, hint="Dark. " * 30) for m in range(5)))
                for n in range(5)
            ),
        ),
    ),
)  # fmt: skip
TALL = """() => [...document.querySelectorAll('.nl-question')]
    .filter(one => one.getBoundingClientRect().height > 1009)
    .map(one => one.className.split(" ").pop())"""
LOOK = "([one, property]) => [...document.querySelectorAll(one)].map(one => getComputedStyle(one)[property])"
SMALL = """() => [...document.querySelectorAll('.nl-sheet *')]
    .filter(one => parseFloat(getComputedStyle(one).fontSize) < 15.99)
    .map(one => one.outerHTML.slice(0, 90))"""
WIDE = """() => [...document.querySelectorAll('.nl-sheet *:not(.nl-unseen)')]
    .filter(one => one.getBoundingClientRect().right > document.querySelector('main').getBoundingClientRect().right + 1)
    .map(one => one.outerHTML.slice(0, 90))"""


@pytest.mark.browser
@pytest.mark.parametrize("guide", [DEFAULT, LONG], ids=["default", "long"])
def test_on_paper_it_can_be_read_and_nothing_is_cut_off(browser: Browser, guide: Guide):
    """Nothing is smaller than 12 pt (16 px) or wider than the paper; a box to tick is 7 mm (26 px)."""
    page = browser.new_page(viewport={"width": 680, "height": 1009})  # A4 within its margins
    page.emulate_media(media="print")
    page.set_content(sheets(guide, record=record_of(guide, people=0)))

    assert [] == page.evaluate(SMALL)
    assert [] == page.evaluate(WIDE)
    assert page.locator(".nl-box").first.bounding_box()["width"] > 26
    page.close()


@pytest.mark.browser
def test_nothing_stands_in_columns_that_a_page_can_be_too_short_for(browser: Browser):
    """A browser then makes one more, wider than the paper, and shrinks every sheet until it fits: unreadable."""
    page = browser.new_page()
    page.set_content(sheets(DEFAULT))

    assert {"auto"} == set(page.evaluate(LOOK, [".nl-sheet *", "columnCount"]))
    page.close()


@pytest.mark.browser
def test_no_question_is_cut_that_fits_on_a_page(browser: Browser):
    """Only the map and the many actions take more than a page; whatever fits, a browser keeps whole."""
    page = browser.new_page(viewport={"width": 680, "height": 1009})
    page.emulate_media(media="print")
    page.set_content(sheets(DEFAULT, record=record_of(DEFAULT, people=0)))

    assert ["nl-asks-ties", "nl-asks-table"] == page.evaluate(TALL)
    assert {"avoid"} == set(page.evaluate(LOOK, [".nl-question:not(.nl-asks-ties)", "breakInside"]))
    assert {"page"} == set(page.evaluate(LOOK, [".nl-sheet + .nl-sheet", "breakBefore"]))
    page.close()


@pytest.mark.parametrize(
    ("names", "name", "again"),
    [
        ("names", "Name, alias or nothing", "Same name again"),
        ("aliases", "A name you make up, or nothing", "Same name again"),
        ("nothing", "A sign of yours, not your name", "Same sign again"),
    ],
)
def test_a_sheet_asks_for_a_name_as_the_workshop_does(names: str, name: str, again: str):
    """At the head and at the foot of each page."""
    record = replace(record_of(DEFAULT, people=0), acts=(Act(kind="settings", value={"names": names}),))
    page = sheets(DEFAULT, record=record)

    assert len(DEFAULT.steps) == page.count(f"<span>{name}</span>") == page.count(again)


def test_every_question_of_the_guide_has_room_on_its_sheet():
    """Under its number."""
    page = Reader(sheets(DEFAULT, record=record_of(DEFAULT, people=0)))

    assert {DEFAULT.number(key) for key in DEFAULT.questions} <= set(page.texts)
