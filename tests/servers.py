"""Servers as processes of their own, and plain requests to them."""

from __future__ import annotations

import gzip
import http.client
import os
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

PATIENCE = 30  # seconds


def free_port() -> int:
    """Return a port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A server as its own process group, its output kept to be read when a test fails."""

    def __init__(self, command: list[str], port: int, log: Path, base: str = "/") -> None:
        self.command = command
        self.port = port
        self.url = f"http://127.0.0.1:{port}{base}"
        self.log = log
        self.env = {**os.environ, "PYTHONUNBUFFERED": "1"}
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Server:
        """Start, and return when pages can be opened."""
        self.process = self._begin()
        until = time.monotonic() + PATIENCE
        while not self.answers():
            if self._ended_within(0.05) or time.monotonic() > until:
                pytest.fail(f"The server did not start:\n{self.output()}")
        return self

    def _begin(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as output:
            return subprocess.Popen(
                self.command,
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
                env=self.env,
                start_new_session=True,
            )

    def _ended_within(self, seconds: float) -> bool:
        assert self.process
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def answers(self) -> bool:
        """Whether the server answers."""
        try:
            with urllib.request.urlopen(f"{self.url}health", timeout=2) as response:  # noqa: S310  our own server
                return bool(response.status == 200)
        except OSError:
            return False

    def output(self) -> str:
        """Return all it has printed."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def kill(self) -> None:
        """Kill the server itself with -9, as a power cut would; its kernels notice by themselves."""
        assert self.process
        self.process.kill()
        self.process.wait(PATIENCE)

    def stop(self) -> int:
        """End it as Ctrl-C does and return its exit code; whatever is left of its group is killed."""
        assert self.process
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(PATIENCE)
        finally:
            self.clear()

    def clear(self) -> None:
        """End it, and kill what is left of its process group."""
        if self.process is not None:
            self.process.terminate()
            self._ended_within(5)
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                return
            self.process.wait(PATIENCE)

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a path; headers by name, with underscores."""
        return self.request("GET", path, **headers)

    def request(self, method: str, path: str, body: str | None = None, **headers: str) -> Answer:
        """Ask in another way."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2 * PATIENCE)
        try:
            connection.request(method, path, body=body, headers={k.replace("_", "-"): v for k, v in headers.items()})
            return Answer(connection.getresponse())
        finally:
            connection.close()


class Answer:
    """What a server said: status, headers, and the body as it came."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def text(self) -> str:
        """The body as text, unpacked."""
        packed = self.headers.get("Content-Encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()
