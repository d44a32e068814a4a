"""Kernels that say why they ended, and how many of them are connected."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from netlearn_widgets.serving.kernels import CappedKernels, ServerFull

if TYPE_CHECKING:
    from netlearn_widgets.serving.status import Watch

__all__ = ["WatchedKernels"]

_WHY: ContextVar[str] = ContextVar("why a kernel ends", default="left")


class WatchedKernels(CappedKernels):
    """Tells the server's `Watch` of each kernel that ends."""

    stopping = False

    @property
    def watch(self) -> Watch:
        """The server's own counts."""
        server: Any = self.parent
        watch: Watch = server.plan.watch
        return watch

    @property
    def connected(self) -> int:
        """How many kernels have a page that is connected now."""
        return sum(self._kernel_connections.get(kernel, 0) > 0 for kernel in self.list_kernel_ids())

    async def start_kernel(self, *, reserve: bool = False, **options: Any) -> str:  # type: ignore[override]  # noqa: ANN401  handed on as it came
        began = self.watch.clock()
        try:
            name = await super().start_kernel(reserve=reserve, **options)
        except ServerFull:
            raise
        except Exception as error:
            self.watch.unstarted(error)
            raise
        if not reserve:
            self.watch.began(round(1000 * (self.watch.clock() - began)), len(self))
        return name

    def remove_kernel(self, kernel_id: str) -> Any:  # noqa: ANN401  as the class above returns it
        known = kernel_id in self
        kernel = super().remove_kernel(kernel_id)
        if known:
            self.watch.ended("stop" if self.stopping else _WHY.get(), len(self))
        return kernel

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        before = _WHY.set("idle")
        try:
            await super().cull_kernel_if_idle(kernel_id)
        finally:
            _WHY.reset(before)

    def _handle_kernel_died(self, kernel_id: str) -> None:
        before = _WHY.set("died")
        try:
            super()._handle_kernel_died(kernel_id)
        finally:
            _WHY.reset(before)
