"""Sorted ideas as a picture and in the plan."""

from __future__ import annotations

from dataclasses import replace

from report.answers import record_of
from report.pictures import PICTURES

from netlearn_widgets.content import default_guide
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.themes import card_id
from netlearn_widgets.report.document import document
from netlearn_widgets.report.figures import figure
from netlearn_widgets.report.html import to_tree
from netlearn_widgets.report.tree import text_of, walk

GUIDE = default_guide()
CARD = card_id("purpose_for", "p0", "i0")


def act(kind, **value):
    return Act(kind=kind, question="purpose_for", value=value, participant="p0")


def plan(*acts, skip=frozenset()):
    record = record_of(GUIDE, skip=skip)
    return text_of(to_tree(document(replace(record, acts=(*record.acts, *acts)), GUIDE)))


def test_each_theme_says_its_dots_and_has_its_cards():
    """A merged card stands under the one it says the same as; a card in no theme may have dots of its own."""
    words = text_of(figure(PICTURES["themes"]))

    assert "Safe homes 7 dots · 2 ideas\nFewer falls also: Nobody falls twice\n" in words
    assert "Learning 1 dot · 2 ideas\nLearn\nShare\n" in words
    assert "Not in a theme\nTea 2 dots\n" in words


def test_what_is_held_back_or_hidden_is_said():
    words = text_of(figure(PICTURES["themes"]))

    assert "The dots of 2 people come in later" in words
    assert "The host has hidden 1 idea." in words


def test_without_dots_only_ideas_are_counted():
    picture = PICTURES["themes"] | {"by": "ideas", "waiting": 0}

    drawn = figure(picture)

    assert "Safe homes 2 ideas\n" in text_of(drawn)
    assert not [tag for tag, attributes, _ in walk(drawn) if "nl-bar" in attributes.get("class", "")]


def test_the_table_says_the_same():
    """One row a theme, with the words of its cards."""
    rows = [[text_of(cell) for cell in cells] for tag, _, cells in walk(figure(PICTURES["themes"])) if tag == "tr"]

    assert rows == [
        ["Theme", "Dots", "Ideas", "Cards"],
        ["Safe homes", "7", "2", "Fewer falls · Nobody falls twice"],
        ["Learning", "1", "2", "Learn · Share"],
        ["Not in a theme", "2", "1", "Tea"],
    ]


def test_what_moved_since_an_earlier_round_is_said():
    """Themes are compared by name; one that is gone counts too."""
    then = {"round": 1, "title": "First", "answered": 18, "rows": [
        {"key": "safe homes", "label": "Safe homes", "n": 3}, {"key": "tea", "label": "Tea", "n": 2}
    ]}  # fmt: skip

    words = text_of(figure(PICTURES["themes"] | {"before": then}))

    assert "Since “First”: Safe homes: 3 → 7 dots; Tea: 2 → 0 dots; Learning: 0 → 1 dots" in words


def test_the_plan_shows_the_themes():
    words = plan(act("theme", theme="t1", name="Safe homes"), act("group", card=CARD, theme="t1"))

    assert "Safe homes 1 idea\nAda says purpose_for\n" in words


def test_the_plan_keeps_a_log_of_what_was_hidden():
    """When, why, and on which question; the card is gone from the plan, and its writer is not named."""
    words = plan(act("hide", card=CARD, reason="It names a patient."), act("hide", card="c2", hidden=False))

    assert "Ada says purpose_for" not in words
    assert "Cards the host has hidden\nQuestion What the host did When Why\n" in words
    hid = next(line for line in words.splitlines() if "Hid a card" in line)
    assert hid.startswith(GUIDE.question("purpose_for").prompt)
    assert hid.endswith("It names a patient.")
    assert "Showed a card again" in words


def test_a_plan_without_moderation_has_no_log():
    assert "hidden" not in plan(act("theme", theme="t1", name="Safe homes"))


def test_the_front_page_names_the_themes_with_most_dots():
    """Of the first ideas the group voted on; nothing while no dot is counted."""
    agreed = Act(kind="settings", value={"protected": False})
    named = [act("theme", theme=f"t{n}", name=f"Theme {n}") for n in range(4)]

    assert "What matters most to us Theme 1 (2 dots) and Theme 0 (1 dot)." in plan(
        agreed, *named, act("dots", t0=1, t1=2)
    )
    protected = Act(kind="settings", value={"protected": True})
    assert "What matters most to us" not in plan(protected, *named, act("dots", t0=1, t1=2))
