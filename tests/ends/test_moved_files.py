"""A data file that is moved, deleted or replaced while it is served: nothing more is acknowledged, nothing is lost."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from ends.group import CODE, STATEMENT, Group, Person, differences
from ends.reading import Held, read
from ends.terminal import CTRL_C, Terminal
from visitors import Visitor

from netlearn_widgets.model.workshop import Workshop, new_id
from netlearn_widgets.store import Store

Serve = Callable[[str], Terminal]

_ALL = ("", "-wal", "-shm")


def another(path: Path) -> Path:
    """Return a data file of another group, closed."""
    with Store.create(path) as store:
        store.add_workshop(Workshop(code="BELP-45", title="Others", guide=""))
    return path


def delete(data: Path, *endings: str) -> None:
    """Delete the data file, its log or its index."""
    for ending in endings:
        Path(f"{data}{ending}").unlink()


def replace(data: Path, *endings: str) -> None:
    """Delete some of the three, and put another group's file in the place of the first."""
    other = another(data.with_name("other.sqlite"))
    delete(data, *endings)
    other.replace(data)


TROUBLES: dict[str, Callable[[Path], object]] = {
    "moved": lambda data: data.rename(data.with_name("moved.sqlite")),
    "deleted": lambda data: delete(data, ""),
    "deleted with its log": lambda data: delete(data, *_ALL),
    "log deleted": lambda data: delete(data, "-wal"),
    "replaced": replace,
    "replaced with its log": lambda data: replace(data, "-wal", "-shm"),
    "restored from a copy": lambda data: (shutil.copy(data, f"{data}~"), Path(f"{data}~").replace(data)),
}


@pytest.fixture
def group(serve: Serve, target: str, runner: asyncio.Runner) -> Group:
    """A group that has worked for a while."""
    group = Group(serve(target), runner)
    group.happens(group.work())
    return group


async def refusal(group: Group) -> str:
    """Let Ada answer once more, and return what she is told; her page keeps it, and tries again."""
    said = await group.people["Ada"].says(STATEMENT, type="answer", id=new_id(), value="Nowhere")
    assert said["type"] == "failed", said
    return str(said["message"])


async def newcomer(group: Group) -> str:
    """Let somebody open a page, and return what they are told."""
    page = Person(await Visitor(group.server, "/join").connect())
    await page.visitor.say(type="hello", code=CODE, token=page.token)
    return str(await page.told(lambda state: state.get("visit", {}).get("problem")))


@pytest.mark.parametrize("target", ["sqlite"], indirect=True)
@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_file_that_is_lost_is_rescued_and_nothing_more_is_acknowledged(trouble: str, target: str, group: Group):
    """Neither by those who are inside nor by those who come; and what is in its place now is spoilt by nobody."""
    server, data = group.server, Path(target)
    assert isinstance(server, Terminal)

    TROUBLES[trouble](data)

    assert "cannot be kept" in group.happens(refusal(group))
    assert "cannot be kept" in group.happens(newcomer(group))
    server.wait_for("whole: a data file that you can start with")
    (rescued,) = re.findall(r"in (\S+\.sqlite), whole", server.output())
    assert differences(group.kept, read(rescued), {}) == {}
    assert server.output().count("was moved, deleted or replaced while people are served") == 1

    server.press(CTRL_C)
    assert server.ended() == 1
    assert f"All that was kept is in {rescued}" in re.sub(r"\s+", " ", server.output())
    assert "Traceback" not in server.output()
    if trouble.startswith("replaced"):
        assert [title for _, title in read(target)["workshops"]] == ["Others"]


@pytest.mark.parametrize("target", ["sqlite"], indirect=True)
def test_people_go_on_with_a_rescued_file(target: str, group: Group, serve: Serve):
    """It is a data file as any other."""
    server, data = group.server, Path(target)
    assert isinstance(server, Terminal)
    delete(data, *_ALL)
    server.wait_for("whole: a data file that you can start with")
    (rescued,) = data.parent.glob("*.rescued-*.sqlite")
    server.press(CTRL_C)
    server.ended()

    rescued.rename(data)

    group.happens(group.finds_everything(serve(target)))


@pytest.mark.parametrize("target", ["sqlite"], indirect=True)
def test_answers_are_kept_again_when_a_moved_file_is_back(target: str, group: Group):
    """Whoever moved it by mistake has only to move it back."""
    server, data = group.server, Path(target)
    assert isinstance(server, Terminal)
    data.rename(data.with_name("moved.sqlite"))
    assert group.happens(refusal(group))
    server.wait_for("whole: a data file that you can start with")

    data.with_name("moved.sqlite").rename(data)

    group.happens(group.answer("Ada", STATEMENT, "It is back"))
    server.wait_for("is back in its place")
    server.press(CTRL_C)
    assert server.ended() == 0
    held: Held = read(target)
    assert differences(group.kept, held, {}) == {}
