"""A forked kernel as jupyter_client and jupyter_server know kernels: started, watched and ended like any other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_server.services.kernels.kernelmanager import ServerKernelManager

from netlearn_widgets.serving.cord import Cord

__all__ = ["Fork", "ForkedKernel", "ForkedProvisioner"]

Fork = Callable[[str], Awaitable[Cord]]
"""Makes a kernel for a connection file and returns when it listens."""


class ForkedProvisioner(LocalProvisioner):
    """Lets a warm page fork the kernel where jupyter_client would start a program."""

    process: Any = None

    async def pre_launch(self, **options: Any) -> dict[str, Any]:  # noqa: ANN401  handed on as they came
        manager: Any = self.parent
        manager.write_connection_file()
        self.connection_info = manager.get_connection_info()
        return {"cmd": [], "fork": options["fork"], "file": manager.connection_file}

    async def launch_kernel(self, cmd: list[str], **options: Any) -> KernelConnectionInfo:  # noqa: ANN401, ARG002  as above
        cord: Cord = await options["fork"](options["file"])
        self.process = cord
        self.pid = self.pgid = cord.pid
        return self.connection_info

    async def wait(self) -> int | None:
        if self.process is not None:
            await self.process.ended.wait()
            self.process = None
        return 0


class ForkedKernel(ServerKernelManager):
    """One kernel: forked where `start_kernel` is told how (``fork``), else started as a program."""

    async def start_kernel(self, *, fork: Fork | None = None, **options: Any) -> None:  # type: ignore[override]  # noqa: ANN401  handed on as they came
        if fork is not None:
            name = options["kernel_id"]
            self.provisioner = ForkedProvisioner(parent=self, kernel_id=name, kernel_spec=self.kernel_spec)
            options = {"kernel_id": name, "fork": fork}
        await super().start_kernel(**options)
