"""People who answer as quickly as they like, keep what was not acknowledged, and say it again, as a browser does."""

from __future__ import annotations

import asyncio
import hashlib
import json
import random
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from kit.contenders import guide
from kit.visitor import PageRefused, Visitor
from kit.wire import Closed

__all__ = ["Ledger", "Row", "Talker"]

Row = tuple[str, str, object]
"""An answer as it is kept: its id, whose (the token's SHA-256), its value."""

_SENT_AGAIN = 4.0  # seconds, as in the page's script
_GONE = (Closed, OSError, TimeoutError, PageRefused)
_SOON = 0.05


@dataclass
class Ledger:
    """What people said, what they were told is saved, and what a look into the data found of it."""

    said: dict[str, tuple[str, str]] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)
    again: int = 0
    lost: set[str] = field(default_factory=set)
    doubled: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    forgotten: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)

    def say(self, name: str, token: str, words: str) -> None:
        """Somebody is about to say this."""
        self.said[name] = (hashlib.sha256(token.encode()).hexdigest(), words)

    async def acknowledge(self, name: str) -> None:
        """Somebody was told that this is saved."""
        self.acknowledged.add(name)
        async with self._news:
            self._news.notify_all()

    async def reach(self, many: int, seconds: float) -> bool:
        """Wait until so many answers are acknowledged; return whether they were in time."""
        try:
            async with asyncio.timeout(seconds), self._news:
                await self._news.wait_for(lambda: len(self.acknowledged) >= many)
        except TimeoutError:
            return False
        return True

    def take_in(self, other: Ledger) -> None:
        """Add the ledger of another room."""
        self.said |= other.said
        for mine, theirs in (
            (self.acknowledged, other.acknowledged),
            (self.lost, other.lost),
            (self.doubled, other.doubled),
            (self.changed, other.changed),
        ):
            mine.update(theirs)
        self.again += other.again
        self.forgotten += other.forgotten
        self.refused += other.refused

    def compare(self, rows: Collection[Row]) -> str:
        """Compare with what is kept now; return what is found for the first time, in words, or ""."""
        kept = {name: (token, value) for name, token, value in rows}
        names, words = Counter(name for name, _, _ in rows), Counter(json.dumps(value) for _, _, value in rows)
        lost = self.acknowledged - set(kept)
        doubled = {name for name, many in names.items() if many > 1}
        doubled |= {name for name, _, value in rows if words[json.dumps(value)] > 1}
        changed = {name for name, value in kept.items() if self.said.get(name) != value}
        new = [
            f"{len(found - known)} {what} ({', '.join(sorted(found - known)[:3])})"
            for what, found, known in (
                ("lost", lost, self.lost),
                ("doubled", doubled, self.doubled),
                ("not as said", changed, self.changed),
            )
            if found - known
        ]
        self.lost |= lost
        self.doubled |= doubled
        self.changed |= changed
        return "; ".join(new)


class Talker:
    """One person: a browser that keeps its token, and the one answer that nobody has acknowledged yet.

    Parameters
    ----------
    url : str
        The server's address; it stays the same over all its lives.
    ledger : Ledger
        Where everything they say is told.
    chance : Random
    pause : float
        Seconds from one answer to the next, on average.
    """

    def __init__(self, url: str, ledger: Ledger, chance: random.Random, pause: float) -> None:
        self._ledger, self._chance, self._pause = ledger, chance, pause
        self._visitor = Visitor(url, patience=20)
        self._there = self._joined = False
        self._pending: tuple[str, str, str] | None = None
        self._texts = _texts()

    def invite(self, code: str) -> None:
        """Let them come to this workshop from now on; what they said to another one is over."""
        self._visitor.code = code
        self._joined, self._pending = False, None

    async def attend(self, stands: Callable[[], bool]) -> None:
        """Come and answer, and come back whenever the connection ends, as long as the server stands."""
        self._there = False
        while stands():
            try:
                await self._come()
                while True:
                    await self._answer()
            except _GONE as gone:
                if stands() and not isinstance(gone, Closed):
                    self._ledger.refused[str(gone)[:120] or repr(gone)] += 1
            await asyncio.sleep(_SOON)
        self._visitor.close()

    async def _come(self) -> None:
        """Open the page, or come back to it as its script does, and be who they were; join at the first time."""
        visitor = self._visitor
        if self._there:
            self._there = False
            await visitor.wake()
        else:
            visitor.close()
            await visitor.open()
            await visitor.hello()
        if not await visitor.joined():
            self._ledger.forgotten += self._joined
            await visitor.hello(name="", join=True)
            self._joined = self._joined or await visitor.joined()
        self._there = True

    async def _answer(self) -> None:
        """Say something new, or again what nobody has acknowledged, under the same id."""
        ledger = self._ledger
        if self._pending is None:
            step, question = self._chance.choice(self._texts)
            name, words = uuid4().hex, f"We learn how people live well, said {uuid4().hex[:12]}"
            ledger.say(name, self._visitor.token, words)
            self._pending = (name, question, words)
        else:
            ledger.again += 1
            step = next(step for step, key in self._texts if key == self._pending[1])
        name, question, words = self._pending
        await self._visitor.go(step)
        try:
            await asyncio.wait_for(self._visitor.answer(question, words, name), _SENT_AGAIN)
        except TimeoutError:
            return
        except RuntimeError as refusal:  # it may be sent again, and is
            ledger.refused[str(refusal)[:120]] += 1
            await asyncio.sleep(_SOON)
            return
        self._pending = None
        await ledger.acknowledge(name)
        await asyncio.sleep(self._chance.expovariate(1 / self._pause))


def _texts() -> Sequence[tuple[int, str]]:
    """The questions that take a text: the number of the step, and the question's key."""
    return [
        (number, one["key"])
        for number, step in enumerate(guide()["step"])
        for one in step["question"]
        if one["kind"] == "text"
    ]
