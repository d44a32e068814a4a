"""Trees: what may be drawn, and how it is written."""

from __future__ import annotations

import doctest
import json

import pytest

from netlearn_widgets.report import tree
from netlearn_widgets.report.tree import TreeError, check, h, text_of, to_html

HOSTILE = "<img src=x onerror=alert(1)>"


def test_the_examples_hold():
    """What the documentation shows is what happens."""
    assert doctest.testmod(tree).failed == 0


def test_a_node_is_plain_json():
    """A tree survives the way to a browser unchanged."""
    drawn = h("ul", h("li", "Ada"), None, h("li", "Bo", css={"share": 1 / 3}, aria_label="second"), class_="nl-list")

    assert drawn == [
        "ul",
        {"class": "nl-list"},
        [["li", {}, ["Ada"]], ["li", {"aria-label": "second", "--share": "0.3333"}, ["Bo"]]],
    ]
    assert json.loads(json.dumps(drawn)) == drawn


def test_none_and_false_are_left_out_and_true_stands_alone():
    """An attribute that is there or not is written as HTML writes it."""
    assert to_html(h("details", open=True, id=None, lang=False)) == '<details open=""></details>'


def test_text_is_escaped_in_children_and_in_attributes():
    """What people typed is shown as typed, wherever it stands."""
    drawn = h("p", HOSTILE, aria_label=f'{HOSTILE}" onclick="x')

    written = to_html(drawn)

    assert "<img" not in written
    assert "&lt;img src=x onerror=alert(1)&gt;</p>" in written
    assert '" onclick' not in written


def test_a_break_has_no_end():
    """Void elements are written as HTML writes them."""
    assert to_html(h("p", "Ada", h("br"), "Bo")) == "<p>Ada<br>Bo</p>"


def test_words_of_a_tree():
    """The words can be read without the tags."""
    assert text_of(h("p", "Ada ", h("strong", "and"), " Bo")) == "Ada and Bo"


@pytest.mark.parametrize(
    "node",
    [
        ["script", {}, ["alert(1)"]],
        ["img", {"src": "x"}, []],
        ["IFRAME", {}, []],
        ["foreignObject", {}, []],
        ["p", {"onclick": "alert(1)"}, []],
        ["p", {"ONCLICK": "alert(1)"}, []],
        ["p", {"style": "color:red"}, []],
        ["p", {'x"><script': "1"}, []],
        ["p", {"--share": "1;background:url(https://example.org)"}, []],
        ["a", {"href": "javascript:alert(1)"}, ["here"]],
        ["a", {"href": " javascript:alert(1)"}, ["here"]],
        ["a", {"href": "data:text/html,x"}, ["here"]],
        ["p", {"href": "https://example.org"}, []],
        ["p", {"id": 1}, []],
        ["p", "text"],
        {"tag": "p"},
        None,
    ],
)
def test_other_trees_are_refused(node):
    """No other tag, attribute, link or shape is drawn, at the top or further down."""
    for drawn in (node, ["div", {}, [node]]):
        with pytest.raises(TreeError):
            check(drawn)
        with pytest.raises(TreeError):
            to_html(drawn)


def test_a_mistake_is_found_where_it_is_made():
    """A wrong tag or attribute is an error in the line that writes it."""
    with pytest.raises(TreeError, match="'script'"):
        h("script", "alert(1)")
    with pytest.raises(TreeError, match="'onclick'"):
        h("p", onclick="alert(1)")


def test_links_to_pages_and_places_are_drawn():
    """A link leads to a web page or to a place in the page."""
    assert to_html(h("a", "here", href="#people")) == '<a href="#people">here</a>'
    assert 'href="https://example.org/a?b=1&amp;c=2"' in to_html(h("a", "x", href="https://example.org/a?b=1&c=2"))
