"""The wheel holds all that is needed, and the demo runs from it in a new environment."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from servers import Server, free_port

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_scripts_styles_guides_pages_notebooks_and_sample_are_inside(wheel: Path):
    """Every file of the package that is no Python is in the wheel, and so are the notebooks and the sample."""
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())

    package = ROOT / "netlearn_widgets"
    ours = [path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    expected = {path.relative_to(ROOT).as_posix() for path in ours}
    expected |= {f"netlearn_widgets/workbooks/{path.name}" for path in (ROOT / "workbooks").glob("*.ipynb")}
    expected.add("netlearn_widgets/sample_data/workshop.json")
    assert expected - inside == set()


@pytest.mark.timeout(600)
def test_the_demo_runs_from_the_wheel(wheel: Path, tmp_path: Path, servers: Callable[..., Server]):
    """`netlearn demo` from a new environment with nothing but the wheel opens a page whose notebook has run."""
    home = tmp_path / "new environment"
    venv.create(home, with_pip=True)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(wheel)], check=True)
    port = free_port()

    server = servers(str(python), "-m", "netlearn_widgets", "demo", "--no-open", "--port", str(port), port=port)

    with urllib.request.urlopen(f"{server.url}join", timeout=60) as response:  # noqa: S310  our own server
        assert b"data-model=" in response.read()
