"""Pictures of results: every kind is drawn soundly, says its counts in words, and shows text as typed."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from report.markup import mistakes
from report.pictures import EMPTY, PICTURES

from netlearn_widgets.model.agreement import FIST
from netlearn_widgets.model.errors import NetlearnError
from netlearn_widgets.report.figures import figure, is_empty, talk
from netlearn_widgets.report.tree import check, text_of, to_html, walk

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    '=HYPERLINK("http://example.org","click")',
    "שלום עולם",
    "👩🏽‍⚕️ Zoë e\u0301",
    "x" * 10_000,
    '"><script>alert(1)</script>',
    "]]>&amp;{{7*7}}",
]
WAITS = {"why": "batch", "answered": 19, "waiting": 1, "apart": 0, "threshold": 5}
LEFT_OUT = {"why": "batch", "answered": 18, "waiting": 0, "apart": 2, "threshold": 5}
_LABELS = {"label", "prompt", "text", "name", "organisation", "hint", "words", "value", "low", "high", "group"}


def _said_by_someone(value: Any, words: str) -> Any:
    """The picture with these words in place of every text that people or a guide can write."""
    if isinstance(value, list):
        return [_said_by_someone(one, words) for one in value]
    if not isinstance(value, dict):
        return value
    changed = {
        key: words if key in _LABELS and isinstance(one, str) else _said_by_someone(one, words)
        for key, one in value.items()
    }
    for key in ("talk", "uncovered", "organisations"):
        if key in changed:
            changed[key] = [words]
    if changed.get("kind") == "table":
        changed["rows"] = [[words for _ in row] for row in changed["rows"]]
    return changed


@pytest.mark.parametrize("kind", PICTURES)
def test_every_picture_is_sound_markup(kind):
    """Tables have captions and scopes, lists hold items, ids are single, and drawings have names."""
    for level in (1, 2, 3, 4):
        tree = check(figure(PICTURES[kind], level=level))

        assert mistakes(tree) == []
        assert f"<h{level} " in to_html(tree)


@pytest.mark.parametrize("kind", PICTURES)
def test_every_picture_stands_in_a_table_or_a_list(kind):
    """What is drawn can be read without seeing: a table, or for words a list of them."""
    tags = {tag for tag, _, _ in walk(figure(PICTURES[kind]))}

    assert tags & ({"ul"} if kind == "cards" else {"table"})


@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_text_is_shown_as_typed(kind, words):
    """Whatever people or guides write, it is text in the picture, whole, and nothing else."""
    picture = _said_by_someone(copy.deepcopy(PICTURES[kind]), words)
    tree = check(figure(picture))

    written = to_html(tree)

    assert mistakes(tree) == []
    assert "<img" not in written
    assert "<script" not in written
    assert words in text_of(tree)


@pytest.mark.parametrize("kind", EMPTY)
def test_an_empty_picture_invites(kind):
    """Nothing is empty without a word on how it fills."""
    tree = figure(EMPTY[kind])

    assert is_empty(EMPTY[kind])
    assert "nl-empty" in to_html(tree)
    assert any(word in text_of(tree) for word in ("No ", "Nobody", "Nothing"))
    assert mistakes(tree) == []


@pytest.mark.parametrize(
    ("appears", "said"),
    [
        ({"threshold": 1, "hidden": False}, "The first one shows here as soon as it is saved."),
        ({"threshold": 5, "hidden": False}, "They appear here once 5 people have answered."),
        ({"threshold": 5, "hidden": True}, "They appear here when they are shown to everybody."),
    ],
)
@pytest.mark.parametrize("kind", ["bars", "cards", "themes", "gap"])
def test_an_empty_picture_says_when_something_will_be_seen(kind, appears, said):
    """True words, however small numbers are protected."""
    assert said in text_of(figure(EMPTY[kind] | {"appears": appears}))


def test_how_many_answered_is_said_in_words():
    """One person is not "1 people"."""
    assert "18 people answered" in text_of(figure(PICTURES["bars"]))
    assert "1 person answered" in text_of(figure(PICTURES["bars"] | {"answered": 1}))
    assert "18 people answered about now, nobody about the future" in text_of(figure(PICTURES["gap"] | {"answered": 0}))


def test_the_longest_bar_fills_its_place_and_zero_has_none():
    """Lengths are shares of the largest count."""
    rows = [{"key": "a", "label": "A", "n": 4}, {"key": "b", "label": "B", "n": 1}, {"key": "c", "label": "C", "n": 0}]
    shares = [one["--share"] for _, one, _ in walk(figure(PICTURES["bars"] | {"rows": rows})) if "--share" in one]

    assert shares == ["1", "0.25"]


def test_a_shift_names_what_leads_now_next_and_later():
    """The movement is said in words, and equals are named together."""
    picture = copy.deepcopy(PICTURES["shift"])
    picture["rows"][0]["counts"][2] = 7

    words = text_of(figure(picture))

    assert "Now Managed\nNext Developmental or learning\nLater Developmental or learning and Social network" in words


def test_a_gap_names_what_nobody_sees_now():
    """A wish that nobody serves now is said, and compares shares of those who answered, not bare counts."""
    assert "seen by nobody now: Investing or providing" in text_of(figure(PICTURES["gap"]))


def test_ratings_show_the_spread_and_say_it():
    """The strip is named rating by rating; the mean is an aside; an item nobody rated says so."""
    written = to_html(figure(PICTURES["ratings"]))

    assert "1 person gave 1, 2 people gave 2, 3 people gave 3, 8 people gave 4, 4 people gave 5" in written
    assert "nobody rated this yet" in written
    assert "Co ordinator" in written


def test_a_role_without_a_holder_says_nobody_yet():
    """Gaps are plain; a name given by several shows how many gave it."""
    words = text_of(figure(PICTURES["cover"]))

    assert "Nobody holds yet: Network guardian" in words
    assert "Nobody yet" in words
    assert "Ada (7)" in words


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Not agreed yet: 2 people should be heard first"),
        ({"to_hear": 1}, "Not agreed yet: 1 person should be heard first"),
        ({"to_hear": 0}, "Not agreed yet: somebody should be heard first"),
        ({"state": "agreed", "to_hear": 0}, "Agreed: everyone can live with it"),
        ({"state": "open", "to_hear": 0, "answered": 0}, "Nobody has taken a position yet"),
        ({"state": "open", "missing": 1}, "Nobody stands in the way so far; 1 more person has to say where they stand"),
        (
            {"state": "open", "missing": 4},
            "Nobody stands in the way so far; 4 more people have to say where they stand",
        ),
        ({"state": "hidden", "rows": []}, "Where everybody stands is not shown yet"),
        ({"state": "ready"}, "Nobody stands in the way; not recorded as agreed yet"),
        (
            {"state": "ready", "held": {"why": "batch", "answered": 7, "waiting": 1, "apart": 0, "threshold": 5}},
            "Not recorded as agreed yet; recording it tells whether anybody objects",
        ),
        (
            {"state": "open", "missing": 1, "held": LEFT_OUT},
            "1 more person has to say where they stand",
        ),
        ({"state": "moved on"}, "Moved on without agreement"),
        ({"reopened": True}, "Open again after it was agreed: 2 people should be heard first"),
        ({"proposal": None}, "No wording is on the table yet"),
    ],
)
def test_an_agreement_says_where_it_stands(changes, said):
    """The state is words, never only a colour, and never a mean."""
    words = text_of(figure(PICTURES["spread"] | changes))

    assert said in words
    assert "mean" not in words


@pytest.mark.parametrize("state", ["ready", "open"])
@pytest.mark.parametrize("held", [WAITS, LEFT_OUT], ids=["waits", "left out"])
def test_while_positions_are_held_back_nobody_is_said_to_stand_in_the_way_or_not(state, held):
    """Nor is whoever is not shown singled out."""
    words = text_of(figure(PICTURES["spread"] | {"state": state, "missing": 2, "to_hear": 0, "held": held}))

    assert "in the way" not in words


@pytest.mark.parametrize("reopened", [True, False])
def test_bars_that_are_older_than_the_state_say_so(reopened):
    """The group has learnt of an objection that no bar shows; beside the state, above the bars."""
    changes = {"reopened": reopened, "to_hear": 0, "heard": [], "held": WAITS}
    words = text_of(figure(PICTURES["spread"] | changes))

    order = [
        "somebody should be heard",
        "The bars still show the earlier positions.",
        "What 1 person said last",
        "the lowest",
    ]
    assert [words.index(one) for one in order] == sorted(words.index(one) for one in order)
    assert 1 == words.count("What 1 person said last")
    assert "earlier positions" not in text_of(figure(PICTURES["spread"] | {"reopened": reopened}))


def test_the_count_says_how_many_of_those_who_answered_are_shown():
    """And why not all stands right beside it, above the bars."""
    words = text_of(figure(PICTURES["bars"] | {"held": LEFT_OUT | {"answered": 20}}))

    order = ["20 people answered; what 18 of them said is shown", "Somebody took theirs out.", "Emerging"]
    assert [words.index(one) for one in order] == sorted(words.index(one) for one in order)


def test_the_lowest_positions_come_first():
    """Those who should be heard, by name where there is one; then the spread; then what else was written."""
    words = text_of(figure(PICTURES["spread"]))

    heard, rest = words.split("Where everybody stands, the lowest positions first")
    order = {
        heard: ["Please hear first", "No reason written", "Bo · ", "Who is “we”?"],
        rest: [
            *(option.label for option in reversed(FIST)),
            "Not on Fridays",
            "At last",
            "We learn together.",
            "3 of 17 people asked",
        ],
    }
    for said, parts in order.items():
        assert [said.index(one) for one in parts] == sorted(said.index(one) for one in parts)
    assert "Also, letting the position speak for itself: 3 · I can live with it: 4 people." in rest


@pytest.mark.parametrize(
    ("earlier", "said"),
    [
        ({"state": "open", "answered": 0}, "Replaced before anybody took a position"),
        (
            {"state": "open", "answered": 1},
            "1 person had taken a position; no objection was shown, and no agreement was recorded",
        ),
        ({"state": "hidden"}, "17 people had taken a position; where they stood is not shown"),
        ({"state": "agreed"}, "Agreed by 17 people; then somebody put a newer wording to the group"),
        ({"state": "moved on"}, "The group moved on without agreement; 17 people had taken a position"),
    ],
)
def test_earlier_wordings_say_what_they_came_to(earlier, said):
    (before,) = PICTURES["spread"]["earlier"]

    assert said in text_of(figure(PICTURES["spread"] | {"earlier": [before | earlier]}))


def test_moving_on_is_told_with_its_reason():
    decided = {"at": "2027-05-12T10:00:00+00:00", "reason": "No time left"}
    words = text_of(figure(PICTURES["spread"] | {"state": "moved on", "decided": decided}))

    assert "Recorded on 12 May 2027." in words
    assert "No time left" in words
    assert "The doubts that stayed" in words
    assert "Agreed" not in words


def test_the_map_tells_ties_and_places_without_colour():
    """Each tie is drawn once with a class of its own, seats are dashed, organisations have tags and shapes."""
    written = to_html(figure(PICTURES["map"]))

    assert written.count('class="nl-tie nl-tie-confirmed"') == 2  # one drawn, one in the legend
    assert "nl-seat" in written
    assert '<text x="16" y="16" class="nl-tag">NH</text>' in written
    assert "6 people, 1 seat nobody fills yet, 5 ties" in written


def test_the_map_is_told_again_as_lists():
    """Every person and every tie stands in a table."""
    words = text_of(figure(PICTURES["map"]))

    assert "Eve Montgomery-Smith" in words
    assert "A voice from the night shift (a seat nobody fills yet)" in words
    assert "Eve Montgomery-Smith Fay named by others only" in words


def test_lists_are_open_on_paper():
    """What is one tap away on a screen is open where nobody can tap."""
    assert '<details class="nl-twin">' in to_html(figure(PICTURES["map"]))
    assert '<details class="nl-twin" open="">' in to_html(figure(PICTURES["map"], opened=True))


def test_talk_gives_the_guides_prompts():
    """Prompts stand apart from the picture; without prompts there is nothing."""
    assert text_of(talk(PICTURES["bars"])) == "Talk about\nWhat surprises you?\nWho is not here?"
    assert talk(PICTURES["bars"] | {"talk": []}) == ""
    assert "Talk about" not in text_of(figure(PICTURES["bars"]))


def test_an_unknown_picture_is_named():
    """A kind that is not drawn says which are."""
    with pytest.raises(NetlearnError, match=r"'pie'.*bars"):
        figure(PICTURES["bars"] | {"kind": "pie"})
