"""The visitors' kernels: one each, never more than the server can carry, gone soon after their visitor."""

from __future__ import annotations

import asyncio
import os
import sys
import time
import uuid
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import Float, Int
from traitlets.config import Config

from netlearn_widgets.serving.memory import give_back

__all__ = ["CappedKernels", "OwnPython", "ServerFull", "kernel_config"]

_SETTLED = 2.0  # seconds after which the connections of the last visitor are closed
_PLAIN = (
    "--HistoryManager.enabled=False",
    "--InteractiveShell.colors=NoColor",
    "--InteractiveShellApp.exec_PYTHONSTARTUP=False",
)


class ServerFull(Exception):
    """As many visitors as the server carries are inside."""


class OwnPython(KernelSpecManager):
    """Every kernel runs in the Python that runs the server, whatever kernels the machine's user has installed."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:  # noqa: ARG002  one answer for every name
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", *_PLAIN]
        return KernelSpec(argv=argv, display_name="Python", language="python")


class CappedKernels(AsyncMappingKernelManager):
    """Kernels up to a limit; the one beyond it is refused with `ServerFull`, nobody inside notices.

    A place is taken by a kernel, by one that starts, and for some seconds by a page that was sent and will connect, so
    that a burst of visitors is told at the door who can come in. Kernels in reserve take none.
    """

    limit = Int(100, help="How many visitors may be inside at the same time.").tag(config=True)
    held = Float(10.0, help="For how many seconds a place is kept for a page that was sent.").tag(config=True)
    unvisited = Float(60.0, help="After how many seconds a kernel that no page ever connected to is ended.").tag(
        config=True
    )

    def __init__(self, **traits: Any) -> None:  # noqa: ANN401  as every configurable
        super().__init__(**traits)
        self.reserve: set[str] = set()
        self._starting: set[str] = set()
        self._held: dict[str, float] = {}
        self._visited: set[str] = set()

    def kernel(self, kernel_id: str) -> AsyncKernelManager:
        """Return the kernel with this id; KeyError when it is gone."""
        kernel = self.get_kernel(kernel_id)
        assert isinstance(kernel, AsyncKernelManager)  # noqa: S101  what this class makes; its own annotation says less
        return kernel

    @property
    def free(self) -> int:
        """How many more visitors can come in."""
        now = time.monotonic()
        self._held = {name: until for name, until in self._held.items() if until > now}
        return self.limit - len((self._kernels.keys() | self._starting | self._held.keys()) - self.reserve)

    def hold(self, kernel_id: str) -> None:
        """Keep a place for a kernel that will be started soon.

        Raises
        ------
        ServerFull
            There is none.
        """
        if self.free < 1:
            raise ServerFull
        self._held[kernel_id] = time.monotonic() + self.held

    def let_go(self, kernel_id: str) -> None:
        """Keep no place for it any longer."""
        self._held.pop(kernel_id, None)

    async def start_kernel(self, *, reserve: bool = False, **options: Any) -> str:  # type: ignore[override]  # noqa: ANN401  handed on as it came
        """Start a kernel; one in ``reserve`` takes no place until `serve` is called.

        Raises
        ------
        ServerFull
            There is no place, and none was held.
        """
        name = options.setdefault("kernel_id", str(uuid.uuid4()))
        if reserve:
            self.reserve.add(name)
        elif name not in self._held and self.free < 1:
            raise ServerFull
        self._starting.add(name)
        self.let_go(name)
        try:
            await super().start_kernel(**options)
        except BaseException:
            self.reserve.discard(name)
            raise
        finally:
            self._starting.discard(name)
        return str(name)

    def serve(self, kernel_id: str) -> None:
        """Give a kernel in reserve to a visitor.

        Raises
        ------
        ServerFull
            There is no place.
        """
        if self.free < 1:
            raise ServerFull
        self.reserve.discard(kernel_id)

    def expect(self, kernel_id: str) -> None:
        """End a kernel that has been given to a page, unless the page connects to it soon."""
        asyncio.get_running_loop().call_later(self.unvisited, self._end_unvisited, kernel_id)

    def _end_unvisited(self, kernel_id: str) -> None:
        if kernel_id in self and kernel_id not in self._visited:
            self._ending = asyncio.ensure_future(self.end(kernel_id))

    async def end(self, kernel_id: str) -> None:
        """End a kernel now, if it is there."""
        self.let_go(kernel_id)
        if kernel_id in self:
            await self.shutdown_kernel(kernel_id, now=True)

    def notify_connect(self, kernel_id: str) -> None:
        self._visited.add(kernel_id)
        super().notify_connect(kernel_id)

    def remove_kernel(self, kernel_id: str) -> Any:  # noqa: ANN401  as the class above returns it
        self._visited.discard(kernel_id)
        self.reserve.discard(kernel_id)
        removed = super().remove_kernel(kernel_id)
        if not self._kernels:
            asyncio.get_running_loop().call_later(_SETTLED, give_back)
        return removed

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        if kernel_id not in self.reserve:
            await super().cull_kernel_if_idle(kernel_id)

    def _handle_kernel_died(self, kernel_id: str) -> None:
        """Take away what a kernel that died of itself has left."""
        self.stop_watching_activity(kernel_id)
        kernel = self.kernel(kernel_id)
        super()._handle_kernel_died(kernel_id)
        self._burying = asyncio.ensure_future(kernel.cleanup_resources())


def kernel_config(limit: int, *, idle_seconds: int, unvisited_seconds: float, held_seconds: float) -> Config:
    """Return the kernels' settings: private sockets where there are some, no restart, an end for the forgotten."""
    config = Config()
    config.CappedKernels.limit = limit
    config.CappedKernels.unvisited = unvisited_seconds
    config.CappedKernels.held = held_seconds
    config.CappedKernels.kernel_manager_class = "netlearn_widgets.serving.forking.ForkedKernel"
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
