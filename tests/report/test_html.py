"""The plan as one page: complete, self-contained, sound, and showing text as typed."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from report.answers import record_of
from report.markup import mistakes

from netlearn_widgets.content import default_guide
from netlearn_widgets.report.document import document
from netlearn_widgets.report.html import to_page, to_tree
from netlearn_widgets.report.tree import check

GUIDE = default_guide()
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</style></title><script>alert(1)</script>",
    '=HYPERLINK("http://example.org")',
    "שלום 👩🏽‍⚕️ e\u0301",
    "x" * 10_000,
]


class _Tags(HTMLParser):
    """Every tag with its attributes, and all text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_text_is_shown_as_typed(words):
    """In every field at once: the page holds it as text, and no tag or attribute that runs anything."""
    said = document(record_of(GUIDE, words=words), GUIDE)
    page = _Tags(to_page(said))

    assert mistakes(check(to_tree(said))) == []
    assert words[:80] in page.text
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "img", "iframe", "object", "link"})
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]


def test_nothing_is_fetched():
    """The page needs no server: no address in it is loaded, and it forbids itself to load any."""
    page = to_page(document(record_of(GUIDE), GUIDE))

    assert "default-src 'none'" in page
    assert re.findall(r"@import|url\(|\ssrc=", page) == []


def test_the_page_is_complete():
    """Language, title, landmarks, a way past the contents, and contents that lead somewhere."""
    page = to_page(document(record_of(GUIDE), GUIDE))
    tags = _Tags(page).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    links = [attributes["href"] for tag, attributes in tags if tag == "a"]

    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert "<title>Fewer falls · plan</title>" in page
    assert [tag for tag, _ in tags if tag in {"nav", "main", "h1"}] == ["nav", "main", "h1"]
    assert len(ids) == len(set(ids))
    assert links[0] == "#plan"
    assert {link[1:] for link in links} <= set(ids)
    assert len(links) == 1 + 6 + len(GUIDE.steps)


def test_the_page_knows_paper():
    """A4, and what every sheet of the package says for print."""
    page = to_page(document(record_of(GUIDE), GUIDE))

    assert "size: A4" in page
    assert "table-header-group" in page
    assert "print-color-adjust: exact" in page
