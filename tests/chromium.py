"""Find the Chromium the browser tests drive; run as a script, install it where that is possible."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CURE = "The browser tests need Chromium. Install it (Debian: apt install chromium), or name it in NETLEARN_CHROMIUM."


def find() -> str | None:
    """Return the path of a Chromium on this machine: the one named in NETLEARN_CHROMIUM, else the first known name."""
    named = os.environ.get("NETLEARN_CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> None:
    """Install Chromium from Debian's packages; raise SystemExit with the cure where that cannot be done."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("apt-get"):
        raise SystemExit(CURE)
    print("Installing Chromium for the browser tests ...", flush=True)  # noqa: T201  a script speaks
    subprocess.run(["apt-get", "update", "-qq"], check=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=True, env=environment)


if __name__ == "__main__":
    if find() is None:
        install()
    sys.exit(None if find() else CURE)
