"""Whatever was acknowledged is there after any end of the server, once; and nothing that was taken out is back."""

from __future__ import annotations

import asyncio
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from ends.group import CODE, Group, differences
from ends.reading import Held, read
from ends.terminal import Terminal, dead_files
from ends.ways import FILE_ONLY, WAYS
from servers import PATIENCE

Serve = Callable[[str], Terminal]
Command = Callable[..., subprocess.Popen[str]]

MEANWHILE = {
    "Ctrl-C": [("people",), ("status",)],
    "SIGTERM": [("export", "--json", "meanwhile.json")],
    "window closed": [("people",)],
    "logged out": [("status",), ("export", "--json", "meanwhile.json")],
    "power cut": [("export", "--json", "meanwhile.json")],
}
"""What other programs do with the data while it is served, before some ends."""


def runs(command: Command, target: str, *asked: tuple[str, ...]) -> None:
    """Run commands at the same time, all with success."""
    begun = [command(*words, "--data", target, *(() if words[0] == "status" else ("--code", CODE))) for words in asked]
    for one in begun:
        said, _ = one.communicate(timeout=PATIENCE)
        assert one.returncode == 0, said


def exported(command: Command, target: str, file: Path) -> dict[str, list[str]]:
    """Return the ids of what our own program reads, in a process of its own."""
    runs(command, target, ("export", "--json", str(file)))
    whole = json.loads(file.read_text(encoding="utf-8"))
    return {table: [row["id"] for row in whole[table]] for table in ("answers", "proposals", "acts")}


@pytest.mark.parametrize(
    ("target", "end"),
    [
        *(("sqlite", end) for end in WAYS),
        *(("postgresql", end) for end in WAYS if end not in FILE_ONLY),
        ("older file", "Ctrl-C"),  # the server brings it up to date as it starts
    ],
    indirect=["target"],
)
def test_nothing_acknowledged_is_lost(  # noqa: PLR0913, PLR0917  fixtures
    end: str,
    target: str,
    earlier: Held,
    serve: Serve,
    command: Command,
    runner: asyncio.Runner,
    runtime: Path,
    tmp_path: Path,
):
    """Answers, ideas, a wording and a position, a host's moves, a workshop, a round, a removal."""
    server = serve(target)
    group = Group(server, runner)
    for table, rows in earlier.items():
        group.kept[table] += rows
    group.happens(group.work())
    runs(command, target, ("round", "--yes", "--title", "A year later"), *MEANWHILE.get(end, ()))
    group.opened("A year later")
    group.happens(group.go_on())
    family = server.family()
    dead = dead_files(family)

    left = WAYS[end].end(server, group, target, tmp_path / "spare")

    assert psutil.wait_procs(family, timeout=PATIENCE)[1] == []
    held = read(left)
    assert differences(group.kept, held, group.unsure) == {}
    assert held.get("faults", []) == []
    assert dead == []
    assert "Traceback" not in server.output()
    if WAYS[end].orderly:
        assert list(runtime.glob("netlearn-run-*")) == []
        assert {path.name for path in Path(target).parent.glob("*.sqlite-*")} == set()
    for table, ids in exported(command, left, tmp_path / "after.json").items():
        assert [ids.count(row[0]) for row in group.kept[table]] == [1] * len(group.kept[table])
    group.happens(group.finds_everything(serve(left)))
