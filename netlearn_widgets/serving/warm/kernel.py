"""A kernel in two halves: what is the same for everyone before the fork, what is a visitor's own after it."""

from __future__ import annotations

import importlib
import json
import logging
import os
import random
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import zmq
from ipykernel.control import ControlThread
from ipykernel.iostream import IOPubThread
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from IPython.core.profiledir import ProfileDir
from tornado.ioloop import IOLoop
from traitlets import Any as Any_
from traitlets import DottedObjectName, default
from traitlets.config import Config
from zmq.eventloop.zmqstream import ZMQStream

from netlearn_widgets.serving.warm.bundling import Bundling
from netlearn_widgets.serving.warm.recording import Output, Recorder
from netlearn_widgets.serving.warm.wire import BROKEN, HEAD, broken

__all__ = ["WarmKernel"]

_LISTENS = b"\n"
_SPEAK_OF_MESSAGES = ("Comm", "ipykernel.comm")  # they warn of what a page sends, with its words
_LATE = ("IPython.core.debugger", "faulthandler", "ipykernel.debugger", "tornado.platform.asyncio")
"""What a kernel would load only when it starts."""


def _is_new(record: logging.LogRecord) -> bool:
    """Whether this says more than that a message came twice, as from a page that lost its connection."""
    return not (record.exc_info and str(record.exc_info[1]).startswith("Duplicate Signature"))


class WarmKernel(IPKernelApp):
    """Jupyter's kernel application, ready but for its sockets.

    It reads no settings of the user, keeps no history, and has no debugger, no subshells and no heartbeat: a visitor's
    page uses none of them, and each costs threads and memory in every kernel.
    """

    outstream_class = DottedObjectName(
        None, help="What is printed goes where the server's own words go, not to the page", allow_none=True
    )
    shell: Any = Any_()

    @default("session")
    def _bundling(self) -> Bundling:
        return Bundling(parent=self)

    def prepare(self, folder: Path) -> None:
        """Make the kernel and its shell; what they say is noted, and nothing is opened."""
        # No kernel loads a debugger, which takes 0.1 s.
        sys.modules["debugpy"] = None  # type: ignore[assignment]
        for late in _LATE:
            importlib.import_module(late)
        settings = Config()
        settings.HistoryManager.enabled = False
        settings.InteractiveShell.colors = "nocolor"
        settings.IPCompleter.use_jedi = False
        self.update_config(settings)
        self.log.setLevel(logging.ERROR)
        self.log.addFilter(_is_new)
        for name in _SPEAK_OF_MESSAGES:
            logging.getLogger(name).setLevel(logging.ERROR)
        self.ipython_dir = str(folder)
        self.profile_dir = ProfileDir(location=str(folder / "profile"))
        self.init_pdb()
        self._recorder = Recorder(parent=self)
        self.kernel = IPythonKernel.instance(
            parent=self, session=self._recorder, log=self.log, profile_dir=self.profile_dir, user_ns={}
        )
        self.shell = self.kernel.shell

    def needs_event_loop(self, cell: str) -> bool:
        """Whether a cell awaits something outside of functions."""
        return bool(self.shell.should_run_async(cell, transformed_cell=self.shell.transform_cell(cell)))

    def run(self, cell: str) -> list[Output]:
        """Run one cell and return what it shows; raise CellFailed when it fails."""
        return self._recorder.run(self.shell, cell)

    def prepare_widgets(self) -> None:
        """Let the page ask for the widgets' states: ipywidgets was imported before there was a kernel to tell so."""
        if ipywidgets := sys.modules.get("ipywidgets"):
            ipywidgets.register_comm_target()

    def live(self, connection: str, cord: socket.socket) -> NoReturn:
        """Serve one visitor until the kernel is ended or the server is gone; to be called right after the fork."""
        try:
            os.setsid()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            cord.sendall(os.getpid().to_bytes(HEAD, "big"))
            with _told(cord):
                threading.Thread(target=_end_with_server, args=(cord,), daemon=True).start()
                _draw_other_numbers()
                self._open(connection)
            IOLoop.current().add_callback(self._listen, cord)
            self.start()
        finally:
            os._exit(0)

    def _listen(self, cord: socket.socket) -> None:
        """Let the visitor speak: every channel has its reader now. A message that came before would never be read."""
        with _told(cord):
            self.control_thread.start()
        cord.sendall(_LISTENS)

    def _open(self, connection: str) -> None:
        self.connection_file = connection
        self.init_connection_file()
        self.init_sockets()
        self.init_io()
        self.init_signal()
        self.init_kernel()
        self.init_shell()

    # Halves of Jupyter's own steps, without what a visitor's page does not use

    def init_control(self, context: zmq.Context[Any]) -> None:
        self.control_socket = context.socket(zmq.ROUTER)
        self.control_socket.linger = 1000
        self.control_port = self._bind_socket(self.control_socket, self.control_port)
        self.control_socket.router_handover = 1
        self.control_thread = ControlThread(daemon=True)

    def init_iopub(self, context: zmq.Context[Any]) -> None:
        socket = context.socket(zmq.XPUB)
        socket.linger = 1000
        self.iopub_port = self._bind_socket(socket, self.iopub_port)
        self.iopub_thread = IOPubThread(socket, session=self.session)
        self.iopub_thread.start()
        self.iopub_socket = self.iopub_thread.background_socket

    def init_kernel(self) -> None:
        """Give the kernel, which has been there since before the fork, its sockets."""
        kernel, shell = self.kernel, self.shell
        kernel.control_thread = self.control_thread
        kernel.control_stream = ZMQStream(self.control_socket, self.control_thread.io_loop)
        kernel.shell_stream = ZMQStream(self.shell_socket)
        kernel.iopub_thread, kernel.iopub_socket = self.iopub_thread, self.iopub_socket
        kernel.stdin_socket = self.stdin_socket
        for speaker in (kernel, shell.displayhook, shell.display_pub):
            speaker.session = self.session
        for publisher in (shell.displayhook, shell.display_pub):
            publisher.pub_socket = self.iopub_socket
        self.displayhook.get_execution_count = lambda: kernel.execution_count


@contextmanager
def _told(cord: socket.socket) -> Iterator[None]:
    """Tell the server of an error that keeps the kernel from listening, and end."""
    try:
        yield
    except BaseException as error:  # noqa: BLE001  whatever it is, somebody has to be told
        cord.sendall(BROKEN + json.dumps(broken(error)["broken"]).encode())
        os._exit(1)


def _end_with_server(cord: socket.socket) -> None:
    """Wait until the server is gone, then end this kernel and every program it started."""
    try:
        cord.recv(1)
    finally:
        os.killpg(os.getpgrp(), signal.SIGKILL)


def _draw_other_numbers() -> None:
    """Let no two visitors draw the same random numbers."""
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()
