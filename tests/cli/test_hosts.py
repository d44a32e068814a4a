"""Links for hosts and for the administrator."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from cli.opened import Opened, netlearn_main

from netlearn_widgets.cli import main
from netlearn_widgets.store.store import Store

Run = Callable[..., subprocess.CompletedProcess[str]]
HOST = re.compile(r"(\S+)host#([A-Z]{4}-\d\d):([\w-]{43})")
ADMIN = re.compile(r"^Workshops +(\S+)workshops#([\w-]{43})$", re.MULTILINE)


def test_new_prints_the_host_link(run: Run, tmp_path: Path):
    """Its key opens the workshop, and stands behind the #."""
    link = HOST.search(run("new", "--title", "Ours").stdout)

    assert link
    assert link[1] == "http://127.0.0.1:8866/"
    with Store.open(tmp_path / "netlearn.sqlite") as store:
        assert store.is_host(store.workshop(link[2]).id, link[3])


def test_host_prints_another_link_and_the_first_stays_good(run: Run, tmp_path: Path):
    """With the address people use, where it is named."""
    first = HOST.search(run("new", "--title", "Ours").stdout)
    second = HOST.search(run("host", "--link", "https://example.org/book").stdout)

    assert first
    assert second
    assert second[1] == "https://example.org/book/"
    with Store.open(tmp_path / "netlearn.sqlite") as store:
        workshop = store.workshop(first[2])
        assert all(store.is_host(workshop.id, link[3]) for link in (first, second))


@pytest.mark.parametrize("command", [("new", "--title", "Ours"), ("host",)])
def test_the_command_for_another_link_names_the_data(run: Run, command: tuple[str, ...]):
    """Typed as it is printed, it makes another one; the usual data file needs no name."""
    for data in ("our own.sqlite", "netlearn.sqlite"):
        if command == ("host",):
            run("new", "--title", "Ours", "--data", data)
        said = run(*command, "--data", data).stdout
        another = re.search(r"For another: netlearn (host .*)$", said, re.MULTILINE)
        assert another
        assert ("--data" in another[1]) is (data == "our own.sqlite")
        assert HOST.search(run(*shlex.split(another[1])).stdout)


def test_the_administrators_link_is_made_anew_at_each_start(opened: Opened, data: Path, capsys):
    """It is printed and opens the workshops; the start of another server, or of the same one again, ends none."""
    keys = []
    for _ in range(2):
        netlearn_main("serve", "--data", str(data), "--port", "0")
        link = ADMIN.search(capsys.readouterr().out)
        assert link
        assert link[1] == opened.asked["env"]["NETLEARN_LINK"]
        keys.append(link[2])

    with Store.open(data) as store:
        assert [store.is_admin(key) for key in keys] == [True, True]
    assert not any(key in str(opened.asked["env"]) for key in keys)


def test_the_administrator_gets_a_new_link_and_ends_the_others(opened: Opened, data: Path, capsys):  # noqa: ARG001
    """Without a server's window at hand, and where somebody may have seen the link."""
    netlearn_main("serve", "--data", str(data), "--port", "0")
    netlearn_main("admin", "--data", str(data), "--link", "https://example.org/book")
    netlearn_main("admin", "--data", str(data), "--end-others")
    said = capsys.readouterr().out
    keys = [found[2] for found in ADMIN.finditer(said)]

    assert "https://example.org/book/workshops#" in said
    assert "All 2 others have ended." in said
    with Store.open(data) as store:
        assert [store.is_admin(key) for key in keys] == [False, False, True]


@pytest.mark.parametrize(("command", "page"), [("serve", "workshops#"), ("demo", "#TIDE-27")])
def test_the_browser_opens_what_is_wanted(opened: Opened, data: Path, monkeypatch, command: str, page: str):  # noqa: ARG001
    """Whoever serves begins at the workshops; the demo at the start page."""
    shown: list[str] = []
    monkeypatch.setattr("webbrowser.open", shown.append)
    options = ["--data", str(data), "--open"] if command == "serve" else []
    netlearn_main(command, "--port", "0", *options)

    assert page in shown[0]


def test_serving_begins_without_a_workshop(opened: Opened, tmp_path: Path, monkeypatch, capsys):  # noqa: ARG001
    """Without a command line the first workshop is made on the page; a file that was named must be there."""
    monkeypatch.chdir(tmp_path)
    netlearn_main("serve", "--port", "0")

    assert "There is no workshop yet" in capsys.readouterr().out
    assert (tmp_path / "netlearn.sqlite").exists()
    with pytest.raises(SystemExit):
        main(["serve", "--data", "other.sqlite", "--port", "0"])
    assert not (tmp_path / "other.sqlite").exists()
