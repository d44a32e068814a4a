"""Kernels that have run a notebook before their visitor comes, for where none can be forked."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from netlearn_widgets.serving.kernels import CappedKernels, ServerFull
from netlearn_widgets.serving.notebook import Notebook, Notebooks
from netlearn_widgets.serving.running import NotebookFailed, Part, run
from netlearn_widgets.serving.site import Page

__all__ = ["Pool", "Run"]

_log = logging.getLogger("netlearn")


@dataclass(frozen=True)
class Run:
    """A kernel that has run a notebook, and what it shows."""

    kernel: str
    parts: list[Part]
    notebook: Notebook


class Pool:
    """A few kernels in reserve for each page that somebody has opened.

    Parameters
    ----------
    kernels : CappedKernels
    notebooks : Notebooks
    env : mapping of str to str
        The environment of every kernel.
    seconds : float
        How long a notebook may take to run.
    words : int
        The open file to which the kernels print.
    """

    def __init__(
        self, kernels: CappedKernels, notebooks: Notebooks, env: Mapping[str, str], seconds: float, words: int
    ) -> None:
        self._kernels, self._notebooks, self._env, self._seconds = kernels, notebooks, dict(env), seconds
        self._words = words
        self._ready: defaultdict[str, list[Run]] = defaultdict(list)
        self._filling: dict[str, asyncio.Task[None]] = {}

    async def take(self, page: Page) -> Run:
        """Return a kernel for a visitor, one from the reserve where there is one.

        Raises
        ------
        ServerFull, NotebookFailed, TimeoutError
        """
        notebook = self._notebooks[page.notebook]
        ready = self._ready[page.name]
        while ready:
            if self._kernels.free < 1:
                raise ServerFull
            known = ready.pop()
            if known.notebook is notebook and known.kernel in self._kernels:
                self._kernels.serve(known.kernel)
                self._kernels.expect(known.kernel)
                self.fill(page)
                return known
            await self._kernels.end(known.kernel)
        fresh = await self._run(page, reserve=False)
        self._kernels.expect(fresh.kernel)
        self.fill(page)
        return fresh

    def fill(self, page: Page) -> None:
        """Begin to bring the page's reserve up to its size."""
        if page.name not in self._filling:
            self._filling[page.name] = asyncio.ensure_future(self._fill(page))

    async def _fill(self, page: Page) -> None:
        size = 2 if page.kind == "join" else 1
        try:
            while len(self._ready[page.name]) < size:
                self._ready[page.name].append(await self._run(page, reserve=True))
        except (NotebookFailed, TimeoutError, OSError) as failure:
            _log.error("No kernel could be kept ready for the page %r: %s", page.name, failure)
        finally:
            del self._filling[page.name]

    async def _run(self, page: Page, *, reserve: bool) -> Run:
        """Start a kernel and run the notebook in it; whatever goes wrong on the way, the kernel is ended."""
        notebook = self._notebooks[page.notebook]
        printed = {"stdout": self._words, "stderr": self._words}
        kernel = await self._kernels.start_kernel(
            env=self._env, cwd=str(page.notebook.parent), reserve=reserve, **printed
        )
        try:
            async with asyncio.timeout(self._seconds):
                parts = await run(notebook, self._kernels.kernel(kernel), seconds=self._seconds)
        except BaseException:
            await self._kernels.end(kernel)
            raise
        return Run(kernel, parts, notebook)

    async def close(self) -> None:
        """Begin nothing more; the kernels are ended with all others."""
        filling = list(self._filling.values())
        for task in filling:
            task.cancel()
        await asyncio.gather(*filling, return_exceptions=True)
