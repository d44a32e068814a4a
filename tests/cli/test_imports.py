"""Importing a file that some program or person has touched: taken in, or refused in words with nothing left behind."""

from __future__ import annotations

import codecs
import copy
import datetime as dt
import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from model.asking import ANSWERS

from netlearn_widgets.cli import main
from netlearn_widgets.cli.imports import read_export
from netlearn_widgets.content import default_text, parse, read_text
from netlearn_widgets.model.errors import GuideError, NetlearnError
from netlearn_widgets.model.workshop import new_id
from netlearn_widgets.pages.rehearsal import rehearse
from netlearn_widgets.pages.site import shipped
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.report.document import document
from netlearn_widgets.report.html import to_page
from netlearn_widgets.store import tables
from netlearn_widgets.store.history import writing
from netlearn_widgets.store.store import Store
from netlearn_widgets.store.transfer import import_workshop

Refused = Callable[..., str]
WHOLE: dict[str, Any] = json.loads((shipped("sample_data") / "workshop.json").read_text(encoding="utf-8"))

_FEW = {one["id"] for one in WHOLE["participants"][:6]}
SMALL = WHOLE | {"participants": WHOLE["participants"][:6]}
SMALL |= {
    key: [one for one in WHOLE[key] if one["participant"] in {*_FEW, ""}][:40]
    for key in ("answers", "proposals", "acts")
}
"""The same with less in it."""


@pytest.fixture
def refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Refused:
    """Import what cannot be used, `refused(data)`; return the words, and see that nothing is left behind."""
    monkeypatch.chdir(tmp_path)

    def refused(data: object) -> str:
        file = Path("all.json")
        file.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
        with pytest.raises(SystemExit) as ended:
            main(["import", "all.json", "--data", "ours.sqlite"])
        assert ended.value.code == 1
        assert [file] == list(Path().iterdir())
        words = " ".join(capsys.readouterr().err.split())
        assert "Traceback" not in words
        return words

    return refused


def _with_act(kind: str, value: object, **more: object) -> dict[str, Any]:
    data = copy.copy(WHOLE)
    act = {"id": "bad", "round": 1, "question": "purpose_for", "participant": "", "kind": kind, "value": value}
    data["acts"] = [*WHOLE["acts"], act | {"at": WHOLE["rounds"][0]["opened"]} | more]
    return data


def _with_answer(question: str, value: object) -> dict[str, Any]:
    data = copy.copy(WHOLE)
    data["answers"] = [*WHOLE["answers"], WHOLE["answers"][0] | {"id": "bad", "question": question, "value": value}]
    return data


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_that_an_editor_saved_anew_is_taken_in(tmp_path: Path, encoding: str):
    """With a byte order mark, or in another encoding of Unicode, as Windows has them."""
    file = tmp_path / "all.json"
    file.write_text(json.dumps(WHOLE, ensure_ascii=False), encoding=encoding)

    assert WHOLE["workshop"]["title"] == read_export(file).workshop.title


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"[" * 100_000, "brackets stand inside brackets far too often"),
        ('{"title": "Küche"}'.encode("latin-1"), "Save it again as UTF-8"),
        (codecs.BOM_UTF8 + b"Dear Ada", "is no file that `netlearn export --json` wrote"),
        (b"1" * 5000, "a number in it is far too long"),
        (b"", "is no file that `netlearn export --json` wrote"),
    ],
)
def test_what_is_no_export_is_refused_in_words(refused: Refused, text: bytes, words: str):
    """And no data file is made for it."""
    assert words in refused(text)


@pytest.mark.parametrize("title", ["", "  ", "\u200b"])
def test_a_workshop_without_a_title_is_refused(refused: Refused, title: str):
    """As `netlearn new` refuses it."""
    assert "workshop.title: a workshop needs a title" in refused(
        SMALL | {"workshop": SMALL["workshop"] | {"title": title}}
    )


def test_a_file_without_an_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A device, and a file larger than any group's; what comes out of a pipe is read."""
    with pytest.raises(NetlearnError, match="It is a device, and no file"):
        read_export(Path("/dev/zero"))
    with pytest.raises(GuideError, match="It is a device, and no file"):
        read_text("/dev/zero")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        for read, text in ((read_export, json.dumps(SMALL)), (read_text, default_text())):
            writing = pool.submit(pipe.write_text, text)
            assert read(pipe)
            writing.result()
    (tmp_path / "all.json").write_text(json.dumps(SMALL))
    monkeypatch.setattr("netlearn_widgets.cli.imports._LARGEST", 1000)
    with pytest.raises(NetlearnError, match="is larger than"):
        read_export(tmp_path / "all.json")


def test_a_data_file_is_no_export(tmp_path: Path):
    """It can be used as it is, and the words say how."""
    Store.create(tmp_path / "ours.sqlite").close()

    with pytest.raises(NetlearnError, match=r"is a data file.*netlearn serve --data"):
        read_export(tmp_path / "ours.sqlite")


@pytest.mark.parametrize(
    "at",
    [
        "9999-12-31T23:59:59-12:00",
        "0001-01-01T00:00:00+12:00",
        "9999-12-31T23:59:59+00:00",
        "0001-01-01T00:00:00+00:00",
    ],
)
def test_a_time_outside_the_calendar_is_refused(refused: Refused, at: str):
    """In another time zone it would be in no year."""
    data = copy.deepcopy(WHOLE)
    data["answers"][3]["at"] = at

    assert "answers[3].at is outside the calendar" in refused(data)


def test_a_version_there_never_was_is_refused(refused: Refused):
    assert "version: -1 is no version there ever was" in refused(WHOLE | {"version": -1})


def test_a_guide_with_mistakes_is_refused_with_all_of_them(refused: Refused):
    """Nothing could be shown with it."""
    words = refused(WHOLE | {"guides": [{"toml": 'key = "g"\n[[step]]\nkey = "a"', "at": WHOLE["guides"][0]["at"]}]})

    assert "The guide in this file cannot be used. guides[0].toml, line 1: `title` is missing." in words
    assert "`why` is missing" in words


BAD_ACTS = [
    ("reveal", {}),
    ("reveal", []),
    ("reveal", {"shown": "yes"}),
    ("reveal", {"shown": 1}),
    ("left", {}),
    ("left", {"after": "x", "gone": 1}),
    ("left", {"after": -1, "gone": 1}),
    ("left", {"after": True, "gone": 1}),
    ("settings", {"threshold": 1}),
    ("settings", {"shout": True}),
    ("agenda", {}),
    ("agenda", {"steps": [{"key": "purpose"}]}),
    ("agenda", {"steps": [["purpose", 3]]}),
    ("step", {}),
    ("step", {"step": 3}),
    ("state", {"step": "purpose"}),
    ("state", {"step": "purpose", "state": "ajar"}),
    ("timer", {}),
    ("timer", {"ends": "soon"}),
    ("timer", {"ends": "2027-03-31T14:15:00"}),
    ("timer", {"ends": "9999-12-31T23:59:59-12:00"}),
    ("message", {"text": None}),
    ("message", {"text": "x" * 201}),
    ("note", {"text": "Bring chairs"}),
    ("close", {"closed": "yes"}),
    ("close", None),
    ("hide", {"card": "c1"}),
    ("theme", {"theme": "t1"}),
    ("theme", {"theme": "t1", "name": "x" * 81}),
    ("group", {"card": 1, "theme": "t1"}),
    ("merge", {"card": "c1"}),
    ("dots", {"t1": "3"}),
    ("dots", ["t1"]),
    ("decide", {"proposal": "p", "outcome": "perhaps", "reason": ""}),
]


@pytest.mark.parametrize(("kind", "value"), BAD_ACTS)
def test_an_act_that_says_something_else_than_its_kind_is_refused(refused: Refused, kind: str, value: object):
    """Each kind of act is checked as strictly as what a page sends."""
    assert f"acts[{len(WHOLE['acts'])}].value: " in refused(_with_act(kind, value))


_MAP = ANSWERS["ties"]
BAD_ANSWERS = [
    ("ties", _MAP | {"people": [{"id": "a", "organisation": "", "seat": False}], "ties": [], "me": ""}),
    ("ties", _MAP | {"ties": [{"from": "a", "to": "nobody"}]}),
    ("ties", _MAP | {"people": "Ada"}),
    ("ties", []),
    ("ideas", ["Fewer falls"]),
    ("ideas", [{"id": 1, "text": "Fewer falls"}]),
    ("text", ["To learn"]),
    ("choice", ["filtering"]),
    ("choices", "filtering"),
    ("choices", ["filtering", "filtering"]),
    ("ranking", {"filtering": 1}),
    ("matrix", ["filtering"]),
    ("horizons", {"now": 3}),
    ("scale", {"filtering": "3"}),
    ("scale", {"filtering": True}),
    ("scale", {"filtering": 10**9}),
    ("roles", {"filtering": ["Ada"]}),
    ("roles", {"filtering": {"holds": "Ada", "could": []}}),
    ("table", [{"what": "Ask"}]),
    ("table", [{"id": "1", "what": ["Ask"]}]),
    ("agreement", "3"),
    ("agreement", {"position": "3"}),
]
KEYS = {question.kind: key for key, question in parse(WHOLE["guides"][-1]["toml"]).questions.items()}


@pytest.mark.parametrize(("kind", "value"), BAD_ANSWERS)
def test_an_answer_of_another_form_than_its_question_is_refused(refused: Refused, kind: str, value: object):
    """Each kind of answer too."""
    words = refused(_with_answer(KEYS[kind], value))

    assert f"answers[{len(WHOLE['answers'])}].value: this is no answer to a question of the kind" in words


def test_a_text_with_what_no_page_sends_is_refused(refused: Refused):
    assert "holds a character that cannot be kept" in refused(_with_answer(KEYS["text"], "a\x08b"))
    assert "more than 32 deep" in refused(_with_answer("gone", json.loads("[" * 40 + "]" * 40)))


def test_an_answer_to_a_question_as_it_was_asked_before_is_taken_in(tmp_path: Path):
    """A workshop whose guide was changed comes back whole."""
    data = _with_answer(KEYS["text"], ["growth"])
    now = WHOLE["guides"][-1]
    head = now["toml"].index(f'key = "{KEYS["text"]}"')
    before = now["toml"][:head].rpartition('kind = "text"')
    after = now["toml"][head:]
    earlier = f'{before[0]}kind = "choices"{before[2]}{after}'
    lines = earlier.splitlines()
    at = next(n for n, line in enumerate(lines) if line == f'key = "{KEYS["text"]}"')
    lines = [line for n, line in enumerate(lines) if not (n > at and n < at + 8 and line.startswith("longest"))]
    options = [f'[[step.question.option]]\nkey = "{key}"\nlabel = "{key}"' for key in ("growth", "peers")]
    end = next(n for n, line in enumerate(lines) if n > at and line.startswith("[["))
    data["guides"] = [{**now, "toml": "\n".join([*lines[:end], *options, *lines[end:]])}, now]
    file = tmp_path / "all.json"
    file.write_text(json.dumps(data))

    assert len(data["answers"]) == len(read_export(file).answers)


@pytest.mark.parametrize("bad", [*BAD_ACTS, *BAD_ANSWERS], ids=str)
def test_a_file_that_holds_it_already_serves_all_its_workshops(
    tmp_path: Path, bad: tuple[str, Any], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
):
    """What an older version let in is nothing: pages open, the plan is written, and the log has a line of an act."""
    monkeypatch.setattr("netlearn_widgets.pages.visit._rehearsed", {})
    kind, value = bad
    place = tmp_path / "ours.sqlite"
    with Store.create(place) as store:
        workshop = import_workshop(store, SMALL)
        _spoil(store, workshop.id, kind, value)
    visit = Visit(str(place))

    rehearse(visit)

    assert "could not be rehearsed" not in caplog.text
    assert ("changes nothing" in caplog.text) == (bad in BAD_ACTS)
    visit.open(workshop.code)
    plan = to_page(document(visit.record, visit.guide))
    assert workshop.title in plan
    visit.store.remove(workshop.id, SMALL["participants"][1]["id"])
    visit.close()


def _spoil(store: Store, workshop_id: str, kind: str, value: object) -> None:
    """Write past every check, as a version before them did."""
    last, about = WHOLE["answers"][-1], KEYS.get(kind, KEYS["ideas"])
    row = {"id": new_id(), "round": 1, "question": about, "value": json.dumps(value)}
    row |= {"at": dt.datetime.fromisoformat(last["at"]), "participant": SMALL["participants"][0]["id"]}
    with writing(store.database, workshop_id) as history:
        if (kind, value) in BAD_ACTS:
            history.add(tables.acts, row | {"kind": kind, "participant": None})
        else:
            history.add(tables.answers, row | {"from_paper": False})


def test_a_workshop_that_cannot_be_shown_leaves_the_others_their_pages(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    """Its own page says what is wrong; the log does too."""
    with Store.create(tmp_path / "ours.sqlite") as store:
        good = import_workshop(store, WHOLE)
        bad = import_workshop(store, _renamed())
        store.set_guide(bad.id, "no guide at all")
    visit = Visit(str(tmp_path / "ours.sqlite"))

    rehearse(visit)

    assert f"A visit to {bad.code} could not be rehearsed" in caplog.text
    visit.open(good.code)
    assert visit.guide.steps
    visit.close()


def _renamed() -> dict[str, Any]:
    """The same workshop as another one."""
    text = json.dumps(WHOLE)
    for key in ("answers", "proposals", "acts"):
        for number, one in enumerate(WHOLE[key]):
            text = text.replace(one["id"], f"{key}{number}")
    data: dict[str, Any] = json.loads(text)
    data["workshop"] |= {"id": "another", "code": "BBBB-22"}
    return data


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 10**20) | st.floats() | st.text(max_size=8),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=8,
)


def _places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = list(data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ())
    return [path, *(place for key, one in inside for place in _places(one, (*path, key)))]


_PLACES = _places(SMALL)[1:]


@settings(max_examples=50)
@given(place=st.sampled_from(_PLACES), value=_JSON)
def test_whatever_stands_anywhere_in_it_a_file_is_used_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, place: tuple[Any, ...], value: Any
):
    """What is taken in can be shown, planned and exported again."""
    data = copy.deepcopy(SMALL)
    here: Any = data
    for key in place[:-1]:
        here = here[key]
    here[place[-1]] = value
    folder = tmp_path_factory.mktemp("import")
    (folder / "all.json").write_text(json.dumps(data))

    try:
        incoming = read_export(folder / "all.json")
    except NetlearnError:
        return
    with Store.create(folder / "ours.sqlite") as store:
        workshop = import_workshop(store, incoming)
        record = store.read(workshop.id)
        guide = parse(record.workshop.guide, kept=True)
        assert to_page(document(record, guide))
