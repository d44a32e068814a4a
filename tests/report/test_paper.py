"""The plan in a real browser: nothing is cut off on a small phone, on a wide screen or on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from report.answers import record_of

from netlearn_widgets.content import default_guide
from netlearn_widgets.report.document import document
from netlearn_widgets.report.html import to_page

pytestmark = pytest.mark.browser

GUIDE = default_guide()
BEYOND = """width => [...document.querySelectorAll("main *")]
    .filter(one => !one.closest(".nl-chart, .nl-hidden, .nl-twin, thead"))
    .filter(one => one.getBoundingClientRect().right > width + 1)
    .map(one => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("words", ["", "x" * 10_000], ids=["short", "long"])
@pytest.mark.parametrize("width", [320, 390, 680, 1280])
def test_nothing_is_cut_off(browser: Browser, width: int, words: str):
    """At 320 px and up the page never scrolls sideways, whatever was typed."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.set_content(to_page(document(record_of(GUIDE, words=words), GUIDE)))

    assert page.evaluate(BEYOND, width) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_paper_is_a4_with_tables_as_tables(browser: Browser):
    """On paper there is room for whole tables: every action is one row below its headings, and no list is shut."""
    page = browser.new_page(viewport={"width": 680, "height": 960})
    page.set_content(to_page(document(record_of(GUIDE), GUIDE)))
    page.emulate_media(media="print")
    shown = "name => getComputedStyle(document.querySelector(name)).display"

    assert page.evaluate(shown, "#plan-front table thead") == "table-header-group"
    assert page.evaluate(shown, "#plan-front table tbody tr") == "table-row"
    assert page.evaluate(shown, "nav") == "none"
    assert page.locator(".nl-figure-map details[open]").count() == 1
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    page.close()
