"""What may be done to a board of ideas, and the words for what may not."""

from __future__ import annotations

import pytest

from netlearn_widgets.model.errors import InvalidAnswer
from netlearn_widgets.model.sorting import MOST_THEMES, check_act
from netlearn_widgets.model.telling import Ideas

ASK = Ideas(key="purpose", prompt="What is it for?", dots=5, most_on_one=2)
THEMES = {"t1": "Safe homes", "t2": "Fair"}


def refused(kind, value, ask=ASK, themes=THEMES) -> str:
    with pytest.raises(InvalidAnswer) as problem:
        check_act(kind, value, ask, themes)
    return str(problem.value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("theme", {"theme": "t3", "name": "Trust"}),
        ("theme", {"theme": "t1", "name": "Safe homes"}),
        ("theme", {"theme": "t1", "name": ""}),
        ("group", {"card": "c1", "theme": "t1"}),
        ("group", {"card": "c1", "theme": ""}),
        ("group", {"card": "gone", "theme": "gone"}),
        ("merge", {"card": "c1", "into": "c2"}),
        ("merge", {"card": "c1", "into": ""}),
        ("dots", {"t1": 2, "c1": 1}),
        ("dots", {}),
        ("hide", {"card": "c1", "reason": "It names a patient."}),
        ("hide", {"card": "c1", "hidden": False}),
    ],
)
def test_what_can_be_done_is_kept_as_it_is(kind, value):
    """Also about a thing that somebody else took away meanwhile: then it does nothing."""
    assert check_act(kind, value, ASK, THEMES) == value


def test_only_what_is_meant_is_kept():
    """Blanks around a name, dots that are none, and whatever else a page sends stay behind."""
    assert check_act("theme", {"theme": "t3", "name": " Trust ", "x": 1}, ASK, THEMES) == {
        "theme": "t3",
        "name": "Trust",
    }
    assert check_act("dots", {"t1": 1, "t2": 0}, ASK, THEMES) == {"t1": 1}
    assert check_act("hide", {"card": "c1", "hidden": False, "reason": "x"}, ASK, {}) == {"card": "c1", "hidden": False}


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("dots", {"t1": 3}, "You put 3 dots on “Safe homes”; at most 2 fit. Please take 1 back."),
        ("dots", {"c9": 3}, "You put 3 dots on one idea; at most 2 fit. Please take 1 back."),
        ("dots", {"t1": 2, "t2": 2, "c1": 2}, "You have 5 dots, and put 6. Please take 1 back first."),
        ("dots", {"t1": -1}, "Dots are whole numbers: 0, 1, 2 and so on."),
        ("dots", {"t1": True}, "Dots are whole numbers: 0, 1, 2 and so on."),
        ("dots", {"t1": "1"}, "Dots are whole numbers: 0, 1, 2 and so on."),
        ("dots", {"x" * 41: 1}, "The number of a theme has 41 characters; 40 fit. Please shorten it by 1."),
        ("theme", {"theme": "t3", "name": "safe  HOMES"}, "There is a theme “Safe homes” already."),
        ("theme", {"theme": "t3", "name": "x" * 81}, "The name of a theme has 81 characters; 80 fit."),
        ("theme", {"theme": "", "name": "Trust"}, "The page did not say what was meant. Please reload it."),
        ("theme", {"name": "Trust"}, "The number of a theme should be text."),
        ("merge", {"card": "c1", "into": "c1"}, "A card cannot be merged with itself. Please choose another one."),
        ("hide", {"card": "c1", "reason": " "}, "Please write the reason first: the writer reads it."),
        ("hide", {"card": "c1"}, "The reason should be text."),
        ("group", ["c1"], "What you did should be a list of names with values."),
        ("rub", {}, "This page does not understand 'rub'. Please reload it."),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused_in_words(kind, value, words):
    """With what to do instead."""
    assert refused(kind, value).startswith(words)


def test_without_a_limit_on_one_theme_all_dots_may_go_there():
    ask = Ideas(key="purpose", prompt="", dots=3)

    assert check_act("dots", {"t1": 3}, ask, THEMES) == {"t1": 3}


def test_there_is_no_vote_where_the_guide_gives_no_dots():
    assert refused("dots", {"t1": 1}, Ideas(key="purpose", prompt="")) == "There is no vote on this question."


def test_themes_are_limited():
    """An old one can still be renamed."""
    full = {f"t{n}": f"Theme {n}" for n in range(MOST_THEMES)}

    assert "30 themes, and no more fit" in refused("theme", {"theme": "new", "name": "New"}, themes=full)
    assert check_act("theme", {"theme": "t1", "name": "New"}, ASK, full)
