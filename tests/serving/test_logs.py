"""What the log says, and what it never says."""

from __future__ import annotations

import json
import logging
import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from servers import Server, free_port

from netlearn_widgets.serving.logs import ErrorListener, EventLog, fault

HOSTILE = 'Zoë\n{"event": "stop"}<img src=x onerror=alert(1)>'


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def fail(words: str) -> None:
    raise ValueError(words)


@pytest.fixture
def error() -> ValueError:
    """An error with a traceback, and with words a visitor sent."""
    with pytest.raises(ValueError) as raised:  # noqa: PT011  just above
        fail(HOSTILE)
    return raised.value


def test_an_event_is_one_json_object_a_line(tmp_path: Path):
    """Time in UTC, event, facts; nothing breaks the line."""
    log = EventLog(str(tmp_path / "events.jsonl"))
    log.write("page prepared", page="join", ms=12)
    log.write("stop", page="a\nb")
    log.close()
    first, second = lines(tmp_path / "events.jsonl")

    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", first.pop("time"))
    assert {"event": "page prepared", "page": "join", "ms": 12} == first
    assert r"a\nb" == second["page"]


def test_a_log_without_a_target_writes_nothing(capsys: pytest.CaptureFixture[str]):
    """Who asks for no log gets none."""
    EventLog().write("start")

    assert ("", "") == capsys.readouterr()


def test_a_log_can_go_to_standard_output(capsys: pytest.CaptureFixture[str]):
    """A dash stands for it."""
    EventLog("-").write("start", pages=3)

    assert 3 == json.loads(capsys.readouterr().out)["pages"]


def test_a_log_is_the_owners_and_follows_its_name(tmp_path: Path):
    """Only its owner reads it; when the system moves it away, a new file is begun."""
    path = tmp_path / "events.jsonl"
    log = EventLog(str(path))
    log.write("start")
    path.rename(tmp_path / "events.1")
    log.write("stop")

    assert 0o600 == path.stat().st_mode & 0o777
    assert ["start"] == [line["event"] for line in lines(tmp_path / "events.1")]
    assert ["stop"] == [line["event"] for line in lines(path)]


def test_a_log_that_cannot_be_written_is_refused(tmp_path: Path):
    """At the start, not when it is needed."""
    with pytest.raises(OSError):  # noqa: PT011  which one depends on the system
        EventLog(str(tmp_path / "no such folder" / "events.jsonl"))


def test_an_error_is_told_without_its_words(error: ValueError):
    """Its kind and where in the code: in its words an answer could stand, and in a path a person's name."""
    told = fault(error)

    assert "ValueError" == told.kind
    assert re.fullmatch(r"serving/test_logs\.py:\d+ in fail < serving/test_logs\.py:\d+ in error", told.where)


def test_errors_that_others_log_are_heard(error: ValueError):
    """With their traceback; words alone are not."""
    heard: list[BaseException] = []
    log = logging.getLogger("another library")
    listener = ErrorListener(heard.append)
    log.addHandler(listener)
    log.error("words")
    log.warning("not so bad", exc_info=error)
    log.error("bad", exc_info=error)
    log.removeHandler(listener)

    assert [error] == heard


def test_what_a_server_does_is_logged(netlearn: Callable[..., Server], data: Path, tmp_path: Path):
    """Start, pages and the end, in this order; the words for people stay in the terminal."""
    log = tmp_path / "events.jsonl"
    server = netlearn(data, "--log", str(log))
    server.get("/join")
    server.stop()
    events = lines(log)

    assert ["start", "page prepared"] == [line["event"] for line in events if "kernel" not in line["event"]][:2]
    assert "stop" == events[-1]["event"]
    prepared = next(line for line in events if line["event"] == "page prepared")
    assert {"time", "event", "page", "ms", "kernels"} == set(prepared)
    assert "join" == prepared["page"]
    assert 0 < prepared["ms"]


def test_a_failed_page_is_logged_with_the_place_alone(serve: Callable[..., Server], book, tmp_path: Path):
    """What the notebook's error said stays out."""
    book.write("broken", "password = 'hush'\nraise ValueError(password)")
    server = serve(log=tmp_path / "events.jsonl")
    server.get("/broken")
    server.stop()
    failed = [line for line in lines(tmp_path / "events.jsonl") if line["event"] == "page failed"]

    assert ["broken"] == [line["page"] for line in failed]
    assert "NotebookFailed" == failed[0]["kind"]
    assert "hush" not in (tmp_path / "events.jsonl").read_text()


def test_a_log_on_standard_output_holds_nothing_else(servers: Callable[..., Server], data: Path, tmp_path: Path):
    """A program can read it line by line; people read the rest on standard error."""
    port = free_port()
    asked = ["-m", "netlearn_widgets", "serve", "--data", str(data), "--port", str(port), "--log", "-"]
    into = f'exec "$@" > {shlex.quote(str(tmp_path / "out"))}'
    server = servers("sh", "-c", into, "sh", sys.executable, *asked, port=port)
    server.stop()

    assert {"start", "stop"} <= {line["event"] for line in lines(tmp_path / "out")}
    assert "Start page" in server.output()
    assert "Stopped." in server.output()


@pytest.mark.browser
def test_nothing_of_a_visitor_is_in_the_log(
    netlearn: Callable[..., Server], data: Path, tmp_path: Path, visit, monkeypatch: pytest.MonkeyPatch
):
    """Not the name, the answer, the join code, the browser's token, the address, the kernel or the server's key."""
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    log = tmp_path / "events.jsonl"
    server = netlearn(data, "--log", str(log))
    page = visit.phone()
    page.goto(f"{server.url}join?name=Zelda#KRTM-27")
    page.get_by_label("Your name").fill(HOSTILE.replace("\n", " "))
    page.get_by_role("button", name="Join").click()
    page.get_by_role("button", name=re.compile(r"^Purpose, \d+ of \d+ answered$")).click()
    idea = page.get_by_label("Your idea").first
    idea.fill(f"Quietly {HOSTILE}")
    idea.press("Enter")
    expect(page.get_by_text("✓ Saved").first).to_be_visible()
    kernel = page.locator("main").get_attribute("data-kernel")
    tokens = [token for token in page.evaluate("Object.values(localStorage)") if len(token) > 8]
    key = json.loads(next((tmp_path / "runtime").glob("netlearn-*.json")).read_text())["key"]
    for path in ("/nosuch-Zelda", "/purpose?Zelda", f"/status.json?{key}", "/api/kernels/Zelda"):
        server.get(path, X_Netlearn_Key="Zelda", User_Agent="Zelda", X_Forwarded_For="203.0.113.7", Cookie="Zelda=1")
    page.close()
    server.stop()
    text = log.read_text()

    assert "page prepared" in text
    assert tokens
    assert kernel
    for words in (
        "Zoë",
        "Zo\\u00eb",
        "onerror",
        "Quietly",
        "Zelda",
        "KRTM",
        "127.0.0.1",
        "203.0.113",
        kernel,
        key,
        *tokens,
    ):
        assert words not in text
    for words in ("Zoë", "Quietly", "Zelda", key):
        assert words not in server.output()
