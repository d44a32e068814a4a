"""What a group could use instead, each in an environment of its own outside the repository, installed when missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

__all__ = ["FOLDER", "interpreter", "version"]

FOLDER = Path.home() / ".cache" / "netlearn-bench"
_WANTED = {"voila": ["voila>=0.5,<0.6", "ipywidgets", "ipykernel"], "streamlit": ["streamlit"]}


def interpreter(folder: Path, peer: str) -> Path:
    """Return the Python of a peer's environment; make it with the newest packages when it is not there."""
    python = folder / peer / "bin" / "python"
    done = folder / peer / "installed"
    if not done.exists():
        print(f"Installing {peer} into {folder / peer} (once) ...", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder / peer)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *_WANTED[peer]], check=True)
        done.touch()
    return python


def version(python: Path, package: str) -> str:
    """Return the version of a package installed there."""
    ask = f"from importlib.metadata import version; print(version({package!r}))"
    return subprocess.run([str(python), "-c", ask], check=True, capture_output=True, text=True).stdout.strip()
