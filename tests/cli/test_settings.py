"""How a workshop is held: chosen when it is made, shown and changed later."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from netlearn_widgets.model.record import Record
from netlearn_widgets.model.settings import Settings
from netlearn_widgets.model.workshop import Answer
from netlearn_widgets.store import Store, tables

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def new(run: Run, tmp_path: Path) -> Callable[..., Record]:
    """Make a workshop with these options and return its record."""

    def new(*options: str) -> Record:
        made = run("new", "--title", "Ours", *options)
        assert made.returncode == 0, made.stderr
        return read(tmp_path)

    return new


def read(folder: Path) -> Record:
    with Store.open(folder / "netlearn.sqlite") as store:
        (workshop,) = store.workshops()
        return store.read(workshop.id)


def join(folder: Path, name: str) -> None:
    """Somebody joins and answers."""
    with Store.open(folder / "netlearn.sqlite") as store:
        (workshop,) = store.workshops()
        who = store.join(workshop.id, f"token of {name}", name)
        store.record(workshop.id, Answer(question="stage", participant=who.id, value="emerging"))


def test_a_workshop_is_held_as_its_maker_says(new: Callable[..., Record]):
    held = new("--names", "aliases", "--threshold", "4").settings

    assert Settings(names="aliases", threshold=4, reveal="host") == held


def test_a_workshop_asks_for_names_and_protects_unless_told_otherwise(new: Callable[..., Record]):
    assert Settings(reveal="together") == new().settings


def test_a_named_group_may_see_everything(new: Callable[..., Record]):
    assert not new("--unprotected").settings.protected


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--names", "initials"), "names, aliases or nothing"),
        (("--threshold", "2"), "from 3 to 10"),
        (("--reveal", "never"), "at once, or when the host shows them"),
        (("--names", "nothing", "--unprotected"), "stay protected"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_made(
    run: Run, tmp_path: Path, options: tuple[str, ...], said: str
):
    refused = run("new", "--title", "Ours", *options)

    assert refused.returncode == 1
    assert said in refused.stderr
    assert [] == list(tmp_path.iterdir())


def test_settings_are_shown_in_words(run: Run, new: Callable[..., Record]):
    new("--names", "nothing", "--threshold", "7")
    shown = run("settings")

    assert shown.returncode == 0
    assert "asks people for no name, and shows none" in shown.stdout
    assert "from 7 answers on" in shown.stdout
    assert "Nobody sees them until a host shows them" in shown.stdout


@pytest.mark.parametrize(
    ("options", "reveal"),
    [
        ((), "together"),
        (("--names", "names"), "together"),
        (("--names", "aliases"), "host"),
        (("--names", "nothing"), "host"),
        (("--names", "nothing", "--reveal", "at-once"), "at once"),
        (("--reveal", "host"), "host"),
        (("--reveal", "at-once"), "at once"),
    ],
)
def test_a_new_workshop_without_names_shows_results_when_the_host_does(
    new: Callable[..., Record], options: tuple[str, ...], reveal: str
):
    """Unless its maker says otherwise; it is written down, whatever a later version takes as usual."""
    record = new(*options)

    assert reveal == record.settings.reveal
    assert [reveal] == [act.value["reveal"] for act in record.acts if act.kind == "settings"]


@pytest.mark.parametrize(
    ("made", "changed", "reveal"),
    [
        ((), ("--names", "aliases"), "host"),
        ((), ("--names", "nothing", "--reveal", "at-once"), "at once"),
        (("--names", "aliases", "--reveal", "at-once"), ("--names", "aliases"), "at once"),
        (("--names", "aliases", "--reveal", "at-once"), ("--threshold", "7"), "at once"),
        (("--names", "aliases"), ("--reveal", "at-once"), "at once"),
        (("--names", "aliases"), ("--names", "names"), "host"),
    ],
)
def test_a_workshop_that_asks_for_names_no_more_shows_results_when_the_host_does(  # noqa: PLR0913, PLR0917
    run: Run, new: Callable[..., Record], tmp_path: Path, made: tuple[str, ...], changed: tuple[str, ...], reveal: str
):
    """Where the change says nothing else; any other change leaves it as it is."""
    new(*made)

    assert run("settings", *changed).returncode == 0
    assert reveal == read(tmp_path).settings.reveal


def test_settings_are_changed_before_anybody_joins(run: Run, new: Callable[..., Record], tmp_path: Path):
    """What is not named stays; no key is left behind."""
    new("--threshold", "4")
    with Store.open(tmp_path / "netlearn.sqlite") as store, store.database.reading() as connection:
        before = connection.execute(select(tables.keys)).all()
    changed = run("settings", "--names", "aliases")

    assert changed.returncode == 0
    assert "asks people for a name they make up" in changed.stdout
    assert Settings(names="aliases", threshold=4, reveal="host") == read(tmp_path).settings
    with Store.open(tmp_path / "netlearn.sqlite") as store, store.database.reading() as connection:
        assert before == connection.execute(select(tables.keys)).all()


def test_what_people_were_told_is_changed_only_knowingly(run: Run, new: Callable[..., Record], tmp_path: Path):
    """Once somebody has joined it must be confirmed, and what they are asked for stays."""
    new()
    join(tmp_path, "Ada")
    unasked, other = run("settings", "--threshold", "3"), run("settings", "--names", "nothing", "--yes")
    assert "Add --yes" in unasked.stderr
    assert "make another workshop: netlearn new --names nothing" in other.stderr
    assert Settings(reveal="together") == read(tmp_path).settings

    changed = run("settings", "--threshold", "3", "--yes")
    assert "told something else" in changed.stdout
    assert 3 == read(tmp_path).settings.threshold

    shown = run("settings", "--unprotected", "--yes")
    assert "everybody knows whose it is" in shown.stdout
    assert "from the first answer on" in shown.stdout


def test_nobody_is_named_in_the_list_where_nobody_was_asked(run: Run, new: Callable[..., Record], tmp_path: Path):
    """Not even a name that another program wrote; the person is taken out by the short id."""
    new("--names", "nothing")
    join(tmp_path, "Ada")
    listed, refused = run("people"), run("remove", "--person", "Ada", "--yes")

    assert "no name, joined" in listed.stdout
    assert "Ada" not in listed.stdout
    assert "Nobody in this workshop is called 'Ada'" in refused.stderr
