"""Every command that a page of the documentation prints runs as it is printed."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.opened import Opened, netlearn_main
from typer.main import get_command

from netlearn_widgets.cli.app import app, main

ROOT = Path(__file__).parents[2]
PROGRAMS = {
    "netlearn",
    "make",
    "pip",
    "pipx",
    "uv",
    "python",
    "python3",
    "py",
    "git",
    "ssh",
    "createdb",
    "sqlite3",
    "cd",
}
FENCED = re.compile(r"^```[a-z]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
INDENTED = re.compile(r"^(?:    .*\n)+", re.MULTILINE)
INLINE = re.compile(r"`(netlearn [a-z][^`\n]*)`")

STANDS_FOR = {
    "/srv/netlearn/ours.sqlite": "netlearn.sqlite",
    "/var/log/netlearn/events.jsonl": "events.jsonl",
    "'After six months'": "'After six months' --yes",
    "'Ada Byron'": "'Bea Whitlaw' --yes",
    "--port 8866": "--port 0",
}
"""What is printed as an example, and what is there in its place when a test runs it; nobody can be asked, so --yes."""

ENDS = {"netlearn status": (3,)}
"""With what a command ends where it is not 0: no server of this user's runs."""

INSTALLS = "installs from an index; tests/test_wheel.py installs the built package"
SERVER = "needs a PostgreSQL server of that name"
NOT_RUN = {
    "make demo": "serves until it is ended; tests/test_clone.py runs it",
    "make test": "runs this very test",
    "python3 -m venv .venv": INSTALLS,
    "py -m venv .venv": INSTALLS,
    "pip install .": INSTALLS,
    "uv tool install .": INSTALLS,
    "createdb falls": SERVER,
    "netlearn new --title 'Falls prevention' --data postgresql://ada@db.example.org/falls": SERVER,
    "netlearn new --title 'Our network' --data postgresql://netlearn@localhost/netlearn": SERVER,
    "netlearn serve --data postgresql://netlearn@localhost/netlearn": SERVER,
    "netlearn serve --lan --certfile cert.pem --keyfile key.pem --link https://workbook.example.org:8866/": (
        "needs a certificate for that name; tests/threats/test_ways.py serves with one of its own"
    ),
    "ssh -L 8866:127.0.0.1:8866 example.org": "needs another computer",
}
"""Commands that are not run here, and why; what they say to `netlearn` is read all the same."""


def blocks(text: str) -> Iterator[str]:
    """Yield every line that is set apart as code."""
    for found in FENCED.finditer(text):
        yield from found[1].splitlines()
    for found in INDENTED.finditer(FENCED.sub("", text)):
        yield from (line[4:] for line in found[0].splitlines())


def command(line: str) -> list[str]:
    """Return the words of a line that is a command, its program without a folder; else nothing."""
    program, _, rest = line.partition(" ")
    name = re.split(r"[/\\\\]", program)[-1]
    return shlex.split(f"{name} {rest}", comments=True) if name in PROGRAMS else []


PAGES = {
    path.name: [words for line in blocks(path.read_text(encoding="utf-8")) if (words := command(line))]
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
}
PRINTED = [words for found in PAGES.values() for words in found]
MENTIONED = [
    shlex.split(found)
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    for found in INLINE.findall(path.read_text(encoding="utf-8"))
]


def problem(words: list[str]) -> str:
    """Return what the command line has against a command, read and not run."""
    whole = get_command(app)
    with whole.make_context("netlearn", [], resilient_parsing=True) as context:
        one = whole.get_command(context, words[1])
        if one is None:
            return f"There is no command {words[1]}."
        try:
            one.make_context(words[1], words[2:], parent=context)
        except Exception as wrong:  # noqa: BLE001  typer's own kinds, which it brings from different places
            return f"{type(wrong).__name__}: {wrong}"
    return ""


def test_every_command_that_is_printed_is_whole():
    """It names what there is, and leaves nothing out that is needed."""
    ours = [words for words in PRINTED if words[0] == "netlearn"]

    assert [(words, problem(words)) for words in ours if problem(words)] == []


def test_every_command_that_is_mentioned_is_there():
    """In the middle of a sentence one may leave out what the command needs, and invents nothing."""
    left_out = ("MissingParameter", "BadOptionUsage")
    wrong = {shlex.join(words): said for words in MENTIONED if (said := problem(words))}

    assert {line: said for line, said in wrong.items() if not said.startswith(left_out)} == {}


def test_what_is_not_run_is_listed_with_its_reason():
    """Neither more nor less: every other command runs below."""
    others = {shlex.join(words) for words in PRINTED if words[0] != "netlearn"}

    assert others <= set(NOT_RUN)
    assert set(NOT_RUN) <= {shlex.join(words) for words in PRINTED}


@pytest.mark.parametrize("page", [name for name, found in PAGES.items() if any(one[0] == "netlearn" for one in found)])
def test_every_command_runs_as_printed(page: str, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """In the order of its page, in a folder with an invented group's data; a server is asked for and not kept."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NETLEARN_DATA", raising=False)
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path))
    netlearn_main("import", str(ROOT / "sample_data" / "workshop.json"), "--data", "netlearn.sqlite")
    for line in map(shlex.join, PAGES[page]):
        if line not in NOT_RUN:
            run(line)
    assert opened


def run(line: str) -> None:
    """Run a command with what stands for its examples; it ends well."""
    for example, here in STANDS_FOR.items():
        line = line.replace(example, here)
    with pytest.raises(SystemExit) as ended:
        main(shlex.split(line)[1:])
    assert ended.value.code in ENDS.get(line, (0, None)), line
