from __future__ import annotations

from dataclasses import replace

import pytest
from openly import OPENLY

from netlearn_widgets.analysis import frames
from netlearn_widgets.analysis.frames import COLUMNS
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.guide import KINDS, Guide
from netlearn_widgets.model.workshop import Proposal

POSITION = {"proposal": "p1", "position": "4", "reason": ""}
SAID = {
    "bread": "rye",
    "breads": ["rye", "oat"],
    "shift": {"now": "rye", "later": "oat"},
    "where": {"rye": "home"},
    "taste": {"rye": 4, "spelt": 1},
    "order": ["oat", "rye"],
    "note": "Hello",
    "ideas": [{"id": "i1", "text": "ovens"}, {"id": "i2", "text": "flour"}],
    "roles": {"baker": {"holds": ["Bo", "Cy"], "could": ["Di"]}},
    "actions": [{"id": "r1", "what": "Knead", "where": "home", "when": ""}],
    "agree": {**POSITION, "reason": "Fine"},
}
PARTS = {
    "bread": [("", "rye", "Rye", None, "")],
    "breads": [("", "rye", "Rye", None, ""), ("", "oat", "Oat", None, "")],
    "shift": [("now", "rye", "Rye", None, ""), ("later", "oat", "Oat", None, "")],
    "where": [("rye", "home", "At home", None, "")],
    "taste": [("", "rye", "Rye", 4, ""), ("", "spelt", "Spelt", 1, "")],
    "order": [("", "oat", "Oat", 1, ""), ("", "rye", "Rye", 2, "")],
    "note": [("", "", "", None, "Hello")],
    "ideas": [("i1", "", "", None, "ovens"), ("i2", "", "", None, "flour")],
    "roles": [
        ("holds", "baker", "Baker", None, "Bo"),
        ("holds", "baker", "Baker", None, "Cy"),
        ("could", "baker", "Baker", None, "Di"),
    ],
    "actions": [("r1", "what", "What", None, "Knead"), ("r1", "where", "Where", None, "At home")],
    "agree": [("p1", "4", "4 · A good proposal", None, "Fine")],
}


def parts(frame):
    """The rows as people see them: part, option, label, value, text."""
    texts = frame[["part", "option", "label", "text"]].fillna("")
    values = [
        None if missing else int(value) for value, missing in zip(frame["value"], frame["value"].isna(), strict=True)
    ]
    return list(zip(texts["part"], texts["option"], texts["label"], values, texts["text"], strict=True))


def made(name, record, guide):
    """The frame of this name; groups are those of the map who chose a bread."""
    return getattr(frames, name)(record, guide, **({"question": "bread", "by": "ties"} if name == "groups" else {}))


@pytest.mark.parametrize("name", COLUMNS)
def test_an_empty_workshop_gives_empty_frames(guide, recorded, name):
    """Without answers there are no rows, and the columns and types are those described."""
    frame = made(name, recorded(), guide)

    assert len(frame) == 0
    assert dict(frame.dtypes.astype(str)) == {column.name: column.dtype for column in COLUMNS[name]}


@pytest.mark.parametrize("question", SAID)
def test_an_answer_is_a_row_for_each_smallest_part(guide, recorded, question):
    """Whatever its kind, each part says which it is, what was chosen, the number or the words."""
    frame = frames.answers(recorded([("Ada", question, SAID[question])]), guide)

    assert parts(frame) == PARTS[question]
    assert set(frame["kind"]) == {guide.question(question).kind}


def test_a_row_says_whether_it_came_from_paper(guide, recorded):
    """Every part of an answer that was typed in from a sheet bears the mark."""
    record = recorded([("Ada", "breads", ["rye", "oat"]), ("Bo", "breads", ["rye"])])
    ada, bo = record.answers
    frame = frames.answers(replace(record, answers=(replace(ada, from_paper=True), bo)), guide)

    assert [True, True, False] == list(frame["from_paper"])


def test_people_and_ties_are_told_in_words(guide, recorded, drew):
    """The frame of answers tells them in words; ``members`` and ``ties`` hold them merged."""
    frame = frames.answers(recorded([("Ada", "ties", drew("Ada", "Ada>Bo", Bo="Clinic"))]), guide)

    assert [(part, text) for part, *_, text in parts(frame)] == [
        ("person", "Ada"),
        ("person", "Bo (Clinic)"),
        ("tie", "Ada turns to Bo"),
    ]


def test_every_kind_of_question_unfolds(guide):
    """No kind is missing from the tests above."""
    assert {guide.question(key).kind for key in SAID} | {"ties"} == set(KINDS)


def test_a_row_says_who_answered_where_and_when(guide, recorded):
    """Times carry their zone; whoever gave no name has none."""
    record = recorded([("Ada", "bread", "rye", 2)], rounds=2)

    row = frames.answers(record, guide).iloc[0]

    assert (row["workshop"], row["round"], row["step"], row["participant"], row["name"]) == (
        "BAKE-22",
        2,
        "choosing",
        "ada",
        "Ada",
    )
    assert row["answer"] == "a0"
    assert row["at"].isoformat() == "2027-03-01T09:00:00+00:00"


def test_the_frame_has_the_types_described(guide, recorded, drew):
    """With rows as without."""
    said = [("Ada", "bread", "rye"), ("Ada", "ties", drew("Ada", "Ada>Bo")), ("Ada", "agree", POSITION)]
    hidden = Act(kind="hide", question="ideas", value={"card": "c1", "reason": "A name"})
    record = recorded(
        said, [Proposal(id="p1", question="agree", text="Bake daily", participant="ada")], acts=[OPENLY, hidden]
    )

    for name, columns in COLUMNS.items():
        frame = made(name, record, guide)
        assert len(frame) > 0
        assert dict(frame.dtypes.astype(str)) == {column.name: column.dtype for column in columns}


def test_only_current_answers_unless_history_is_asked_for(guide, recorded):
    """History holds what was replaced or taken back, marked as no longer current."""
    record = recorded(
        [("Ada", "bread", "rye"), ("Ada", "bread", "oat"), ("Bo", "bread", "corn"), ("Bo", "bread", None)]
    )

    now, history = frames.answers(record, guide), frames.answers(record, guide, history=True)

    assert list(now["option"]) == ["oat"]
    assert list(history["option"].fillna("")) == ["rye", "oat", "corn", ""]
    assert list(history["current"]) == [False, True, False, False]


def test_a_position_on_a_replaced_wording_is_history(guide, recorded):
    """Only positions on the wording on the table are current."""
    wordings = [Proposal(question="agree", text=key, participant="ada", id=key) for key in ("p1", "p2")]
    record = recorded([("Ada", "agree", POSITION)], wordings)

    assert len(frames.answers(record, guide)) == 0
    assert list(frames.answers(record, guide, history=True)["current"]) == [False]


def test_rounds_stand_below_each_other(guide, recorded):
    """An answer of an earlier round is still current in its round."""
    record = recorded([("Ada", "bread", "rye"), ("Ada", "bread", "oat", 2)], rounds=2)

    assert list(frames.answers(record, guide)["round"]) == [1, 2]


def test_an_answer_to_a_question_the_guide_lost_is_kept(recorded):
    """It has no step and no kind, and its text is the answer as JSON."""
    bare = Guide(key="bare", title="", language="en", source="", steps=())

    row = frames.answers(recorded([("Ada", "bread", ["é"])]), bare).iloc[0]

    assert row[["step", "kind"]].isna().all()
    assert (row["question"], row["text"]) == ("bread", '["é"]')


def test_an_option_the_guide_lost_is_labelled_by_its_key(guide, recorded):
    """So is a column of a table."""
    record = recorded([("Ada", "bread", "toast"), ("Ada", "actions", [{"id": "r", "price": "2"}])])

    assert list(frames.answers(record, guide)["label"]) == ["toast", "price"]


def test_members_are_merged_and_counted(guide, recorded, drew):
    """One row a person, with who turns to them and to whom they turn."""
    record = recorded(
        [("Ada", "ties", drew("Ada", "Ada>Bo", Bo="Clinic")), ("Bo", "ties", drew("bo", "bo>Cy", seats=["Cy"]))]
    )

    frame = frames.members(record, guide).set_index("name")

    assert dict(frame.loc["Bo", ["organisation", "seat", "named_by", "answered", "turned_to", "turns_to"]]) == {
        "organisation": "Clinic",
        "seat": False,
        "named_by": 2,
        "answered": True,
        "turned_to": 1,
        "turns_to": 1,
    }
    assert bool(frame.loc["Cy", "seat"])


def test_ties_name_both_ends(guide, recorded, drew):
    """Their ids are those of ``members``."""
    record = recorded([("Ada", "ties", drew("Ada", "Ada>Bo", Bo="Clinic"))])

    tie = frames.ties(record, guide).iloc[0]

    assert (tie["source_name"], tie["target_name"], tie["target_organisation"], tie["status"]) == (
        "Ada",
        "Bo",
        "Clinic",
        "named",
    )
    assert {tie["source"], tie["target"]} == set(frames.members(record, guide)["id"])
