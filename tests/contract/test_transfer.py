"""One JSON object gives the same workshop back."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.errors import StoreError, UnknownCode
from netlearn_widgets.model.workshop import Answer, Participant, Proposal, Workshop
from netlearn_widgets.store import Store, export_workshop, import_workshop


@pytest.fixture
def exported(store: Store, workshop: Workshop, ada: Participant, bo: Participant) -> Any:
    """A workshop with two rounds, two people, a changed answer, a proposal, two acts and a changed guide."""
    store.record(workshop.id, Answer(question="q", participant=bo.id, value={"שלום": ["👩‍👩‍👧", None, 1.5]}))
    store.record(workshop.id, Answer(question="q", participant=ada.id, value="first"))
    store.record(workshop.id, Answer(question="q", participant=ada.id, value=None))
    store.propose(workshop.id, Proposal(question="agree", text="Fewer\nfalls", participant=bo.id))
    store.open_round(workshop.id, "Review")
    store.record(workshop.id, Answer(question="q", participant=ada.id, value=3, round=2, from_paper=True))
    store.set_guide(workshop.id, 'title = "Second"')
    store.join(workshop.id, "ada's token", "Ada L.")
    store.add_host(workshop.id, "host key")
    store.act(workshop.id, Act(kind="step", value={"step": "types"}), key="host key")
    store.act(workshop.id, Act(kind="dots", value={"t1": 2}, question="q", participant=ada.id, round=2))
    return json.loads(json.dumps(export_workshop(store, "krtm 27")))


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """An empty store of either kind."""
    place = tmp_path / "b.sqlite" if request.param == "sqlite" else request.getfixturevalue("new_schema")()
    with Store.create(place) as store:
        yield store


def test_the_same_workshop_comes_back(store: Store, elsewhere: Store, workshop: Workshop, exported: Any):
    """History, ids, times, rounds, guides and tokens included, from either database into either."""
    imported = import_workshop(elsewhere, exported)

    there, here = elsewhere.read(workshop.id), store.read(workshop.id)
    assert here.workshop == imported == there.workshop
    assert here == replace(there, mark=here.mark)
    assert exported == json.loads(json.dumps(export_workshop(elsewhere, "KRTM-27")))
    assert here.participants[0] == elsewhere.participant(workshop.id, "ada's token")


def test_an_older_file_is_taken_in_and_none_of_its_answers_came_from_paper(elsewhere: Store, exported: Any):
    """Before the mark was made nobody could type in a sheet."""
    exported["version"] = 1
    for answer in exported["answers"]:
        del answer["from_paper"]

    workshop = import_workshop(elsewhere, exported)
    assert [False] * 4 == [answer.from_paper for answer in elsewhere.read(workshop.id).answers]


def test_a_file_from_before_acts_is_taken_in_without_any(elsewhere: Store, exported: Any):
    """Its answers and their marks are as they were."""
    exported["version"] = 2
    del exported["acts"]

    record = elsewhere.read(import_workshop(elsewhere, exported).id)
    assert () == record.acts
    assert [False, False, False, True] == [answer.from_paper for answer in record.answers]


def test_keys_and_open_pages_stay_behind(store: Store, elsewhere: Store, workshop: Workshop, ada: Participant):
    """Whoever has the file is not thereby a host, and nobody enters the copy with a code of this one."""
    store.add_host(workshop.id, "host key")
    code = store.give_code(workshop.id, ada.id)
    store.be_here(workshop.id, "page 1", participant=ada.id)

    copied = import_workshop(elsewhere, export_workshop(store, workshop.code))
    assert not elsewhere.is_host(copied.id, "host key")
    assert () == elsewhere.here(copied.id)
    with pytest.raises(UnknownCode):
        elsewhere.enter(copied.id, "another phone", code)


def test_the_same_workshop_is_not_imported_twice(store: Store, workshop: Workshop, exported: Any):
    before = store.read(workshop.id)

    with pytest.raises(StoreError, match="“Falls at home” is here already"):
        import_workshop(store, exported)
    assert before is store.read(workshop.id, before)


def test_a_code_that_is_in_use_is_replaced_by_a_new_one(elsewhere: Store, workshop: Workshop, exported: Any):
    """Nothing else changes, and the workshop is returned with its new code."""
    taken = elsewhere.add_workshop(Workshop(code="krtm27", title="Another", guide=""))

    imported = import_workshop(elsewhere, exported)
    assert imported.code not in ("KRTM-27", "krtm27")
    assert workshop.id == elsewhere.workshop(imported.code).id
    assert taken == elsewhere.workshop("KRTM-27")


def test_an_answer_that_is_here_under_another_workshop_is_refused(store: Store, exported: Any):
    """A file mended by hand brings in all of it or nothing."""
    exported["workshop"] |= {"id": "another", "code": "BBBB-22"}

    with pytest.raises(StoreError, match="under another workshop"):
        import_workshop(store, exported)
    assert len(store.workshops()) == 1


def _set(*path: Any, to: Any) -> Callable[[Any], Any]:
    def spoil(data: Any) -> None:
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = to

    return spoil


def _drop(*path: Any) -> Callable[[Any], Any]:
    def spoil(data: Any) -> None:
        for key in path[:-1]:
            data = data[key]
        del data[path[-1]]

    return spoil


def _double(key: str) -> Callable[[Any], Any]:
    return lambda data: data[key].append(data[key][0])


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_set("format", to="a shopping list"), "no exported workshop.*netlearn workshop"),
        (_set("version", to=4), "version: a newer netlearn.*pip install"),
        (_set("version", to="1"), "version: should be a whole number"),
        (_drop("workshop"), "workshop: is missing"),
        (_set("workshop", to=[]), "workshop: an object"),
        (_drop("workshop", "title"), r"workshop\.title: is missing"),
        (_set("workshop", "invented", to="no"), r"workshop\.invented: should be true or false"),
        (_set("workshop", "code", to="--"), r"workshop\.code: letters"),
        (_set("workshop", "created", to="yesterday"), r"workshop\.created: 'yesterday' is no time"),
        (_set("answers", 1, "at", to="2027-13-01T00:00:00+00:00"), r"answers\[1\]\.at: .* is no time"),
        (_set("answers", 1, "at", to="2027-12-01T00:00:00"), r"answers\[1\]\.at has no time zone"),
        (_set("answers", 2, "round", to=3), r"answers\[2\]\.round: 3 is no round"),
        (_set("answers", 2, "round", to=[1]), r"answers\[2\]\.round: \[1\] is no round"),
        (_set("answers", 2, "participant", to="cy"), r"answers\[2\]\.participant: 'cy' is no participant"),
        (_drop("answers", 0, "from_paper"), r"answers\[0\]\.from_paper: is missing"),
        (_drop("answers", 0, "value"), r"answers\[0\]\.value: is missing"),
        (_set("answers", 0, "value", to=float("inf")), r"answers\[0\]\.value cannot be kept"),
        (_set("answers", 0, to=7), r"answers\[0\]: an object"),
        (_set("answers", to={}), "answers: should be a list"),
        (_set("guides", to=[]), "guides: one at least"),
        (_set("rounds", to=[]), "rounds: one at least"),
        (_set("rounds", 1, "number", to=5), r"rounds\[1\]\.number: 2 should be here"),
        (_set("participants", 0, "name", to=None), r"participants\[0\]\.name: should be text"),
        (_set("participants", 0, "name", to="a\x00"), r"participants\[0\]\.name holds a character"),
        (_set("participants", 0, "token_sha256", to="token"), r"participants\[0\]\.token_sha256: 64"),
        (_double("participants"), r"participants\[2\]\.id: .* is here twice"),
        (_double("answers"), r"answers\[4\]\.id: .* is here twice"),
        (_drop("acts"), "acts: is missing"),
        (_set("acts", 0, "kind", to="shout"), r"acts\[0\]\.kind: 'shout' is no kind of act"),
        (_set("acts", 0, "kind", to=["step"]), r"acts\[0\]\.kind: \['step'\] is no kind of act"),
        (_set("acts", 1, "participant", to="cy"), r"acts\[1\]\.participant: 'cy' is no participant"),
        (_double("acts"), r"acts\[2\]\.id: .* is here twice"),
        (_double("proposals"), r"proposals\[1\]\.id: .* is here twice"),
    ],
)
def test_a_file_with_a_mistake_is_refused_with_its_place(tmp_path: Path, spoil: Any, words: str):
    """Nothing of it is imported."""
    with Store.create(tmp_path / "a.sqlite") as store:
        data = copy.deepcopy(_SAMPLE)
        spoil(data)

        with pytest.raises(StoreError, match=words):
            import_workshop(store, data)
        assert store.workshops() == ()


@pytest.mark.parametrize("data", [None, [], "text", 3])
def test_anything_else_is_no_exported_workshop(store: Store, data: Any):
    with pytest.raises(StoreError, match="no exported workshop"):
        import_workshop(store, data)


_AT = "2027-03-31T14:15:00+00:00"
_SAMPLE: dict[str, Any] = {
    "format": "netlearn workshop",
    "version": 3,
    "workshop": {"id": "w", "code": "KRTM-27", "title": "Falls at home", "created": _AT, "invented": True},
    "guides": [{"toml": "", "at": _AT}],
    "rounds": [{"number": 1, "title": "", "opened": _AT}, {"number": 2, "title": "", "opened": _AT}],
    "participants": [
        {"id": "ada", "token_sha256": "a" * 64, "name": "Ada", "joined": _AT},
        {"id": "bo", "token_sha256": "b" * 64, "name": "", "joined": _AT},
    ],
    "answers": [
        {"id": f"answer {number}", "round": 1, "question": "q", "participant": "ada", "value": number}
        | {"from_paper": number == 3, "at": _AT}
        for number in range(4)
    ],
    "proposals": [{"id": "p", "round": 1, "question": "q", "participant": "bo", "text": "", "at": _AT}],
    "acts": [
        {"id": "step", "round": 1, "question": "", "participant": "", "kind": "step", "value": {"step": "types"}}
        | {"at": _AT},
        {"id": "dots", "round": 2, "question": "q", "participant": "bo", "kind": "dots", "value": {}, "at": _AT},
    ],
}
