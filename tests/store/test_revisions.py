"""Files that earlier versions of this program made: each keeps all it holds on its way to the newest shape."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from revisions import AT, ROWS, made_by

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.workshop import Answer
from netlearn_widgets.store import Store, tables


@pytest.fixture
def first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data file of the first version."""
    return made_by("0001", tmp_path / "ours.sqlite", monkeypatch)


@pytest.fixture
def second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data file from before there were hosts."""
    path = made_by("0002", tmp_path / "ours.sqlite", monkeypatch)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE answers SET from_paper = 1 WHERE id = 'one'")
    return path


@pytest.fixture
def third(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data file from before devices were known."""
    return made_by("0003", tmp_path / "ours.sqlite", monkeypatch)


def test_a_file_of_the_first_version_keeps_everything(first: Path):
    """Names, answers, what was taken back, wordings, order and times are as before; no answer counts as from paper."""
    with Store.open(first) as store:
        record = store.read(store.workshop("KRTM-27").id)

    assert [("ada", "Ada")] == [(one.id, one.name) for one in record.participants]
    assert [("one", "emerging", False), ("two", None, False)] == [
        (answer.id, answer.value, answer.from_paper) for answer in record.answers
    ]
    assert ["Fewer falls"] == [proposal.text for proposal in record.proposals]
    assert {AT} == {said.at.isoformat(timespec="microseconds") for said in (*record.answers, *record.proposals)}
    assert 6 == record.mark


def test_a_file_of_the_first_version_takes_marked_answers(first: Path):
    with Store.open(first) as store:
        store.record("w", Answer(question="stage", participant="ada", value="dormant", from_paper=True))

        assert store.read("w").answers[-1].from_paper


def test_the_file_as_it_was_stays_beside_it(first: Path):
    """Whoever needs the older program again opens the copy."""
    Store.open(first).close()

    (copy,) = set(first.parent.glob("*.sqlite")) - {first}
    with closing(sqlite3.connect(copy)) as old:
        assert ROWS == {table: old.execute(f"SELECT * FROM {table}").fetchall() for table in ROWS}  # noqa: S608
        assert [("0001",)] == old.execute(f"SELECT version_num FROM {tables.VERSIONS}").fetchall()  # noqa: S608


def test_a_file_from_before_hosts_keeps_everything(second: Path):
    """Answers, their marks and the token of who gave them; nothing was done in it, and it has no host yet."""
    with Store.open(second) as store:
        record = store.read("w")

        assert [("one", True), ("two", False)] == [(answer.id, answer.from_paper) for answer in record.answers]
        assert (6, ()) == (record.mark, record.acts)
        assert () == store.here("w")
        assert not store.is_host("w", "")


def test_a_file_from_before_hosts_takes_hosts_acts_and_codes(second: Path):
    """Whoever answered in it comes back on another device."""
    with Store.open(second) as store:
        store.add_host("w", "key")
        store.act("w", Act(kind="step", value={"step": "types"}), key="key")
        store.be_here("w", "page 1", participant="ada")

        assert store.enter("w", "another phone", store.give_code("w", "ada")).name == "Ada"
        assert ["step"] == [act.kind for act in store.read("w").acts]


def test_a_file_from_before_devices_keeps_everything_and_knows_none(third: Path):
    """Who joins from now on is marked; who was there shares a device with nobody."""
    with Store.open(third) as store:
        record = store.read("w")
        assert ["Ada"] == [one.name for one in record.participants]
        assert (["one", "two"], "at once") == ([answer.id for answer in record.answers], record.settings.reveal)
        assert () == store.shared_devices("w")
        for name in ("Bo", "Cy"):
            store.join("w", f"{name}'s token", name, device="a tablet")
        assert [2] == [len(one.people) for one in store.shared_devices("w")]
        store.remove("w", "ada")
