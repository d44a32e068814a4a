"""Questions of every kind: what is an answer, what is refused in words, and how an answer is read aloud."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from model.asking import ANSWERS, QUESTIONS

from netlearn_widgets.model.errors import InvalidAnswer
from netlearn_widgets.model.guide import KINDS

WORDS = {
    "text": ["To learn"],
    "ideas": ["Fewer falls", "Less waiting"],
    "choice": ["Filtering"],
    "choices": ["Filtering", "Convening"],
    "horizons": ["Now: Filtering", "Later: Convening"],
    "matrix": ["Filtering: Online"],
    "scale": ["Filtering: 1 of 5", "Convening: 5 of 5"],
    "ranking": ["1. Convening", "2. Filtering"],
    "roles": ["Filtering: held by Ada", "Filtering: could be held by Bo"],
    "ties": ["Ada (Harbour Surgery)", "Bo, a seat nobody fills yet", "Ada turns to Bo"],
    "table": ["What: Ask; How: In a room; When: 2027-03-31"],
    "agreement": ["3 · I can live with it: Who is “we”?"],
}
OLD = {
    "choice": ("mending", ["mending"]),
    "choices": (["filtering", "mending"], ["Filtering", "mending"]),
    "horizons": ({"now": "mending"}, ["Now: mending"]),
    "matrix": ({"mending": "pigeon"}, ["mending: pigeon"]),
    "scale": ({"mending": 2}, ["mending: 2 of 5"]),
    "ranking": (["mending"], ["1. mending"]),
    "roles": ({"mending": {"holds": ["Ada"], "could": []}}, ["mending: held by Ada"]),
    "table": ([{"id": "1", "what": "Ask", "way": "pigeon"}], ["What: Ask; How: pigeon"]),
    "agreement": ({"proposal": "p1", "position": "6", "reason": ""}, ["6"]),
}
EMPTY = {
    "text": [" \n", ""],
    "ideas": [[], [{"id": "1", "text": "  "}]],
    "choices": [[]],
    "horizons": [{}, {"now": None}, {"now": ""}],
    "matrix": [{}],
    "scale": [{}, {"filtering": None}],
    "ranking": [[]],
    "roles": [{}, {"filtering": {"holds": [" "]}}, {"filtering": None}],
    "ties": [{}, {"people": []}, {"people": [{"id": "a", "name": " "}], "me": "a", "ties": []}],
    "table": [[], [{"id": "1"}], [{"id": "1", "what": " "}]],
    "agreement": [{}, {"position": ""}, {"proposal": "p1", "position": None}],
}
REFUSED = {
    "text": [("x" * 41, "Your text has 41 characters; 40 fit. Please shorten it by 1."), (5, "should be text")],
    "ideas": [([{"id": "1", "text": "x" * 41}], "41 characters"), ([{}] * 4, "4 were given, and at most 3 fit")],
    "choice": [
        (
            "mending",
            "What was chosen is not one of the options any more. Please choose from: Filtering, Amplifying, Convening.",
        ),
        ([], "is not one of the options"),
    ],
    "choices": [
        (["filtering", "amplifying", "convening"], "You chose 3; choose at most 2. Please take one away first."),
        (["filtering", "filtering"], "Each option counts once."),
    ],
    "horizons": [
        (
            {"never": "filtering"},
            "What was chosen is not one of the options any more. Please choose from: Now, Next, Later.",
        )
    ],
    "matrix": [
        (
            {"filtering": "pigeon"},
            "What was chosen is not one of the options any more. Please choose from: Online, In a room.",
        )
    ],
    "scale": [
        ({"filtering": 6}, "Filtering: choose a whole number from 1 to 5."),
        ({"filtering": True}, "choose a whole number"),
        ({"filtering": 2.5}, "choose a whole number"),
    ],
    "ranking": [(["filtering", "filtering"], "Each option counts once."), ("filtering", "should be a list")],
    "roles": [({"filtering": {"holds": "Ada"}}, "Names for Filtering should be a list.")],
    "ties": [
        ({"people": [{"id": "a", "name": "Ada"}, {"id": "b", "name": "ADA "}]}, "ADA is in the list twice."),
        ({"people": [{"id": "a", "name": "Ada"}, {"id": "a", "name": "Bo"}]}, "Bo is in the list twice."),
    ],
    "table": [
        ([{"id": "1", "way": "room"}], "Action 1: please fill in “What”."),
        ([{"id": "1", "what": "Ask", "when": "2027-02-30"}], "Action 1, When: '2027-02-30' is no date."),
    ],
    "agreement": [({"position": "3"}, "The proposal's number should be text.")],
}

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda parts: st.lists(parts) | st.dictionaries(st.text(), parts),
    max_leaves=8,
)


def cases(table):
    """Each kind with each of its cases."""
    return [(kind, case) for kind, several in table.items() for case in several]


def kept_or_refused(kind, value):
    """The answer as it is kept, or None where it was refused."""
    try:
        return QUESTIONS[kind].check(value)
    except InvalidAnswer:
        return None


def test_every_kind_is_tried_here():
    """A kind without cases of its own would go untested."""
    assert set(KINDS) == set(QUESTIONS) == set(ANSWERS) == set(WORDS) == set(REFUSED)


@pytest.mark.parametrize("kind", ANSWERS)
def test_an_answer_is_kept_and_keeps_its_form(kind):
    """What was checked once passes again unchanged, and JSON carries it."""
    kept = QUESTIONS[kind].check(ANSWERS[kind])

    assert kept == ANSWERS[kind]
    assert QUESTIONS[kind].check(json.loads(json.dumps(kept))) == kept


@pytest.mark.parametrize("kind", ANSWERS)
def test_none_takes_an_answer_back(kind):
    """Of every kind; and no answer has no words."""
    assert QUESTIONS[kind].check(None) is None
    assert QUESTIONS[kind].words(None) == []


@pytest.mark.parametrize(("kind", "value"), cases(EMPTY))
def test_saying_nothing_is_no_answer(kind, value):
    """An answer in which nothing stands takes the answer back."""
    assert QUESTIONS[kind].check(value) is None


@pytest.mark.parametrize(("kind", "words"), [("ideas", "text"), ("table", "what")])
def test_no_two_entries_have_one_id(kind, words):
    """The first stands, also where another device's answer is merged with such a one."""
    question = QUESTIONS[kind]
    first, again, other = ANSWERS[kind][0], ANSWERS[kind][0] | {words: "Another"}, {"id": "9", words: "Other"}

    assert question.check([first, again]) == question.check([first])
    merged = question.merge([first, again], question.check([first, again, other]), [again, first]).value
    assert [one["id"] for one in merged] == ["1", "9"]


@pytest.mark.parametrize(("kind", "case"), cases(REFUSED))
def test_what_cannot_be_kept_is_refused_in_words(kind, case):
    """The words say what is wrong and how to mend it."""
    value, words = case

    with pytest.raises(InvalidAnswer) as refused:
        QUESTIONS[kind].check(value)

    assert words in str(refused.value)


@pytest.mark.parametrize("kind", WORDS)
def test_an_answer_can_be_read_in_words(kind):
    """One line for each part."""
    assert QUESTIONS[kind].words(ANSWERS[kind]) == WORDS[kind]


@pytest.mark.parametrize("kind", OLD)
def test_an_option_the_guide_no_longer_has_is_shown_by_its_key(kind):
    """Answers outlive the wording of the guide."""
    value, words = OLD[kind]

    assert QUESTIONS[kind].words(value) == words


@pytest.mark.parametrize("kind", QUESTIONS)
def test_a_question_is_plain_data(kind):
    """A widget is given JSON that says all it needs to draw the question."""
    spec = QUESTIONS[kind].spec()

    assert json.loads(json.dumps(spec))["kind"] == kind
    assert spec["prompt"] == QUESTIONS[kind].prompt


@pytest.mark.parametrize("kind", QUESTIONS)
@given(value=anything)
def test_whatever_arrives_is_kept_or_refused(kind, value):
    """Nothing a browser or a file sends breaks the check; what is kept passes again unchanged."""
    kept = kept_or_refused(kind, value)

    assert QUESTIONS[kind].check(kept) == kept


@pytest.mark.parametrize("kind", sorted(set(QUESTIONS) - {"text", "choice"}))
@given(data=st.data())
def test_a_true_answer_with_something_else_in_it_is_kept_or_refused(kind, data):
    """Nor does an answer of the right shape with a wrong part."""

    def spoiled(value):
        if data.draw(st.integers(0, 3)) == 0:
            return data.draw(anything)
        if isinstance(value, dict):
            return {key: spoiled(part) for key, part in value.items()}
        return [spoiled(part) for part in value] if isinstance(value, list) else value

    kept = kept_or_refused(kind, spoiled(ANSWERS[kind]))

    assert all(isinstance(line, str) for line in QUESTIONS[kind].words(kept))


def test_a_refusal_repeats_little_of_what_was_sent():
    """However long it was."""
    with pytest.raises(InvalidAnswer) as refused:
        QUESTIONS["choice"].check("x" * 10_000)

    assert len(str(refused.value)) < 200


@pytest.mark.parametrize("date", ["20270331", "2027-W13-3", "2027-3-31", "31.03.2027", "02027-03-31"])
def test_a_date_is_written_in_one_way(date):
    """So that every page, file and export reads the same day."""
    with pytest.raises(InvalidAnswer, match="Write it as year-month-day, such as 2027-03-31"):
        QUESTIONS["table"].check([{"id": "1", "what": "Ask", "when": date}])


@pytest.mark.parametrize("kind", sorted(QUESTIONS))
@given(data=st.data())
def test_pieces_put_together_are_the_answer_and_fewer_are_one_of_its_form(kind, data):
    """Whatever of an answer may be shown without the rest is shown as the question has it; no name tells what it is."""
    question = QUESTIONS[kind]
    kept = ANSWERS[kind] if data.draw(st.booleans()) else kept_or_refused(kind, data.draw(anything))
    pieces = question.pieces(kept) if kept is not None else {}
    some = {name: pieces[name] for name in sorted(pieces) if len(pieces) == 1 or data.draw(st.booleans())}

    assert kept is None or question.joined(pieces) == kept
    assert all(len(name) <= 100 and "Ada" not in name for name in pieces)
    if some:
        part = question.joined(some)
        assert part is None or question.fits(part)


def test_a_tie_is_shown_once_both_its_ends_are():
    """And whoever answers is known once they are on the map themselves."""
    ties = QUESTIONS["ties"]
    pieces = ties.pieces(ANSWERS["ties"])
    without_bo = {name: piece for name, piece in pieces.items() if name != "person b"}

    assert ties.joined(without_bo) == {"people": ANSWERS["ties"]["people"][:1], "me": "a", "ties": []}
    assert ties.joined({"me": "a"}) is None
