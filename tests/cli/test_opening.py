"""What the command line says before small numbers are protected no more."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from netlearn_widgets.cli.opening import what_opens
from netlearn_widgets.content import default_text
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.workshop import Answer, Round, Workshop
from netlearn_widgets.store import Store

Run = Callable[..., subprocess.CompletedProcess[str]]


def history(*said: Answer | Act) -> Record:
    """A workshop in which this was said and done, in this order."""
    answers = tuple(one for one in said if isinstance(one, Answer))
    acts = tuple(one for one in said if isinstance(one, Act))
    return Record(
        workshop=Workshop(code="KRTM-27", title="Ours", guide=""),
        rounds=(Round(number=1, title=""),),
        answers=answers,
        acts=acts,
    )


def answer(who: str, question: str = "stage") -> Answer:
    return Answer(question=question, participant=who, value="emerging")


def test_it_counts_those_who_were_promised_protection():
    """Each person once, whatever they answered, also where they took it back."""
    ada = (answer("ada"), answer("ada", "size"))

    (_, past) = what_opens(history(*ada))
    assert past.startswith("1 person has answered so far, and was promised")

    back = Answer(question="stage", participant="bo", value=None)
    (_, past) = what_opens(history(*ada, answer("bo"), back))
    assert past.startswith("2 people have answered so far, and were promised")
    assert "nothing of it becomes visible now" in past


def test_whoever_answered_openly_is_not_among_them():
    """Switched off, on and off again: between, only the new ones were promised anything."""
    off = Act(kind="settings", value={"protected": False})
    (_, past) = what_opens(history(off, answer("ada")))

    assert "nothing of the past becomes visible" in past


def test_it_is_said_and_asked_before_anything_is_changed(run: Run, tmp_path: Path):
    """Without --yes and without anybody to ask nothing is changed."""
    with Store.create(tmp_path / "netlearn.sqlite") as store:
        workshop = store.add_workshop(Workshop(code="KRTM-27", title="Ours", guide=default_text()))
        for name in ("Ada", "Bo"):
            who = store.join(workshop.id, f"token of {name}", name)
            store.record(workshop.id, answer(who.id))
    asked = run("settings", "--unprotected")
    with Store.open(tmp_path / "netlearn.sqlite") as store:
        assert store.read(workshop.id).settings.protected
    done = run("settings", "--unprotected", "--yes")

    for said in (asked.stdout, done.stdout):
        assert "Every new answer will then be seen at once" in said
        assert "2 people have answered so far" in said
    assert "Add --yes" in asked.stderr
    assert 1 == asked.returncode
    with Store.open(tmp_path / "netlearn.sqlite") as store:
        assert not store.read(workshop.id).settings.protected
        assert {} == store.read(workshop.id).shown("stage")
