"""Ordinary courses of several programs on one store: what was acknowledged is there when all have ended."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from contract.crew import ENDS, Crew, Worker, crew
from contract.grounds import look
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import start_new_kernel

from netlearn_widgets.content import default_text
from netlearn_widgets.model.workshop import Participant, Workshop
from netlearn_widgets.store import Store

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


@pytest.fixture(scope="module")
def hands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crew]:
    with crew(tmp_path_factory.mktemp("crew") / "errors.log") as hands:
        yield hands


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ours.sqlite"


@pytest.fixture
def target(request: pytest.FixtureRequest, file: Path) -> str:
    """A file, unless a test asks for both databases."""
    if getattr(request, "param", "sqlite") == "postgresql":
        return str(request.getfixturevalue("new_schema")())
    return str(file)


both = pytest.mark.parametrize("target", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def workshop(target: str) -> Workshop:
    """A workshop in a store that nobody has open."""
    with Store.create(target) as store:
        return store.add_workshop(Workshop(code="KRTM-27", title="Falls at home", guide=default_text()))


@pytest.fixture
def ada(target: str, workshop: Workshop) -> Participant:
    with Store.open(target) as store:
        return store.join(workshop.id, "ada's token", "Ada")


@pytest.fixture
def kept(target: str, workshop: Workshop) -> Callable[[], list[str]]:
    """The ids of the answers that whoever comes now finds."""

    def ids() -> list[str]:
        with Store.open(target) as store:
            return [one.id for one in store.read(workshop.id).answers]

    return ids


class Person:
    """A worker's way to answer, and what of it was acknowledged."""

    def __init__(self, workshop: Workshop, ada: Participant) -> None:
        self._words = {"workshop": workshop.id, "participant": ada.id}
        self._numbers = count(1)
        self.acknowledged: list[str] = []

    def answers(self, worker: Worker, slot: str) -> None:
        worker.tell("record", slot=slot, ids=[f"answer {next(self._numbers)}"], **self._words)
        worker.outcome(self.acknowledged)


@pytest.fixture
def person(workshop: Workshop, ada: Participant) -> Person:
    return Person(workshop, ada)


def opened(hands: Crew, target: str, *slots: str) -> Worker:
    """A worker with a store open in each of these slots."""
    worker = hands.start("worker")
    for slot in slots:
        worker.ask("open", slot=slot, target=target)
    return worker


def ended(worker: Worker, how: str) -> None:
    ENDS[how](worker)
    worker.ended()


@both
@pytest.mark.parametrize("kernels", sorted(ENDS))
@pytest.mark.parametrize("first", ["count", "look up"])
def test_a_server_that_ends_in_the_ordinary_way_loses_nothing(hands, target, workshop, person, kept, kernels, first):  # noqa: PLR0913, PLR0917
    """It has two stores open; a page looked and closed; kernels answered, and ended in any way, before it did."""
    server = opened(hands, target, "count", "look up")
    for slot in ("count", "look up"):
        server.ask("read", slot=slot, workshop=workshop.id)
    page = opened(hands, target, "page")
    page.ask("read", slot="page", workshop=workshop.id)
    page.ask("close", slot="page")
    kernel = opened(hands, target, "kernel")
    person.answers(kernel, "kernel")
    person.answers(kernel, "kernel")
    ended(kernel, kernels)
    for slot in sorted(["count", "look up"], key=lambda slot: slot != first):
        server.ask("close", slot=slot)
    ended(server, "sys.exit")
    ended(page, "sys.exit")

    assert kept() == person.acknowledged
    assert len(person.acknowledged) == 2


@both
def test_a_store_opened_twice_in_one_process_keeps_what_it_acknowledges(hands, target, workshop, person, kept):
    """Another process looks and closes; what is recorded after it is seen by everybody, at once."""
    one = opened(hands, target, "first", "second")
    other = opened(hands, target, "mine")
    other.ask("read", slot="mine", workshop=workshop.id)
    other.ask("close", slot="mine")
    person.answers(one, "first")
    person.answers(one, "second")

    assert kept() == person.acknowledged
    assert one.dead_files() == []
    for worker in (one, other):
        ended(worker, "sys.exit")
    assert kept() == person.acknowledged


def test_a_copy_made_while_a_store_is_open_here_loses_nothing(hands, target, file, workshop, person, kept):  # noqa: PLR0913, PLR0917
    """Also when others close after it, and answers go on."""
    one = opened(hands, target, "mine")
    person.answers(one, "mine")
    copy = one.ask("copy", path=str(file), at="2027-03-31T14:15:00+00:00")
    other = opened(hands, target, "other")
    other.ask("read", slot="other", workshop=workshop.id)
    ended(other, "sys.exit")
    person.answers(one, "mine")

    assert one.dead_files() == []
    assert look(Path(copy))[0] == person.acknowledged[:1]
    assert kept() == person.acknowledged
    ended(one, "sys.exit")
    assert kept() == person.acknowledged


@forks
@pytest.mark.parametrize("end", sorted(ENDS))
def test_a_forked_process_that_ends_takes_no_log_along(hands, target, person, kept, end):
    """It inherited an open store; its parent closed it; somebody answered since and was killed."""
    parent = opened(hands, target, "parent")
    person.answers(parent, "parent")
    child = hands.fork(parent, "child", tainted=True)
    ended(parent, "sys.exit")
    other = opened(hands, target, "other")
    person.answers(other, "other")
    ended(other, "SIGKILL")
    ended(child, end)

    assert kept() == person.acknowledged


@forks
def test_a_forked_process_closes_what_it_inherited_and_nobody_loses(hands, target, workshop, person, kept):
    """Its parent goes on answering, and so does somebody who was killed."""
    parent = opened(hands, target, "parent")
    child = hands.fork(parent, "child", tainted=True)
    child.ask("use_inherited", workshop=workshop.id)
    child.ask("close_inherited", workshop=workshop.id)
    person.answers(parent, "parent")
    other = opened(hands, target, "other")
    person.answers(other, "other")
    ended(other, "SIGKILL")
    ended(child, "sys.exit")
    person.answers(parent, "parent")

    assert kept() == person.acknowledged
    ended(parent, "sys.exit")
    assert kept() == person.acknowledged


_CELL = """
from netlearn_widgets.pages.workbook import workbook
book = workbook()
"""
_ANSWER = """
book.visit.hello("", "a" * 32)
book.visit.join("Ada")
book.visit.answer("purpose_statement", "answer 1", "We learn how people stay well at home.")
"""


@pytest.fixture
def notebook(target: str, workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Iterator[BlockingKernelClient]:
    """A kernel as JupyterLab starts one."""
    monkeypatch.setenv("NETLEARN_DATA", target)
    monkeypatch.setenv("NETLEARN_WORKSHOP", workshop.code)
    manager, client = start_new_kernel(startup_timeout=60)
    yield client
    client.stop_channels()
    manager.shutdown_kernel()


def test_a_notebook_whose_first_cell_runs_twice_keeps_every_answer(hands, target, workshop, notebook, kept):
    """Another program looked and closed in between; the answer is seen by everybody, at once and in the end."""
    for cell in (_CELL, _CELL):
        assert run(notebook, cell) == "ok"
    other = opened(hands, target, "other")
    other.ask("read", slot="other", workshop=workshop.id)
    ended(other, "sys.exit")
    assert run(notebook, _ANSWER) == "ok"

    assert kept() == ["answer 1"]
    notebook.shutdown()
    assert kept() == ["answer 1"]


def run(notebook: BlockingKernelClient, cell: str) -> str:
    """How a cell ended."""
    said: list[str] = []
    reply = notebook.execute_interactive(cell, timeout=60, output_hook=lambda message: said.append(str(message)))
    assert reply["content"]["status"] == "ok", "\n".join(said)
    return str(reply["content"]["status"])
