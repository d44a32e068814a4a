"""The visitors' kernels: one each, never more than the server can carry, gone soon after their visitor."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import Int
from traitlets.config import Config

__all__ = ["CappedKernels", "OwnPython", "ServerFull", "kernel_config", "runtime_folder"]

_LONGEST_SOCKET = 100  # a UNIX socket's path may have 104 characters on macOS, 108 on Linux
_SOCKET_NAME = len("/kernel-00000000-0000-0000-0000-000000000000-ipc-5")


class ServerFull(Exception):
    """As many visitors as the server carries are inside."""


class OwnPython(KernelSpecManager):
    """Every kernel runs in the Python that runs the server, whatever kernels the machine's user has installed."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:  # noqa: ARG002  one answer for every name
        plain = ["--HistoryManager.enabled=False", "--InteractiveShell.colors=NoColor"]
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", *plain]
        return KernelSpec(argv=argv, display_name="Python", language="python")


class CappedKernels(AsyncMappingKernelManager):
    """Kernels up to a limit; the one beyond it is refused with `ServerFull`, nobody inside notices."""

    limit = Int(100, help="How many kernels may live at the same time.").tag(config=True)
    starting = 0

    def kernel(self, kernel_id: str) -> AsyncKernelManager:
        """Return the kernel with this id; KeyError when it is gone."""
        kernel = self.get_kernel(kernel_id)
        assert isinstance(kernel, AsyncKernelManager)  # noqa: S101  what this class makes; its own annotation says less
        return kernel

    async def start_kernel(self, **kwargs: Any) -> str:  # type: ignore[override]  # noqa: ANN401  handed on as it came
        if len(self) + self.starting >= self.limit:
            raise ServerFull
        self.starting += 1
        try:
            return await super().start_kernel(**kwargs)
        finally:
            self.starting -= 1


def runtime_folder() -> Path:
    """Make a folder only this user can enter, with a name short enough for sockets in it."""
    folder = tempfile.mkdtemp(prefix="netlearn-")
    if os.name == "posix" and len(folder) + _SOCKET_NAME > _LONGEST_SOCKET:
        Path(folder).rmdir()
        folder = tempfile.mkdtemp(prefix="netlearn-", dir="/tmp")
    return Path(folder)


def kernel_config(limit: int, idle_seconds: int) -> Config:
    """Return the kernels' settings: private sockets where there are some, no restart, an end for the forgotten."""
    config = Config()
    config.CappedKernels.limit = limit
    config.MappingKernelManager.cull_idle_timeout = idle_seconds
    config.MappingKernelManager.cull_interval = max(1, idle_seconds // 15)
    config.MappingKernelManager.cull_connected = False
    if os.name == "posix":
        config.KernelManager.transport = "ipc"
    # A kernel that was restarted is empty. Its visitor is better served by a new page, so death is final and told soon.
    config.KernelRestarter.restart_limit = 0
    config.KernelRestarter.time_to_dead = 1.0
    # Dropping messages over a rate would lose results silently.
    config.ZMQChannelsWebsocketConnection.limit_rate = False
    return config
