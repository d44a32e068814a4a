from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from netlearn_widgets.analysis import picture
from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.workshop import Proposal


def idea(key, text):
    return {"id": key, "text": text}


def row(key, what, where="", when=""):
    return {"id": key, "what": what, "where": where, "when": when}


def stand(position, reason="", proposal="p1"):
    return {"proposal": proposal, "position": position, "reason": reason}


def wording(text="Bake daily", key="p1", question="agree"):
    return Proposal(question=question, text=text, participant="ada", id=key)


def test_texts_become_a_card_each(guide, recorded):
    """A text that is corrected keeps its place."""
    record = recorded([("Ada", "note", "Fist"), ("Bo", "note", "Second"), ("Ada", "note", "First")])

    assert picture(record, guide, "note")["cards"] == [{"text": "First"}, {"text": "Second"}]


def test_ideas_keep_the_order_in_which_they_were_recorded(guide, recorded):
    """A new idea comes last, whoever wrote it; a reworded one keeps its place; one that was taken away is gone."""
    record = recorded(
        [
            ("Ada", "ideas", [idea("1", "ovens"), idea("2", "flour")]),
            ("Bo", "ideas", [idea("1", "shops")]),
            ("Ada", "ideas", [idea("3", "salt"), idea("1", "Ovens!")]),
        ]
    )

    assert [card["text"] for card in picture(record, guide, "ideas")["cards"]] == ["Ovens!", "shops", "salt"]


def test_cover_counts_each_name_once_for_each_participant(guide, recorded):
    """Spellings of one name are merged; the most named come first, and the most frequent spelling is shown."""
    record = recorded(
        [
            ("Ada", "roles", {"baker": {"holds": ["Cy", "Bo"], "could": []}}),
            ("Bo", "roles", {"baker": {"holds": ["bo"], "could": ["Di"]}}),
            ("Cy", "roles", {"baker": {"holds": ["Bo "], "could": []}, "mayor": {"holds": ["Ada"], "could": []}}),
            ("Di", "roles", {"baker": {"holds": ["Bo"], "could": []}}),
        ]
    )

    cover = picture(record, guide, "roles")

    assert cover["rows"][0] == {
        "key": "baker",
        "label": "Baker",
        "holds": [{"name": "Bo", "n": 4}, {"name": "Cy", "n": 1}],
        "could": [{"name": "Di", "n": 1}],
    }
    assert cover["rows"][-1]["label"] == "mayor"
    assert cover["uncovered"] == ["Eater"]


def test_nothing_is_uncovered_before_anybody_answered(guide, recorded):
    """Without answers it is not known who holds what."""
    assert picture(recorded(), guide, "roles")["uncovered"] == []


def test_cover_does_not_depend_on_who_answered_first(guide, recorded):
    """Any order of the same answers gives the same cover."""
    said = [
        (name, "roles", {"baker": {"holds": [held], "could": []}})
        for name, held in zip("ABC", ["bo", "Bo", "cy"], strict=True)
    ]

    covers = [picture(recorded(order), guide, "roles") for order in permutations(said)]

    assert all(cover == covers[0] for cover in covers)


def test_a_role_lists_a_person_once_whatever_the_keyboard(guide, recorded):
    """Whoever wrote the name, and whichever hyphen or blank it has."""
    written = ["Anne-Marie Roy", "Anne\u2013Marie Roy", "anne\u2010marie\u00a0roy", "Anne-\u200bMarie Roy"]
    said = [
        (who, "roles", {"baker": {"holds": [name], "could": []}}) for who, name in zip("ABCD", written, strict=True)
    ]

    (role, *_) = picture(recorded(said), guide, "roles")["rows"]

    assert [4] == [one["n"] for one in role["holds"]]


def test_table_shows_everybodys_rows_by_label(guide, recorded):
    """Choices are shown by their label, open cells are empty, a column the guide lost comes last."""
    record = recorded(
        [
            ("Ada", "actions", [row("1", "Knead", "home", "2027-04-01")]),
            ("Bo", "actions", [{**row("1", "Sell", "out"), "price": "2"}]),
            ("Ada", "actions", [row("2", "Rest"), row("1", "Knead well", "boat")]),
        ]
    )

    table = picture(record, guide, "actions")

    assert [column["label"] for column in table["columns"]] == ["What", "Where", "When", "price"]
    assert table["rows"] == [["Knead well", "boat", "", ""], ["Sell", "Out", "", "2"], ["Rest", "", "", ""]]


def test_spread_shows_the_positions_on_the_wording_on_the_table(guide, recorded):
    """Every position stands there with its count; reasons start with the position that most needs to be heard."""
    record = recorded(
        [("Ada", "agree", stand("4", "Good")), ("Bo", "agree", stand("1", "Too early")), ("Cy", "agree", stand("4"))],
        [wording()],
    )

    spread = picture(record, guide, "agree")

    assert spread["proposal"] == {"id": "p1", "text": "Bake daily"}
    assert (spread["state"], spread["to_hear"], spread["answered"]) == ("talk", 1, 3)
    assert [(one["key"], one["n"]) for one in spread["rows"]] == [
        ("5", 0),
        ("4", 2),
        ("3", 0),
        ("2", 0),
        ("1", 1),
        ("0", 0),
    ]
    assert spread["rows"][0]["group"] == "support"
    assert [reason["text"] for reason in spread["reasons"]] == ["Too early", "Good"]


def test_a_new_wording_starts_without_positions(guide, recorded):
    """Positions on a wording that was replaced do not count."""
    record = recorded([("Ada", "agree", stand("0"))], [wording(), wording("Bake weekly", "p2")])

    spread = picture(record, guide, "agree")

    assert (spread["proposal"]["text"], spread["state"], spread["answered"]) == ("Bake weekly", "open", 0)


def test_without_a_wording_there_is_no_proposal(guide, recorded):
    """The picture says so with None and is open."""
    spread = picture(recorded(), guide, "consent")

    assert (spread["proposal"], spread["state"], spread["reasons"]) == (None, "open", [])


def test_a_position_on_another_scale_still_counts(guide, recorded):
    """When the guide changes from fist to gradient, a block stays a block and nothing unreadable passes as consent."""
    gradient = Agreement(key="agree", prompt="Agreed?", scale="gradient")
    longer = replace(guide, steps=(replace(guide.steps[0], questions=(gradient,)),))
    blocked = recorded([("Ada", "agree", stand("0", "No")), ("Bo", "agree", stand("endorse"))], [wording()])
    unread = recorded([("Ada", "agree", stand("maybe"))], [wording()])

    assert tuple(picture(blocked, longer, "agree")[key] for key in ("state", "to_hear")) == ("talk", 1)
    assert picture(blocked, longer, "agree")["reasons"] == [
        {"label": "0 · I block it", "group": "hear", "text": "No", "who": "Ada"}
    ]
    assert picture(unread, longer, "agree")["state"] == "talk"
