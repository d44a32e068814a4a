"""Meeting again, seeing who is there, and taking a person out."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from netlearn_widgets.model.workshop import Answer, Participant, Workshop
from netlearn_widgets.store import Store

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A workshop in the folder where commands are typed: Ada and somebody without a name answered."""
    path = tmp_path / "netlearn.sqlite"
    with Store.create(path) as store:
        workshop = store.add_workshop(Workshop(code="KRTM-27", title="Ours", guide=""))
        for name in ("Ada", ""):
            who = store.join(workshop.id, f"token of {name}", name)
            store.record(workshop.id, Answer(question="purpose", participant=who.id, value=f"Hippo {name}"))
    return path


def people_of(path: Path) -> tuple[Participant, ...]:
    with Store.open(path) as store:
        return store.read(store.workshop("KRTM-27").id).participants


def test_a_new_round_says_what_happens_and_keeps_what_was_said(run: Run, ours: Path):
    """It says how many answered so far, that their answers stay, and that the code is the same."""
    opened = run("round", "--title", "After six months", "--yes")

    assert opened.returncode == 0
    assert "2 people answered" in opened.stdout
    assert "stays, and is shown beside" in opened.stdout
    assert "KRTM-27" in opened.stdout
    with Store.open(ours) as store:
        record = store.read(store.workshop("KRTM-27").id)
    assert (2, "After six months") == (record.round.number, record.round.title)
    assert len(record.current("purpose", 1)) == 2
    assert {} == record.current("purpose")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--title", "  ", "--yes"), "needs a title"),
        (("--title", "round 1", "--yes"), "of this name already"),
        (("--title", "x" * 81, "--yes"), "shorten it by 1"),
        (("--title", "Later"), "Add --yes"),
    ],
)
def test_a_round_that_makes_no_sense_is_refused(run: Run, ours: Path, arguments: tuple[str, ...], said: str):
    """Without a title, with a title that is there, with one that is too long, or with nobody to confirm it."""
    refused = run("round", *arguments)

    assert refused.returncode == 1
    assert said in refused.stderr
    with Store.open(ours) as store:
        assert len(store.read(store.workshop("KRTM-27").id).rounds) == 1


def test_a_round_nobody_answered_in_is_used_first(run: Run, ours: Path):
    """Two rounds opened one after the other by mistake: the second is refused."""
    run("round", "--title", "Later", "--yes")
    refused = run("round", "--title", "Much later", "--yes")

    assert ours.exists()
    assert refused.returncode == 1
    assert "Nobody has answered anything in “Later” yet" in refused.stderr


def test_people_are_listed_by_name_and_never_by_what_they_said(run: Run, ours: Path):
    """A short id, the name or "no name", when they joined, and how many answers."""
    listed = run("people")

    assert listed.returncode == 0
    for one in people_of(ours):
        assert f"{one.id[:8]}  {one.name or 'no name'}, joined" in listed.stdout
    assert listed.stdout.count("1 answer") == 2
    assert "Hippo" not in listed.stdout


def test_a_person_is_taken_out_by_name(run: Run, ours: Path):
    """The words say what was done, and the file no longer has any of theirs."""
    removed = run("remove", "--person", "ada", "--yes")

    assert removed.returncode == 0
    assert "1 answers are deleted" not in removed.stdout
    assert "1 answer is deleted" in removed.stdout
    assert [""] == [one.name for one in people_of(ours)]
    assert b"Hippo Ada" not in ours.read_bytes()


def test_a_person_without_a_name_is_taken_out_by_id(run: Run, ours: Path):
    nobody = next(one for one in people_of(ours) if not one.name)

    assert run("remove", "--person", nobody.id[:8], "--yes").returncode == 0
    assert ["Ada"] == [one.name for one in people_of(ours)]


def test_it_must_be_clear_who_is_meant(run: Run, ours: Path):
    """Nobody of that name, two of one name, or nobody to confirm it: nothing is changed."""
    with Store.open(ours) as store:
        store.join(store.workshop("KRTM-27").id, "another token", "Ada")

    unknown, two, unasked = (
        run("remove", "--person", "Cy", "--yes"),
        run("remove", "--person", "Ada", "--yes"),
        run("remove", "--person", people_of(ours)[0].id),
    )

    assert "See who is: netlearn people" in unknown.stderr
    assert "Several people are called 'Ada'" in two.stderr
    assert all(one.id[:8] in two.stderr for one in people_of(ours) if one.name)
    assert "Add --yes" in unasked.stderr
    assert len(people_of(ours)) == 3


@pytest.fixture
def named(ours: Path) -> Path:
    """Ada calls herself Siobhan, with the apostrophe of a phone, and others wrote her name as their keyboards do."""
    with Store.open(ours) as store:
        workshop = store.workshop("KRTM-27")
        store.join(workshop.id, "token of Ada", "Siobhan O\u2019Neil")
        bo = store.join(workshop.id, "bo's token", "Bo")
        people = [{"id": "1", "name": "SIOBHAN O\u02bcNEIL", "organisation": "", "seat": False}]
        people.append({"id": "2", "name": "Bo", "organisation": "", "seat": False})
        store.record(
            workshop.id,
            Answer(question="ties", participant=bo.id, value={"people": people, "me": "2", "ties": []}),
        )
        roles = {"guardian": {"holds": ["Siobhan O'Neil"], "could": []}}
        store.record(workshop.id, Answer(question="roles", participant=bo.id, value=roles))
        store.record(workshop.id, Answer(question="statement", participant=bo.id, value="Ask Siobhan O`Neil"))
    return ours


def test_a_person_is_found_and_taken_out_in_every_spelling(run: Run, named: Path):
    """The words say where the name stands before anything is done, and what stays in sentences after it."""
    asked = run("remove", "--person", "siobhan o'neil")
    removed = run("remove", "--person", "siobhan o'neil", "--yes")

    words = "Others name them on 1 map and in 1 role, as “SIOBHAN O\u02bcNEIL”, “Siobhan O'Neil”"
    assert words in " ".join(asked.stdout.split())
    assert removed.returncode == 0
    assert "taken out of what others said, on 1 map and in 1 role." in removed.stdout
    assert "1 of others' answers may still have the name" in removed.stdout
    held = named.read_bytes()
    assert [word for word in ("O\u2019Neil", "O\u02bcNEIL", "O'Neil") if word.encode() in held] == []
    assert b"Siobhan O`Neil" in held


def test_the_owner_decides_about_names_of_people_who_left(run: Run, named: Path):
    """Whoever left by their phone is still named by others: one command asks about each, and says what it did."""
    with Store.open(named) as store:
        workshop = store.workshop("KRTM-27")
        who = next(one for one in store.read(workshop.id).participants if one.name.startswith("Siobhan"))
        store.remove(workshop.id, who.id)

    unasked, decided, again = run("remove"), run("remove", "--yes"), run("remove")

    assert "Others name “SIOBHAN O\u02bcNEIL”, “Siobhan O'Neil” on 1 map and in 1 role." in " ".join(
        unasked.stdout.split()
    )
    assert "Add --yes" in unasked.stderr
    assert "Done: the name is taken out." in decided.stdout
    assert b"Siobhan O'Neil" not in named.read_bytes()
    assert "Nothing waits." in again.stdout


def test_what_a_full_disk_broke_off_is_finished_by_a_second_try(run: Run, ours: Path):
    """The person is out already: naming them again writes the file anew, and says so."""
    with Store.open(ours) as store:
        workshop = store.workshop("KRTM-27")
        ada = next(one for one in store.read(workshop.id).participants if one.name == "Ada")
        store.remove(workshop.id, ada.id)
        assert store.wipe_due

    second, third = run("remove", "--person", "Ada", "--yes"), run("remove", "--person", "Ada", "--yes")

    assert second.returncode == 0
    assert "the file is written anew" in second.stdout
    assert "Nobody in this workshop is called 'Ada'" in third.stderr
    with Store.open(ours) as store:
        assert store.wipe_due == 0


def test_copies_somebody_made_are_named_when_a_person_is_taken_out(run: Run, ours: Path):
    """Whatever they are called, and no other file; the person is still in them."""
    copies = [ours.with_name(name) for name in ("our copy.sqlite", "netlearn.sqlite.bak", "netlearn")]
    for copy in copies:
        copy.write_bytes(ours.read_bytes())
    with Store.create(ours.with_name("others.sqlite")) as store:
        store.add_workshop(Workshop(code="BELP-45", title="Others", guide=""))
    ours.with_name("notes.txt").write_text("No data file.")

    done = run("remove", "--person", "Ada", "--yes")

    named = [line for line in done.stdout.splitlines() if "is a copy of the file" in line]
    assert done.returncode == 0
    assert len(named) == len(copies)
    assert all(any(str(copy) in line for line in named) for copy in copies)
