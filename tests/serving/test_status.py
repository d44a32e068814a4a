"""What a server knows of itself, and whom it tells."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Self

import pytest
from playwright.sync_api import Page, expect
from servers import Server, free_port

from netlearn_widgets.serving.running import NotebookFailed
from netlearn_widgets.serving.status import Watch
from netlearn_widgets.serving.status_figures import Figures, LastError, Trouble
from netlearn_widgets.serving.status_file import Running, announce, running_servers
from netlearn_widgets.serving.status_hour import Hour
from netlearn_widgets.serving.status_memory import Memory, MemoryGauge
from netlearn_widgets.serving.status_words import Line, tell

MEMORY = Memory(server=100_000_000, kernels=900_000_000, free=7_500_000_000, total=16_000_000_000)
NOW = dt.datetime(2026, 11, 23, 18, 0, tzinfo=dt.UTC)


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.seconds = 100_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def figures(watch: Watch, **more: int) -> Figures:
    return watch.figures(version="1.2.3", memory=MEMORY, **({"visitors": 17, "kernels": 17, "limit": 100} | more))


# What is counted.


def test_an_hour_forgets_what_is_older(clock: Clock):
    """Pages of the last sixty minutes count, by the minute; the slowest is remembered as long."""
    hour = Hour(clock)
    hour.prepared("screen", 900)
    clock.seconds += 59 * 60
    hour.prepared("join", 100)
    hour.refused()
    all_of_it = hour.sum()
    clock.seconds += 60
    rest = hour.sum()

    assert (2, 1000, 900, "screen") == (all_of_it.prepared, all_of_it.ms, all_of_it.slowest_ms, all_of_it.slowest_page)
    assert (1, 100, "join", 1) == (rest.prepared, rest.slowest_ms, rest.slowest_page, rest.refused)


def test_answers_are_those_of_the_last_minute(clock: Clock):
    """The data's own count is compared with that of a minute before."""
    total = 40
    watch = Watch(answers=lambda: total, clock=clock)
    counted = []
    for more in (0, 5, 0, 0, 0, 0, 7, 0, 0):
        total += more
        asyncio.run(watch.look())
        counted.append(figures(watch).answers)
        clock.seconds += 10

    assert [0, 5, 5, 5, 5, 5, 12, 7, 7] == counted


def test_somebody_who_is_taken_out_leaves_no_negative_number(clock: Clock):
    """What others said in that minute counts."""
    totals = iter((10, 14, 11, 12))
    watch = Watch(answers=lambda: next(totals), clock=clock)
    for _ in range(4):
        asyncio.run(watch.look())

    assert figures(watch).answers == 5


def test_without_a_count_there_is_none():
    """A server that was not told how to count answers says so, and not zero."""
    assert figures(Watch()).answers is None


def test_a_server_that_is_well_has_no_troubles(tmp_path: Path):
    """Data that answers, a disk with room."""
    watch = Watch(answers=lambda: 1, folders=(tmp_path,))
    asyncio.run(watch.look())

    assert () == watch.troubles()
    assert "ok" == figures(watch).state
    assert "full" == figures(watch, kernels=100).state


def test_data_that_does_not_answer_is_a_trouble_until_it_does():
    """Whatever the data's owner raises; it is logged once, and over with the first answer."""
    well = False

    def answers() -> int:
        if not well:
            raise LookupError("the answer 42")
        return 1

    watch = Watch(answers=answers)
    asyncio.run(watch.look())
    ill = figures(watch)
    well = True
    asyncio.run(watch.look())

    assert "trouble" == ill.state
    assert ["The group's data does not answer."] == [trouble.what for trouble in ill.troubles]
    assert ill.error
    assert "LookupError" == ill.error.kind
    assert "42" not in repr(ill)
    assert () == watch.troubles()


def test_a_full_disk_is_a_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Before answers can no longer be kept."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1024))
    watch = Watch(folders=(tmp_path,))
    asyncio.run(watch.look())

    assert "The disk is full" in watch.troubles()[0].what


def test_pages_that_fail_in_a_row_are_a_trouble(clock: Clock):
    """Three are; one that works ends it, and so does a minute in which nobody asked."""
    watch = Watch(clock=clock)
    for _ in range(3):
        assert () == watch.troubles()
        watch.failed("join", 10, TimeoutError())
    failing = watch.troubles()
    watch.prepared("join", 10, 1)
    works = watch.troubles()
    for _ in range(3):
        watch.unstarted(OSError())
        watch.prepared("join", 10, 1)
    lifeless = watch.troubles()
    clock.seconds += 61

    assert "could not be prepared" in failing[0].what
    assert "could not be brought to life" in lifeless[0].what
    assert () == works == watch.troubles()


def test_a_notebook_that_fails_is_no_trouble_of_the_server():
    """Else whoever opens one broken page three times would take all the others away."""
    watch = Watch()
    for _ in range(5):
        watch.failed("broken", 10, NotebookFailed(0, ""), ours=False)

    assert () == watch.troubles()
    assert 5 == figures(watch).failed


def test_parts_of_the_server_may_have_troubles_of_their_own():
    """A check is asked whenever somebody looks."""
    trouble = Trouble("It is late.", "Go to bed.")
    watch = Watch()
    watch.checks.append(lambda: trouble)

    assert (trouble,) == watch.troubles()


def test_memory_is_that_of_the_server_and_all_it_started():
    """In bytes; asked again within two seconds, the same measure is given."""

    async def read() -> tuple[Memory, Memory]:
        gauge = MemoryGauge()
        return await gauge.read(), await gauge.read()

    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        first, second = asyncio.run(read())
        other.communicate(b"\n")

    assert first is second
    assert 1_000_000 < first.server < first.total
    assert 0 < first.kernels < first.total
    assert 0 < first.free < first.total


# What is said.


def test_figures_are_said_in_words(clock: Clock):
    """Words before numbers, and every number with what it counts."""
    watch = Watch(answers=lambda: 1, clock=clock)
    asyncio.run(watch.look())
    watch.prepared("screen", 1900, 17)
    watch.prepared("join", 40, 18)
    clock.seconds += 3 * 3600 + 60
    watch.prepared("screen", 1900, 17)
    watch.prepared("join", 40, 18)
    watch.refused("join", 100)
    told = tell(figures(watch, visitors=15), now=NOW)

    assert "All is well." == told.heading
    assert (
        Line(
            "People",
            "15 pages are open. 2 places are kept for pages that may come back. The server has room for 83 more. "
            "1 visit had to wait for a place in the last hour.",
        ),
        Line("Answers", "No answers were kept in the last minute."),
        Line("Pages", "2 were prepared in the last hour, in 1.0 s on average; the slowest, “screen”, took 1.9 s."),
        Line("Memory", "The server holds 100 MB, all pages together 900 MB. The machine has 7.5 GB of 16.0 GB free."),
        Line("Last error", "There has been none since the start."),
        Line("Server", "Running for 3 hours and 1 minute, version 1.2.3."),
    ) == told.lines


def test_what_is_wrong_is_said_with_its_cure():
    """A full server is told what to do, a server in trouble too."""
    watch = Watch()
    watch.checks.append(lambda: Trouble("It is late.", "Go to bed."))
    told = tell(figures(watch, kernels=100), now=NOW)

    assert "Something needs you." == told.heading
    assert Trouble("It is late.", "Go to bed.") == told.troubles[0]
    assert "Every place is taken" in told.troubles[1].what


def test_an_error_is_said_with_its_age():
    """Its kind and its place in the code, never its words."""
    watch = Watch()
    error = LastError(at="2026-11-23T17:57:00+00:00", kind="OSError", where="serving/app.py:1 in start")
    told = tell(Figures(**{**vars(figures(watch)), "error": error}), now=NOW)

    assert Line("Last error", "OSError, 3 minutes ago, at serving/app.py:1 in start.") in told.lines


def test_an_error_before_any_visitor_spoke_is_said_with_its_words():
    """They say what to mend: nobody's answer can be in them."""
    error = LastError(at="2026-11-23T17:57:00+00:00", kind="TypeError", where="warm/kernel.py:1", words="too old")
    told = tell(Figures(**{**vars(figures(Watch())), "error": error}), now=NOW)

    assert Line("Last error", "TypeError: too old, 3 minutes ago, at warm/kernel.py:1.") in told.lines


# Who finds the server.


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A runtime folder of the test's own."""
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    return tmp_path / "runtime"


def test_a_server_is_found_by_its_user_alone(folder: Path):
    """Its file can be read by nobody else, and holds the key that is shown nowhere."""
    server = Running(url="http://127.0.0.1:1/", data="ours.sqlite", key="secret")
    file = announce(server)

    assert [server] == running_servers()
    assert 0o600 == file.stat().st_mode & 0o777
    assert 0o700 == folder.stat().st_mode & 0o777
    assert "secret" not in repr(server)


def test_servers_that_were_killed_are_forgotten(folder: Path):
    """Also when their process's number has been given to another, and when the file was never finished."""
    gone = Running(url="http://127.0.0.1:1/", data="", key="a", process=os.getpid(), began=1.0)
    announce(gone)
    (folder / "netlearn-1.json").write_text("{")

    assert [] == running_servers()
    assert [] == list(folder.iterdir())


# Whom the server tells.


def key(folder: Path) -> str:
    file = next(folder.glob("netlearn-*.json"))
    return str(json.loads(file.read_text())["key"])


def test_the_figures_are_told_to_whoever_has_the_key(netlearn: Callable[..., Server], data: Path, folder: Path):
    """A header carries it; the answer is kept nowhere and holds figures and words."""
    server = netlearn(data)
    server.get("/join")
    answer = server.get("/status.json", X_Netlearn_Key=key(folder))
    told = json.loads(answer.text)

    assert 200 == answer.status
    assert "no-store" == answer.headers["Cache-Control"]
    assert 1 == told["figures"]["prepared"]
    assert "join" == told["figures"]["slowest_page"]
    assert "All is well." == told["told"]["heading"]
    assert server.stop() == 0
    assert [] == list(folder.iterdir())


@pytest.mark.parametrize("wrong", ["", "guess", "gu\xebss"])
def test_anyone_else_waits_for_a_refusal(shared: Server, wrong: str):
    """A second a try, and no figure."""
    began = time.monotonic()
    answer = shared.get("/status.json", X_Netlearn_Key=wrong)

    assert 403 == answer.status
    assert time.monotonic() - began >= 1
    assert "figures" not in answer.text


def test_the_key_in_an_address_opens_nothing(netlearn: Callable[..., Server], data: Path, folder: Path):
    """What stands in an address ends up in logs and histories."""
    server = netlearn(data)

    assert 403 == server.get(f"/status.json?key={key(folder)}&X-Netlearn-Key={key(folder)}").status


def test_a_healthy_server_says_so_to_anyone(shared: Server):
    """For a proxy: whether it can do its work, how many kernels, nothing else."""
    answer = shared.get("/health")

    assert 200 == answer.status
    assert {"state", "kernels"} == set(json.loads(answer.text))
    assert "no-store" == answer.headers["Cache-Control"]


ILL = """
import sys
from netlearn_widgets.serving import Site, Watch, open_door, serve

watch = Watch(answers=lambda: 1 // 0)
serve(Site(title="Network workbook", pages=()), open_door("127.0.0.1", int(sys.argv[1])), watch=watch)
"""


class Ill(Server):
    """A server that is there when it says 503."""

    def answers(self) -> bool:
        try:
            return self.get("/health").status == 503
        except OSError:
            return False

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.clear()


def test_a_server_that_cannot_work_is_taken_out_of_turn(tmp_path: Path):
    """503, with the reason, and without the error's words."""
    port = free_port()
    with Ill([sys.executable, "-c", ILL, str(port)], port, tmp_path / "log") as server:
        answer = server.get("/health")

    assert 503 == answer.status
    assert {"state": "trouble", "kernels": 0, "troubles": ["The group's data does not answer."]} == json.loads(
        answer.text
    )


# The host's page.


def seen(page: Page, about: str) -> str:
    card = page.locator("section", has=page.get_by_role("heading", name=about, exact=True))
    return card.locator("p").inner_text()


@pytest.mark.browser
def test_the_host_follows_the_server(netlearn: Callable[..., Server], data: Path, folder: Path, visit, axe):
    """People who come are counted on the host's page; the key leaves the address; no barrier for anyone."""
    server = netlearn(data)
    host, ada = visit(), visit.phone()
    host.goto(f"{server.url}status#{key(folder)}")
    expect(host.get_by_text("Nobody is here.")).to_be_visible()
    ada.goto(f"{server.url}join#KRTM-27")

    expect(host.get_by_text("One page is open.")).to_be_visible()
    expect(host.get_by_role("status")).to_have_text("All is well.")
    assert f"{server.url}status" == host.url
    assert re.search(r"the slowest, “join”, took [\d.]+ m?s", seen(host, "Pages"))
    assert [] == axe(host)
    host.reload()
    expect(host.get_by_text("One page is open.")).to_be_visible()


@pytest.mark.browser
def test_the_host_can_stop_following_by_keyboard(netlearn: Callable[..., Server], data: Path, folder: Path, visit):
    """One button, reached with Tab, pressed with Enter, says what it does next; the skip link takes no key away."""
    server = netlearn(data)
    host = visit()
    host.goto(f"{server.url}status#{key(folder)}")
    button = host.get_by_role("button")
    expect(button).to_have_text("Stop following")
    host.get_by_role("link", name="Skip to the content").press("Enter")
    expect(host.get_by_role("main")).to_be_focused()
    expect(host).to_have_url(f"{server.url}status")
    expect(host.get_by_text("Nobody is here.")).to_be_visible()
    button.focus()
    host.keyboard.press("Enter")

    expect(host.get_by_text("Not asked again.")).to_be_visible()
    expect(button).to_have_text("Follow again")
    expect(button).to_be_focused()
    host.keyboard.press("Enter")
    expect(host.get_by_text("asked again every two seconds")).to_be_visible()


@pytest.mark.browser
def test_the_host_is_told_when_the_server_is_gone(netlearn: Callable[..., Server], data: Path, folder: Path, visit):
    """What was shown stays, with a word that it is from before; a server started anew has another key."""
    visit.allow("Failed to load resource")
    port = free_port()
    server = netlearn(data, port=port)
    host = visit()
    host.goto(f"{server.url}status#{key(folder)}")
    expect(host.get_by_text("Nobody is here.")).to_be_visible()
    server.stop()

    expect(host.get_by_role("status")).to_contain_text("The server does not answer.")
    expect(host.get_by_text("Nobody is here.")).to_be_visible()
    netlearn(data, port=port)
    expect(host.get_by_role("status")).to_contain_text("The key does not fit")


@pytest.mark.browser
def test_the_host_without_a_key_is_told_where_to_find_it(shared: Server, visit):
    """The command that prints the page's address."""
    host = visit()
    host.goto(f"{shared.url}status")

    expect(host.get_by_role("status")).to_contain_text("netlearn status")


# The command.


def command(*options: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"COLUMNS": "100", "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-m", "netlearn_widgets", "status", *options],
        capture_output=True,
        text=True,
        check=False,
        env=env,
    )


@pytest.mark.usefixtures("folder")
def test_the_command_says_when_no_server_runs():
    """With a code of its own, for scripts."""
    told, as_json = command(), command("--json")

    assert 3 == told.returncode == as_json.returncode
    assert "No server of yours runs." in told.stdout
    assert [] == json.loads(as_json.stdout)


def test_the_command_finds_the_servers_of_its_user(netlearn: Callable[..., Server], data: Path, folder: Path):
    """In words, with the address of the host's page; as JSON, without the key; by their data."""
    server = netlearn(data)
    told, as_json = command(), command("--json", "--data", str(data))
    another = command("--data", "another.sqlite")

    assert 0 == told.returncode == as_json.returncode
    assert "All is well." in told.stdout
    assert "Nobody is here." in " ".join(told.stdout.split())
    assert f"{server.url}status#{key(folder)}" in told.stdout
    only = json.loads(as_json.stdout)[0]
    assert (server.url, str(data), 0) == (only["url"], only["data"], only["visitors"])
    assert key(folder) not in as_json.stdout
    assert 3 == another.returncode


@pytest.mark.usefixtures("folder")
def test_the_command_says_when_a_server_does_not_answer():
    """A server that hangs needs somebody."""
    announce(Running(url=f"http://127.0.0.1:{free_port()}/", data="ours.sqlite", key="a"))
    told = command()

    assert 4 == told.returncode
    assert "The server does not answer." in told.stdout
