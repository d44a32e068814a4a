"""Run every bench, one after the other, and write what they print into RESULTS.md beside this file.

Takes about forty minutes. Let nothing else work on the machine meanwhile; the load before each bench is written down.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil
from kit import browser
from kit.peers import FOLDER, interpreter
from kit.peers import version as version_in
from kit.tables import progress

_HERE = Path(__file__).parent
_BENCHES = ("join_cost", "join_burst", "page_weight", "answer_latency", "host_moves", "deciding", "ends", "soak")
_OURS = ("netlearn_widgets", "voila", "jupyter_server", "ipykernel", "ipywidgets", "anywidget", "tornado")
_PEERS = {"voila": ("voila", "ipywidgets", "ipykernel", "tornado"), "streamlit": ("streamlit",)}

_HEAD = """# What it costs, measured

Written by `python bench/all.py`, which runs every bench of this folder and takes about forty minutes. Each can be run
alone, with smaller or larger numbers: `python bench/join_cost.py --help`. The peers are installed into a folder of
their own (`~/.cache/netlearn-bench`, or `--venv FOLDER`), never into the project's environment; Chromium must be
there. What is measured, how, and the limits of it stand at the top of each script.

All figures are of one machine and one run: compare columns, not runs. A machine that does something else meanwhile
makes every column worse, and not evenly; the load before each bench is written with it (0 is a quiet machine).
"""


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else ():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _machine(venv: Path) -> str:
    """The machine and all versions, as a list."""
    ours = ", ".join(f"{name} {version(name)}" for name in _OURS)
    peers = (
        f"- peer {peer}: {', '.join(f'{name} {version_in(interpreter(venv, peer), name)}' for name in names)}"
        for peer, names in _PEERS.items()
    )
    lines = [
        f"- {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {_commit()}",
        f"- {_processor()}, {os.cpu_count()} cores, {psutil.virtual_memory().total / 2**30:.0f} GiB",
        f"- Python {platform.python_version()}, Chromium {asyncio.run(browser.version())}",
        f"- ours: {ours}",
        *peers,
    ]
    return "\n".join(lines)


def _commit() -> str:
    git = shutil.which("git")
    if git is None:
        return "unknown"
    ask = [git, "describe", "--always", "--dirty"]
    done = subprocess.run(ask, cwd=_HERE, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def _run(bench: str, venv: Path) -> str:
    """Run a bench; return its section."""
    progress(f"== {bench}")
    load, begun = os.getloadavg()[0], time.monotonic()
    command = [sys.executable, str(_HERE / f"{bench}.py"), "--venv", str(venv)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    minutes = (time.monotonic() - begun) / 60
    said = done.stdout.strip() if done.returncode == 0 else f"**It failed** with exit code {done.returncode}."
    promise = (_HERE / f"{bench}.py").read_text(encoding="utf-8").partition('"""')[2].partition("\n")[0]
    return f"## {bench}\n\n{promise}\n\n{said}\n\n`{bench}.py` took {minutes:.1f} minutes; load before: {load:.1f}.\n"


def main() -> None:
    """Run what is asked for and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", nargs="+", choices=_BENCHES, default=_BENCHES, help="which benches to run")
    parser.add_argument("--out", type=Path, default=_HERE / "RESULTS.md", help="the file to write")
    parser.add_argument("--venv", type=Path, default=FOLDER, help="where the peers are installed")
    given = parser.parse_args()
    sections = [_HEAD, f"## Machine and versions\n\n{_machine(given.venv)}\n"]
    for bench in given.only:
        sections.append(_run(bench, given.venv))
        given.out.write_text("\n".join(sections), encoding="utf-8")  # what was measured stays if a later one is stopped
    progress(f"Results are in {given.out}.")
    if any("**It failed**" in section for section in sections):
        sys.exit(1)


if __name__ == "__main__":
    main()
