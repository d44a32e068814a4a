"""A guide: steps and questions by their keys."""

from __future__ import annotations

import pytest
from model.asking import GUIDE, QUESTIONS

from netlearn_widgets.model.errors import GuideError, NetlearnError, Problem


def test_questions_are_found_by_key_in_the_order_of_the_steps():
    """All steps together."""
    assert list(GUIDE.questions) == [question.key for question in QUESTIONS.values()]
    assert GUIDE.question("ties") is QUESTIONS["ties"]


def test_an_unknown_question_names_the_questions_there_are():
    """So that a slip of the pen is soon mended."""
    with pytest.raises(NetlearnError, match=r"The guide has no question 'tie'\. It has: statement, purpose, now, "):
        GUIDE.question("tie")


def test_a_question_has_the_number_it_has_on_paper():
    """The step's place and its own place in it, both from 1."""
    second = GUIDE.steps[1].questions[0].key

    assert GUIDE.number("statement") == "1.1"
    assert GUIDE.number(second) == "2.1"
    with pytest.raises(NetlearnError, match="no question 'tie'"):
        GUIDE.number("tie")


def test_a_step_is_found_by_key():
    """With its questions."""
    assert len(GUIDE.step("talk").questions) == 4


def test_an_unknown_step_names_the_steps_there_are():
    """As above."""
    with pytest.raises(NetlearnError, match=r"The guide has no step 'walk'\. It has: talk, plan\."):
        GUIDE.step("walk")


def test_a_guide_error_says_every_problem():
    """One a line: place, what is wrong, and the cure."""
    problems = [
        Problem("my.toml, step 1", "It has no title.", 'Add title = "…".'),
        Problem("my.toml, step 2", "Its key is taken.", "Choose another."),
    ]

    error = GuideError(problems)

    assert error.problems == tuple(problems)
    assert str(error).splitlines() == [
        'my.toml, step 1: It has no title. Add title = "…".',
        "my.toml, step 2: Its key is taken. Choose another.",
    ]
