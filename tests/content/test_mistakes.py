"""Each kind of mistake in a guide is refused with its place, what it is and how to mend it, all of them at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest

from netlearn_widgets.content import parse
from netlearn_widgets.model.errors import Problem
from netlearn_widgets.model.guide import KINDS

Found: TypeAlias = Callable[[str], tuple[Problem, ...]]

HEAD = 'key = "g"\ntitle = "G"\nlanguage = "en"\nsource = "Ada"\n'
STEP = '[[step]]\nkey = "s"\ntitle = "S"\nwhy = "Because"\nminutes = 5\nnote = "Ask"\nsource = "Bo"\npart = "purpose"\n'
BEFORE = HEAD + STEP  # 12 lines: what a test adds begins on line 13
CHOICE = '[[step.question]]\nkind = "choice"\nkey = "q"\nprompt = "Q?"\n'
TEXT = '[[step.question]]\nkind = "text"\nkey = "t"\nprompt = "T?"\n'
IDEAS = TEXT.replace('"text"', '"ideas"').replace('"t"', '"q"')
TABLE = (
    '[[step.question]]\nkind = "table"\nkey = "q"\nprompt = "Q?"\n[[step.question.column]]\nkey = "c"\nlabel = "C"\n'
)
OPTION = '[[step.question.option]]\nkey = "a"\nlabel = "A"\n'
ROW = OPTION.replace("option", "row")
SCALE = CHOICE.replace("choice", "scale") + 'low = "Low"\nhigh = "High"\n'
AGREEMENT = '[[step.question]]\nkind = "agreement"\nkey = "q"\nprompt = "Q?"\n'
Q1 = 'step 1 "s", question 1 "q"'
Q2 = 'step 1 "s", question 2 "q"'


SENSE = {
    "a choice of one": (
        CHOICE + OPTION,
        f"line 17, {Q1}",
        "With one option there is nothing to choose.",
        "Add another one, headed [[step.question.option]].",
    ),
    "horizons of one's own": (
        CHOICE.replace("choice", "horizons") + OPTION + OPTION.replace('"a"', '"b"') + ROW.replace('"a"', '"now"'),
        f"line 23, {Q1}",
        "The rows of horizons have the keys now, next, later, in this order.",
        "Give them these keys, and labels as you like; for other rows choose the kind 'matrix'.",
    ),
    "a capital letter": (
        TEXT.replace('kind = "text"', 'Kind = "Text"'),
        'line 14, step 1 "s", question 1 "t"',
        "`Kind` should be written in small letters.",
        f'Write kind = "text". The kinds are: {", ".join(KINDS)}.',
    ),
}


@pytest.mark.parametrize(("text", "place", "what", "cure"), SENSE.values(), ids=[*SENSE])
def test_what_makes_no_sense(text: str, place: str, what: str, cure: str, problems: Found) -> None:
    """A guide that can be read may still not be one to work with."""
    (problem,) = problems(BEFORE + text)

    assert problem == Problem(f"my.toml, {place}", what, cure)


def test_a_guide_in_use_is_still_shown() -> None:
    """What is asked of a guide only since lately is not asked of one that a workshop has."""
    guide = parse(BEFORE + CHOICE + OPTION, kept=True)

    assert len(guide.question("q").spec()["options"]) == 1


GUIDE_AND_STEP = {
    "no title": (
        BEFORE.replace('title = "S"\n', ""),
        'line 5, step 1 "s"',
        "`title` is missing.",
        'Add a line such as title = "…".',
    ),
    "empty title": (
        BEFORE.replace('"S"', '" "'),
        'line 7, step 1 "s"',
        "`title` is empty.",
        "Write something between the quotes.",
    ),
    "no steps": (HEAD, "line 1", "It needs at least one step.", "Add it, headed [[step]]."),
    "no source": (
        BEFORE.replace('source = "Ada"\n', ""),
        "line 1",
        "`source` is missing.",
        'Add a line such as source = "…".',
    ),
    "a field no guide has": (
        'subtitle = "G"\n' + BEFORE,
        "line 1",
        "A guide has no `subtitle`.",
        'Did you mean "title"? It takes: key, title, language, source, step.',
    ),
    "language": (
        BEFORE.replace('"en"', '"English"'),
        "line 3",
        "'English' is no language code.",
        'Write a code such as "en"',
    ),
    "part": (
        BEFORE.replace('"purpose"', '"poeple"'),
        'line 12, step 1 "s"',
        "`part` is 'poeple'.",
        'Did you mean "people"? It is one of: purpose, people, inequality.',
    ),
    "minutes as text": (
        BEFORE.replace("= 5", '= "5"'),
        'line 9, step 1 "s"',
        "`minutes` should be a whole number.",
        "Take the quotes away: minutes = 5.",
    ),
    "minutes as true": (
        BEFORE.replace("= 5", "= true"),
        'line 9, step 1 "s"',
        "`minutes` should be a whole number.",
        "Write it as minutes = 15.",
    ),
    "no minutes at all": (
        BEFORE.replace("= 5", "= 0"),
        'line 9, step 1 "s"',
        "`minutes` is 0.",
        "Write a whole number from 1 to 480.",
    ),
    "title as a number": (
        BEFORE.replace('"S"', "7"),
        'line 7, step 1 "s"',
        "`title` should be text.",
        'Put it in quotes: title = "7".',
    ),
    "key form": (
        BEFORE.replace('key = "s"', 'key = "Our Step!"'),
        'line 6, step 1 "Our Step!"',
        "'Our Step!' cannot be a key.",
        "Write one such as 'our_step'",
    ),
    "double step key": (
        BEFORE + STEP,
        'line 14, step 2 "s"',
        "The key 's' belongs to an earlier step.",
        "Give this one another key.",
    ),
    "term without meaning": (
        BEFORE + '[[step.term]]\nname = "Tie"\n',
        'line 13, step 1 "s", term 1 "Tie"',
        "`meaning` is missing.",
        'Add a line such as meaning = "…".',
    ),
    "too long": (
        BEFORE.replace("Because", "b" * 2001),
        'line 8, step 1 "s"',
        "`why` has 2,001 characters; 2,000 fit.",
        "small screens",
    ),
    "nothing that can be seen": (
        BEFORE.replace("Because", "\\u200b"),
        'line 8, step 1 "s"',
        "`why` is empty",
        "Write",
    ),
    "one bracket": (
        HEAD + STEP.replace("[[step]]", "[step]"),
        "line 5",
        "`step` is not a list of parts.",
        "Head each of them with [[step]].",
    ),
    "line below its part": (
        BEFORE + TEXT + "minutes = 5\n",
        'line 17, step 1 "s", question 1 "t"',
        'A question of the kind "text" has no `minutes`.',
        "It belongs to the step: move the line up, under its [[step]].",
    ),
}

QUESTION = {
    "no kind": (CHOICE.replace('kind = "choice"\n', ""), f"line 13, {Q1}", "`kind` is missing.", 'kind = "choice"'),
    "unknown kind": (
        CHOICE.replace('"choice"', '"chioce"'),
        f"line 14, {Q1}",
        "There is no kind of question 'chioce'.",
        'Did you mean "choice"? The kinds are: text, ideas,',
    ),
    "unknown field": (
        CHOICE + 'promt = "?"\n' + OPTION,
        f"line 17, {Q1}",
        'A question of the kind "choice" has no `promt`.',
        'Did you mean "prompt"? It takes: key, prompt,',
    ),
    "many of a word": (
        CHOICE + "options = []\n" + OPTION,
        f"line 17, {Q1}",
        'A question of the kind "choice" has no `options`.',
        'Did you mean "option"?',
    ),
    "no prompt": (
        CHOICE.replace('prompt = "Q?"\n', "") + OPTION,
        f"line 13, {Q1}",
        "`prompt` is missing.",
        'Add a line such as prompt = "…".',
    ),
    "no options": (
        CHOICE,
        f"line 13, {Q1}",
        "It needs at least one option.",
        "Add it, headed [[step.question.option]].",
    ),
    "no rows": (
        CHOICE.replace('"choice"', '"matrix"') + OPTION,
        f"line 13, {Q1}",
        "It needs at least one row.",
        "Add it, headed [[step.question.row]].",
    ),
    "options where none are taken": (
        TEXT.replace('"t"', '"q"') + OPTION,
        f"line 17, {Q1}",
        'A question of the kind "text" takes no options.',
        "Take them away, or choose one of the kinds that do: choice, choices,",
    ),
    "options of an agreement": (
        AGREEMENT + OPTION,
        f"line 17, {Q1}",
        'A question of the kind "agreement" takes no options.',
        "Take them away",
    ),
    "rows where none are taken": (CHOICE + OPTION + ROW, f"line 20, {Q1}", "takes no rows.", "matrix"),
    "double question key": (
        CHOICE + OPTION + CHOICE + OPTION,
        f"line 22, {Q2}",
        "The key 'q' belongs to an earlier question.",
        "Give this one another key.",
    ),
    "double option key": (
        CHOICE + OPTION + OPTION,
        f'line 21, {Q1}, option 2 "a"',
        "The key 'a' belongs to an earlier option.",
        "Give this one another key.",
    ),
    "option without label": (
        CHOICE + OPTION.replace('label = "A"\n', ""),
        f'line 17, {Q1}, option 1 "a"',
        "`label` is missing.",
        'Add a line such as label = "…".',
    ),
    "line below an option": (
        CHOICE.replace("choice", "choices") + OPTION + "most = 2\n",
        f'line 20, {Q1}, option 1 "a"',
        "An option has no `most`.",
        "It belongs to the question: move the line up, under its [[step.question]].",
    ),
    "talk as one text": (
        CHOICE + 'talk = "Why?"\n' + OPTION,
        f"line 17, {Q1}",
        "`talk` should be a list.",
        "Put it in square brackets",
    ),
    "talk with a number": (CHOICE + "talk = [1]\n" + OPTION, f"line 17, {Q1}", "should be text.", 'talk = "1"'),
    "an empty prompt to talk about": (CHOICE + 'talk = [""]\n' + OPTION, f"line 17, {Q1}", "`talk` is empty.", "Write"),
    "too many dots": (
        IDEAS + "dots = 21\n",
        f"line 17, {Q1}",
        "`dots` is 21.",
        "Write a whole number from 1 to 20 (or 0 for no vote).",
    ),
    "more on one than there are dots": (
        IDEAS + "dots = 3\nmost_on_one = 4\n",
        f"line 18, {Q1}",
        "`most_on_one` is 4, and each person has 3 dots.",
        "Write at most 3.",
    ),
    "a limit without dots": (
        IDEAS + "most_on_one = 2\n",
        f"line 17, {Q1}",
        "`most_on_one` is 2, and each person has no dots.",
        "Add a line such as dots = 5, or take this one away.",
    ),
    "negative most": (
        CHOICE.replace("choice", "choices") + "most = -1\n" + OPTION,
        f"line 17, {Q1}",
        "`most` is -1.",
        "Write a whole number from 1 to 500 (or 0 for no limit).",
    ),
    "no idea at all": (
        IDEAS + "most = 0\n",
        f"line 17, {Q1}",
        "`most` is 0.",
        "Write a whole number from 1 to 500.",
    ),
    "a scale of one step": (SCALE + "steps = 1\n" + OPTION, f"line 19, {Q1}", "`steps` is 1.", "from 2 to 10"),
    "a scale of eleven steps": (SCALE + "steps = 11\n" + OPTION, f"line 19, {Q1}", "`steps` is 11.", "from 2 to 10"),
    "a scale with one end": (
        SCALE.replace('high = "High"\n', "") + OPTION,
        f"line 13, {Q1}",
        "`high` is missing.",
        'Add a line such as high = "…".',
    ),
    "unknown agreement scale": (
        AGREEMENT + 'scale = "fists"\n',
        f"line 17, {Q1}",
        "`scale` is 'fists'.",
        'Did you mean "fist"? It is one of: fist, gradient.',
    ),
    "about a question that is not there": (
        AGREEMENT + 'about = "tt"\n' + TEXT,
        f"line 17, {Q1}",
        "`about` names a question that is not there: 'tt'.",
        "It names a question of the kind 'text': t.",
    ),
    "about a question of the wrong kind": (
        AGREEMENT + 'about = "q"\n',
        f"line 17, {Q1}",
        "`about` names 'q', which is not of the kind 'text'.",
        "there is none",
    ),
    "compare with a question of the wrong kind": (
        TEXT + CHOICE.replace("choice", "choices") + 'compare = "t"\n' + OPTION,
        f"line 21, {Q2}",
        "`compare` names 't', which is not of the kind 'choice'.",
        "It names a question of the kind 'choice'",
    ),
    "compare without a common option": (
        CHOICE.replace('"q"', '"now"')
        + OPTION
        + CHOICE.replace("choice", "choices")
        + 'compare = "now"\n'
        # the same question with other options
        + OPTION.replace('"a"', '"b"'),
        f"line 24, {Q2}",
        "No option of 'now' is offered here.",
        "Use the same option keys in both questions.",
    ),
    "column type": (
        TABLE + 'type = "number"\n',
        f'line 20, {Q1}, column 1 "c"',
        "`type` is 'number'.",
        "It is one of: text, choice, date.",
    ),
    "a column to choose from without options": (
        TABLE + 'type = "choice"\n',
        f'line 17, {Q1}, column 1 "c"',
        "A column to choose from needs at least one option.",
        "[[step.question.column.option]]",
    ),
    "options of a date column": (
        TABLE + 'type = "date"\n' + OPTION.replace("option", "column.option"),
        f'line 21, {Q1}, column 1 "c"',
        "Only a column to choose from takes options.",
        'type = "choice"',
    ),
    "required as text": (
        TABLE + 'required = "true"\n',
        f'line 20, {Q1}, column 1 "c"',
        "`required` should be true or false.",
        "Take the quotes away: required = true.",
    ),
    "a column called id": (
        TABLE.replace('"c"', '"id"'),
        f'line 18, {Q1}, column 1 "id"',
        "A column cannot have the key 'id'",
        "Choose another key.",
    ),
    "a table without columns": (
        CHOICE.replace('"choice"', '"table"'),
        f"line 13, {Q1}",
        "It needs at least one column.",
        "[[step.question.column]]",
    ),
}


@pytest.mark.parametrize(("text", "place", "what", "cure"), GUIDE_AND_STEP.values(), ids=[*GUIDE_AND_STEP])
def test_a_mistake_in_a_guide_or_step(text: str, place: str, what: str, cure: str, problems: Found) -> None:
    """File, line and step; what is wrong; how to mend it. And nothing else is complained of."""
    (problem,) = problems(text)

    assert f"my.toml, {place}" == problem.place
    assert what in problem.what
    assert cure in problem.cure


@pytest.mark.parametrize(("text", "place", "what", "cure"), QUESTION.values(), ids=[*QUESTION])
def test_a_mistake_in_a_question(text: str, place: str, what: str, cure: str, problems: Found) -> None:
    """File, line, step, question, option; what is wrong; how to mend it. And nothing else is complained of."""
    (problem,) = problems(BEFORE + text)

    assert f"my.toml, {place}" == problem.place
    assert what in problem.what
    assert cure in problem.cure


def test_many_mistakes_are_reported_together_in_the_order_of_the_file(problems: Found) -> None:
    """One mistake hides no other; the first line comes first."""
    text = (
        BEFORE.replace('"G"', '""').replace("= 5", "= -5")
        + CHOICE.replace("choice", "chioce")
        + CHOICE
        + TABLE.replace('"c"', '"C"')
        + AGREEMENT.replace('"q"', '"later"')
        + 'about = "nothing"\n'
    )

    found = problems(text)

    expected = [
        (2, "`title` is empty."),
        (9, "`minutes` is -5."),
        (14, "There is no kind of question 'chioce'."),
        (17, "It needs at least one option."),
        (19, "The key 'q' belongs to an earlier question."),
        (23, "The key 'q' belongs to an earlier question."),
        (26, "'C' cannot be a key."),
        (32, "`about` names a question that is not there: 'nothing'."),
    ]
    assert expected == [(int(one.place.split(", ")[1].removeprefix("line ")), one.what) for one in found]


def test_lines_are_right_where_texts_run_over_several_lines(problems: Found) -> None:
    """Headings, equals signs, remarks and quotes inside a long text lead nobody astray."""
    why = '"""\n[[step]]\ntitle = 1 # no\n\\""" still open\n"""'
    text = BEFORE.replace('"Because"', why).replace('"Ask"', "'''\n[[step.question]]\n'''  # \"\"\"") + CHOICE

    (problem,) = problems(text)

    assert f"my.toml, line 19, {Q1}" == problem.place


def test_options_written_in_one_line_are_placed_by_that_line(problems: Found) -> None:
    """Lists of inline tables are TOML too."""
    good = CHOICE + 'option = [{ key = "a", label = "A" }, { key = "b", label = "B" }]\n'

    (problem,) = problems(BEFORE + good.replace(', label = "B"', ""))

    assert parse(BEFORE + good).question("q").words("b") == ["B"]
    assert f'my.toml, line 17, {Q1}, option 2 "b"' == problem.place
