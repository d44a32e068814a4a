"""What reaches a terminal is text: it says what it is, and never tells the terminal what to do."""

from __future__ import annotations

import io
import json
import logging
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlearn_widgets.serving.buckets import Buckets
from netlearn_widgets.serving.logs import EventLog
from netlearn_widgets.serving.plain import LONGEST, ChildWords, PlainFormatter, Rated, plain

FORGED = "\x1b]0;owned\x07\x1b[2J\nWorkshops    http://evil.example/workshops#key"
FEW = {"burst": 3, "per_second": 0}


@given(st.text())
def test_any_text_becomes_one_line_without_a_control_character(text: str):
    """Neither old control characters nor Unicode's: those that turn the direction of writing, that break a line."""
    shown = plain(text)

    assert not [one for one in shown if unicodedata.category(one).startswith(("C", "Zl", "Zp"))]
    assert len(shown) <= 10 * LONGEST + 40


@pytest.mark.parametrize("text", ["Zoë said “hello”", "健康", "a, b; c"])
def test_what_people_read_stays(text: str):
    """Letters of any script are no danger."""
    assert plain(text) == text


def test_a_long_line_is_cut():
    """And says how much more there was."""
    assert plain("x" * (LONGEST + 5)) == "x" * LONGEST + " … (5 characters more)"


def test_a_logs_message_forges_no_line():
    """Each further line of a message is marked as such."""
    record = logging.LogRecord("netlearn", logging.WARNING, "", 0, "It said %s", (FORGED,), None)
    said = PlainFormatter().format(record)

    assert said == "It said \\x1b]0;owned\\x07\\x1b[2J\n  | Workshops    http://evil.example/workshops#key"


def test_a_long_message_is_cut():
    """A traceback is as long as it is, ten thousand lines are none."""
    record = logging.LogRecord("netlearn", logging.WARNING, "", 0, "\n".join(["line"] * 10_000), (), None)

    assert PlainFormatter().format(record).splitlines()[-1] == "  | … (9879 lines more)"


def test_the_same_message_again_and_again_is_left_out(caplog: pytest.LogCaptureFixture):
    """Others come through meanwhile."""
    log = logging.Logger("log")  # noqa: LOG001  of this test alone
    log.addHandler(caplog.handler)
    caplog.handler.addFilter(rated := Rated(Buckets(**FEW)))
    for number in range(10):
        log.warning("Page %s", number)
    log.warning("Another")
    caplog.handler.removeFilter(rated)

    assert ["Page 0", "Page 1", "Page 2", "Another"] == caplog.messages


def test_what_was_left_out_is_said(caplog: pytest.LogCaptureFixture):
    """With the next that comes through."""
    now = [0.0]
    log = logging.Logger("log")  # noqa: LOG001  of this test alone
    log.addHandler(caplog.handler)
    caplog.handler.addFilter(rated := Rated(Buckets(burst=1, per_second=1, clock=lambda: now[0])))
    for _ in range(5):
        log.warning("Page")
    now[0] = 10.0
    log.warning("Page")
    caplog.handler.removeFilter(rated)

    assert ["Page", "Page (4 more like this were left out before.)"] == caplog.messages


def printed(*parts: bytes, lines: Buckets | None = None) -> list[str]:
    """What is said of what child processes print."""
    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)
    words = ChildWords(said, lines)
    for part in parts:
        os.write(words.end, part)
    words.close()
    said.seek(0)
    return said.read().splitlines()


def test_what_a_child_prints_is_marked_and_plain():
    """A forged line does not look like one of the server's own."""
    assert printed(FORGED.encode(), b"\nand\r\nbytes \xff") == [
        "  | \\x1b]0;owned\\x07\\x1b[2J",
        "  | Workshops    http://evil.example/workshops#key",
        "  | and",
        "  | bytes \N{REPLACEMENT CHARACTER}",
    ]


def test_a_child_that_prints_without_an_end_is_heard_and_not_kept():
    """Megabytes in one line are said once, as far as a line goes; the next line is there."""
    first, second = printed(*[b"x" * 60_000] * 30, b"\nnext\n")

    assert len(first) < LONGEST + 50
    assert second == "  | next"


def test_a_child_that_prints_too_much_is_left_out():
    """And how much, is said as soon as there is room, or at the end."""
    *said, last = printed(b"line\n" * 5000, lines=Buckets(**FEW))

    assert said == ["  | line"] * 3
    assert last == "  | … 4997 lines were left out here: the same again, or too many at once."


def test_what_many_children_say_at_once_is_said_three_times():
    """Sixty pages see the same trouble; whatever else one of them says is heard."""
    trouble = b"ours.sqlite: it was moved, deleted or replaced while people are served."

    *said, left_out, other = printed((trouble + b"\n") * 60 + b"Something else\n")

    assert said == ["  | " + trouble.decode()] * 3
    assert left_out == "  | … 57 lines were left out here: the same again, or too many at once."
    assert other == "  | Something else"


@given(st.text(min_size=1))
def test_an_event_breaks_no_line_and_holds_no_control_character(text: str):
    """Whatever came into it."""
    log = EventLog()
    said = io.StringIO()
    log._log.handlers = [logging.StreamHandler(said)]  # noqa: SLF001  a file for each example would be slow
    log.write("page failed", where=text)

    assert said.getvalue().isascii()
    assert said.getvalue().count("\n") == 1
    assert json.loads(said.getvalue())["where"].isprintable()


def test_an_event_that_comes_too_often_is_counted(tmp_path: Path):
    """The next of its kind says how many were left out; other kinds are written meanwhile."""
    now = [0.0]
    log = EventLog(str(tmp_path / "log"), Buckets(burst=2, per_second=1, clock=lambda: now[0]))
    for _ in range(5):
        log.write("error", kind="ValueError")
    log.write("stop")
    now[0] = 10.0
    log.write("error", kind="ValueError")
    log.close()
    events = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]

    assert ["error", "error", "stop", "error"] == [one["event"] for one in events]
    assert 3 == events[-1]["left_out"]
