"""How a visit begins: a page is sent without a kernel, and the kernel is forked when the page connects."""

from __future__ import annotations

import asyncio
import logging
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from netlearn_widgets.serving.kernels import CappedKernels, ServerFull
from netlearn_widgets.serving.notebook import Notebooks
from netlearn_widgets.serving.pool import Pool
from netlearn_widgets.serving.running import Part, parts
from netlearn_widgets.serving.site import Page
from netlearn_widgets.serving.warming import PageLost, Unfit, Warming, WarmPage

__all__ = ["Visit", "Visits"]

_MOST_TICKETS = 5000  # pages that were sent and never connected; the oldest are forgotten

_log = logging.getLogger("netlearn")


@dataclass(frozen=True)
class Visit:
    """What a visitor's page is made of.

    Attributes
    ----------
    kernel : str
        The kernel's id; "" where the page gets none.
    parts : list of Part
        The whole page in order.
    drawn : dict of str to str
        Whoever draws the page keeps its HTML here, by the page's name; where the parts are the same for everyone, so
        is this dictionary.
    """

    kernel: str
    parts: list[Part]
    drawn: dict[str, str] = field(default_factory=dict)


@dataclass
class _Ticket:
    """A page that was sent and has no kernel yet."""

    warm: WarmPage
    starting: asyncio.Future[None] | None = field(default=None)


class Visits:
    """Begins visits, in the quickest way the page and the system allow.

    Parameters
    ----------
    kernels : CappedKernels
    notebooks : Notebooks
    pool : Pool
        For pages whose kernels cannot be forked.
    warming : Warming, optional
        Where kernels are forked; left out, all come from the pool.
    """

    def __init__(
        self, kernels: CappedKernels, notebooks: Notebooks, pool: Pool, warming: Warming | None = None
    ) -> None:
        self._kernels, self._notebooks, self._pool, self._warming = kernels, notebooks, pool, warming
        self._tickets: dict[str, _Ticket] = {}
        self._ends = False

    async def begin(self, page: Page) -> Visit:
        """Return the page for a visitor, with a place kept for them.

        Raises
        ------
        ServerFull, NotebookFailed, TimeoutError
        """
        name = str(uuid.uuid4())
        self._kernels.hold(name)
        try:
            warm = await self._warm(page)
        except BaseException:
            self._kernels.let_go(name)
            raise
        if warm is None:
            self._kernels.let_go(name)
            run = await self._pool.take(page)
            return Visit(run.kernel, run.parts)
        self._tickets[name] = _Ticket(warm)
        if len(self._tickets) > _MOST_TICKETS:
            self._tickets.pop(next(iter(self._tickets)))
        return Visit(name, self._parts(page, warm), warm.drawn)

    async def look(self, page: Page) -> Visit:
        """Return the page for somebody who will not stay: a link's preview. It gets no kernel and no place."""
        warm = await self._warm(page)
        if warm is None:
            return Visit("", parts(self._notebooks[page.notebook], {}))
        return Visit("", self._parts(page, warm), warm.drawn)

    async def prepare(self, page: Page) -> None:
        """Make a page ready before anybody asks for it; what is wrong with it is told to its first visitor."""
        try:
            if await self._warm(page) is None:
                self._pool.fill(page)
        except Exception as problem:  # noqa: BLE001  whatever it is, the first visitor meets it too, where it is handled
            if not self._ends:
                _log.warning("The page %r could not be made ready: %s", page.name, problem)

    def forget(self) -> None:
        """Begin later visits with nothing that was read before: somebody was taken out."""
        if self._warming is not None:
            self._warming.forget()

    async def admit(self, kernel_id: str) -> None:
        """Make sure that a page that connects has its kernel.

        Raises
        ------
        KeyError
            There is no such kernel, and no page waits for it: the page has to be loaded anew.
        ServerFull
            The place that was kept for it has been given to somebody else, and there is no other.
        """
        if kernel_id in self._kernels and kernel_id not in self._tickets:
            return
        ticket = self._tickets[kernel_id]
        if ticket.starting is None:
            ticket.starting = asyncio.ensure_future(self._start(kernel_id, ticket))
        await asyncio.shield(ticket.starting)

    async def _start(self, kernel_id: str, ticket: _Ticket) -> None:
        try:
            await self._kernels.start_kernel(kernel_id=kernel_id, fork=ticket.warm.fork)
        except PageLost:
            self._tickets.pop(kernel_id, None)
            raise KeyError(kernel_id) from None
        except ServerFull:
            self._tickets.pop(kernel_id, None)  # the page asks anew, and is told that every place is taken
            raise
        except BaseException:
            ticket.starting = None
            raise
        self._kernels.expect(kernel_id)
        if self._tickets.pop(kernel_id, None) is None:
            await self._kernels.end(kernel_id)  # the visitor has left meanwhile

    def waits(self, kernel_id: str) -> bool:
        """Whether a page was sent for which this kernel can be made."""
        ticket = self._tickets.get(kernel_id)
        return ticket is not None and ticket.warm.alive

    async def leave(self, kernel_id: str) -> None:
        """End a visit: its kernel, or the place kept for it."""
        self._tickets.pop(kernel_id, None)
        await self._kernels.end(kernel_id)

    async def close(self) -> None:
        """Begin no more visits, and end what was kept ready; kernels are ended by their manager."""
        self._ends = True
        await self._pool.close()
        if self._warming is not None:
            self._warming.close()

    async def _warm(self, page: Page) -> WarmPage | None:
        if self._warming is None:
            return None
        try:
            return await self._warming.page(Path(page.notebook), self._notebooks[page.notebook])
        except Unfit:
            return None

    def _parts(self, page: Page, warm: WarmPage) -> list[Part]:
        notebook = self._notebooks[page.notebook]
        return parts(notebook, dict(zip(notebook.code, warm.outputs, strict=True)))
