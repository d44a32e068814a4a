"""What a cell shows, noted as a kernel would have published it, before there is a kernel."""

from __future__ import annotations

import contextlib
import io
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from jupyter_client.session import Session

__all__ = ["CellFailed", "Recorder"]

Output = dict[str, Any]
_OUTPUTS = ("display_data", "execute_result", "error")


class CellFailed(Exception):
    """A cell raised an error; the message is its traceback."""


class Recorder(Session):
    """Stands where the kernel's session will: messages are noted, not sent."""

    def __init__(self, **traits: object) -> None:
        super().__init__(**traits)
        self.outputs: list[Output] = []

    def send(self, stream: object, msg_or_type: Any, content: Any = None, *_: object, **__: object) -> None:  # noqa: ANN401, ARG002  jupyter_client's signature
        message = msg_or_type if isinstance(msg_or_type, dict) else {"msg_type": msg_or_type, "content": content}
        if message["msg_type"] in _OUTPUTS:
            self.outputs.append({"output_type": message["msg_type"], **message["content"]})

    def print(self, text: str) -> None:
        """Note what a cell printed, with what it printed just before."""
        last = self.outputs[-1] if self.outputs else {}
        if last.get("output_type") == "stream":
            last["text"] += text
        elif text:
            self.outputs.append({"output_type": "stream", "name": "stdout", "text": text})

    def run(self, shell: InteractiveShell, cell: str) -> list[Output]:
        """Run one cell and return its outputs.

        Raises
        ------
        CellFailed
            The cell raised an error, or could not be understood.
        """
        self.outputs = []
        with contextlib.redirect_stdout(_Printer(self)):
            done = shell.run_cell(cell, store_history=False)
        failed = [output for output in self.outputs if output["output_type"] == "error"]
        if not done.success:
            raise CellFailed("\n".join(failed[-1]["traceback"]) if failed else repr(done.error_before_exec))
        return self.outputs


class _Printer(io.TextIOBase):
    """What `print` writes to while a cell runs."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._recorder.print(text)
        return len(text)
