from __future__ import annotations

import json

import pytest

from netlearn_widgets.analysis import frames, picture
from netlearn_widgets.analysis.tally import PICTURES
from netlearn_widgets.content import default_guide
from netlearn_widgets.model.errors import NetlearnError
from netlearn_widgets.model.guide import KINDS

EXPECTED = {
    "bread": "bars",
    "breads": "bars",
    "breads_then": "gap",
    "shift": "shift",
    "where": "grid",
    "taste": "ratings",
    "order": "ranks",
    "note": "cards",
    "ideas": "cards",
    "roles": "cover",
    "ties": "map",
    "actions": "table",
    "agree": "spread",
    "consent": "spread",
}


def test_every_kind_of_question_has_a_picture(guide, recorded):
    """Each kind gives the picture of its kind, as JSON, also when nobody has answered."""
    empty = recorded()

    pictures = {key: picture(empty, guide, key) for key in guide.questions}

    assert {key: one["kind"] for key, one in pictures.items()} == EXPECTED
    assert {*EXPECTED.values(), "themes"} == set(PICTURES)  # ideas become themes once the group sorts them
    assert {question.kind for question in guide.questions.values()} == set(KINDS)
    assert json.loads(json.dumps(pictures)) == pictures


def test_every_question_of_the_default_guide_has_a_picture(recorded):
    """Also before anybody has answered."""
    guide = default_guide()

    for key in guide.questions:
        assert picture(recorded(), guide, key)["answered"] == 0


def test_a_picture_says_what_was_asked_and_how_many_answered(guide, recorded):
    """Prompt, prompts for talk and the number of people stand in every picture."""
    record = recorded([("Ada", "bread", "rye"), ("Bo", "bread", "rye"), ("Cy", "bread", None)])

    bars = picture(record, guide, "bread")

    assert (bars["question"], bars["prompt"], bars["talk"]) == ("bread", "Which bread?", ["Why?"])
    assert bars["answered"] == 2


def test_rounds_are_counted_apart(guide, recorded):
    """The open round is counted unless another is named."""
    record = recorded([("Ada", "bread", "rye"), ("Ada", "bread", "oat", 2), ("Bo", "bread", "oat", 2)], rounds=2)

    assert [row["n"] for row in picture(record, guide, "bread")["rows"]] == [0, 2, 0]
    assert [row["n"] for row in picture(record, guide, "bread", round=1)["rows"]] == [1, 0, 0]


def test_a_question_the_guide_does_not_have_is_named(guide, recorded):
    """The error names the questions there are."""
    with pytest.raises(NetlearnError, match=r"no question 'cake'.*bread"):
        picture(recorded(), guide, "cake")


@pytest.mark.parametrize(
    "earlier", ["rye", ["rye"], [{"id": "1"}], {"rye": "home"}, {"rye": 3}, {"rye": {}}, {"me": ""}]
)
def test_answers_of_any_other_form_harm_nothing(guide, recorded, earlier):
    """Whatever a key was used for before, every picture and every frame can be made."""
    record = recorded([("Ada", key, earlier) for key in guide.questions])

    assert all(picture(record, guide, key) for key in guide.questions)
    assert len(frames.answers(record, guide)) > 0


def test_an_answer_from_when_the_question_was_of_another_kind_is_not_counted(guide, recorded):
    """A guide may give a key to another kind of question; the earlier answers stay history."""
    record = recorded([("Ada", "bread", ["rye", "oat"]), ("Bo", "bread", "rye")])

    bars = picture(record, guide, "bread")

    assert (bars["answered"], bars["rows"][0]["n"]) == (1, 1)
