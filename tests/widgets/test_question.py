"""A question and its kernel: what is checked, kept, refused and said."""

from __future__ import annotations

import pytest

from netlearn_widgets.model.errors import StoreError

ANSWERS = {
    "text": (" To learn\r\ntogether ", "To learn\ntogether"),
    "choice": ("filtering", "filtering"),
    "choices": (["convening", "filtering"], ["filtering", "convening"]),
    "horizons": ({"later": "convening", "now": "filtering"}, {"now": "filtering", "later": "convening"}),
    "matrix": ({"amplifying": "both"}, {"amplifying": "both"}),
    "scale": ({"cares": 5, "introduces": 1}, {"introduces": 1, "cares": 5}),
    "ranking": (["convening", "filtering"], ["convening", "filtering"]),
}
FORGED = {
    "text": ["x" * 41, 7, ["To learn"]],
    "choice": ["running", 1, ["filtering"], {"filtering": True}],
    "choices": [["filtering", "amplifying", "convening"], ["filtering", "filtering"], "filtering", ["running"]],
    "horizons": [{"never": "filtering"}, {"now": "running"}, "now", {"now": ["filtering"]}],
    "matrix": [{"convening": "both"}, {"filtering": "running"}, [["filtering", "both"]]],
    "scale": [{"cares": 6}, {"cares": 0}, {"cares": True}, {"cares": 2.5}, {"cares": "5"}, {"runs": 1}],
    "ranking": [["filtering", "filtering"], ["running"], {"filtering": 1}, "filtering"],
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_an_answer_is_checked_kept_and_then_said_to_be_saved(desk, kind):
    """The browser hears *saved*, under the answer's own id, once the canonical form is kept."""
    ada = desk(kind)
    given, kept = ANSWERS[kind]

    said = ada.hear({"type": "answer", "id": "a1", "value": given})

    assert said == {"type": "saved", "id": "a1", "message": ""}
    assert ada.kept == [("a1", kept)]
    assert ada.widget.value == kept


@pytest.mark.parametrize("kind", ANSWERS)
def test_none_takes_an_answer_back(desk, kind):
    """Taking back is an answer like any other."""
    ada = desk(kind, value=ANSWERS[kind][1])

    said = ada.hear({"type": "answer", "id": "a2", "value": None})

    assert said["type"] == "saved"
    assert ada.kept == [("a2", None)]
    assert ada.widget.value is None


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in FORGED.items() for value in values])
def test_a_forged_answer_is_refused_in_words_and_changes_nothing(desk, kind, value):
    """Whatever a browser sends, only what the question allows is kept."""
    ada = desk(kind, value=ANSWERS[kind][1])

    said = ada.hear({"type": "answer", "id": "a1", "value": value})

    assert (said["type"], said["id"]) == ("refused", "a1")
    assert said["message"].endswith(".")
    assert ada.kept == []
    assert ada.widget.value == ANSWERS[kind][1]


@pytest.mark.parametrize("name", ["", "x" * 41, 7, None])
def test_an_answer_without_a_proper_id_is_refused(desk, name):
    """The store tells answers apart by their ids."""
    ada = desk("choice")

    said = ada.hear({"type": "answer", "id": name, "value": "filtering"})

    assert said["type"] == "refused"
    assert "reload" in said["message"]
    assert ada.kept == []


def test_an_answer_the_store_cannot_keep_has_failed(desk):
    """*Failed* tells the browser to try again; the widget still shows what is kept."""

    def full(_name, _value):
        raise StoreError("The disk is full. Free some space; your answer is tried again.")

    ada = desk("choice", value="convening", keep=full)

    said = ada.hear({"type": "answer", "id": "a1", "value": "filtering"})

    assert said == {
        "type": "failed",
        "id": "a1",
        "message": "The disk is full. Free some space; your answer is tried again.",
    }
    assert ada.widget.value == "convening"


@pytest.mark.parametrize("message", [{"type": "reveal"}, {"type": "check"}, {"type": ["answer"]}, {}, "answer", None])
def test_a_message_it_does_not_know_is_refused_in_words(desk, message):
    """Only the messages a widget names reach its methods."""
    ada = desk("choice")

    said = ada.hear(message)

    assert said["type"] == "refused"
    assert "does not understand" in said["message"]
    assert ada.kept == []


def test_a_forged_state_keeps_nothing(desk):
    """A browser may change its own widget's traits; the question and what is kept stay as they are."""
    ada = desk("choices")

    ada.widget.set_state({"value": ["running"], "spec": {"kind": "choices", "options": [], "most": 0}})
    said = ada.hear({"type": "answer", "id": "a1", "value": ["filtering", "amplifying", "convening"]})

    assert said["type"] == "refused"
    assert ada.kept == []


def test_printed_it_says_what_it_shows(desk):
    """A notebook without widgets still tells question and answer."""
    assert repr(desk("choices", value=["filtering"]).widget) == "What will we mainly do?\n  Filtering"
    assert repr(desk("choice").widget) == "What do we mainly do?\n  (no answer yet)"
