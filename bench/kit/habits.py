"""What people do with a page in the course of a session, drawn by lot: the same lot for the same seed."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from uuid import uuid4

from kit.contenders import Ours
from kit.server import Server
from kit.visitor import Visitor
from kit.wire import Closed, request

__all__ = ["Person", "Story"]

_KEY = "benefits"
_CHOICES = ("growth", "diffusion", "small_world", "resilience", "adaptive_capacity")
_EVERY = 2.4  # minutes of the session between two things a person does: fifty in two hours
_LONGEST_SLEEP = 20.0  # minutes of the session
_HABITS = {"answers": 70, "sleeps": 10, "reloads": 8, "moves on": 6, "closes and returns": 3, "is swept away": 3}
_TRIES = 3
_PATIENCE = 60  # seconds for any one thing


@dataclass
class Story:
    """What has happened in a session."""

    counts: Counter[str] = field(default_factory=Counter)
    saved: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Person:
    """One participant with a phone.

    Parameters
    ----------
    ours, server : Ours, Server
    story : Story
        Where everything this person does is told.
    minute : float
        Seconds a minute of the session takes.
    chance : Random
    """

    def __init__(self, ours: Ours, server: Server, story: Story, minute: float, chance: random.Random) -> None:
        self._server, self._story, self._minute, self._chance = server, story, minute, chance
        self._visitor: Visitor = ours.visitor(server, patience=_PATIENCE)
        self._said: list[str] = []
        self._habits: dict[str, Callable[[], Awaitable[None]]] = {
            "answers": self._answer,
            "sleeps": self._sleep,
            "reloads": self._reload,
            "moves on": self._move,
            "closes and returns": self._close_and_return,
            "is swept away": self._be_swept_away,
        }

    async def attend(self, late: float, until: float) -> None:
        """Come so many minutes late, stay until the session's last minute, then leave or just put the phone away."""
        await asyncio.sleep(late * self._minute)
        now = late
        await self._told("joins", self._come)
        while now < until:
            pause = self._chance.uniform(0.5, 1.5) * _EVERY
            await asyncio.sleep(min(pause, until - now) * self._minute)
            now += pause
            if now < until:
                habit = self._chance.choices(list(_HABITS), list(_HABITS.values()))[0]
                await self._told(habit, self._habits[habit])
        await self._told("leaves", self._visitor.leave if self._chance.random() < 0.7 else self._put_away)

    async def _told(self, what: str, act: Callable[[], Awaitable[None]]) -> None:
        self._story.counts[what] += 1
        try:
            await act()
        except Exception as problem:  # noqa: BLE001  the story goes on; its end says what went wrong
            self._story.errors.append(f"{what}: {problem!r}")

    async def _come(self) -> None:
        await self._visitor.open()
        await self._visitor.join()

    async def _answer(self) -> None:
        """Say something else than before; when the connection was lost, come back and send the same answer again."""
        name, before = uuid4().hex, self._said
        while self._said == before:  # what stands already is not recorded again
            self._said = sorted(self._chance.sample(_CHOICES, 2))
        for left in reversed(range(_TRIES)):
            try:
                if self._visitor.lost:
                    self._story.counts["comes back by itself"] += 1
                    await self._visitor.wake()
                await self._visitor.go(0)
                await self._visitor.answer(_KEY, self._said, name)
            except (Closed, TimeoutError, ConnectionError):
                if not left:
                    raise
                continue
            self._story.saved.append(name)
            return

    async def _sleep(self) -> None:
        self._visitor.fall_asleep()
        await asyncio.sleep(self._chance.uniform(0.5, _LONGEST_SLEEP) * self._minute)
        there = await self._visitor.wake()
        self._story.counts["woke, kernel there" if there else "woke, kernel gone"] += 1

    async def _reload(self) -> None:
        await self._visitor.leave()
        await self._visitor.open()
        await self._visitor.hello()

    async def _move(self) -> None:
        await self._visitor.go(self._chance.randrange(10))

    async def _close_and_return(self) -> None:
        await self._visitor.leave()
        await asyncio.sleep(self._chance.uniform(0.5, 5) * self._minute)
        await self._visitor.open()
        await self._visitor.hello()

    async def _be_swept_away(self) -> None:
        """The phone ends the browser without a word; a messenger looks at the link and loads it half; then back."""
        self._visitor.close()
        with_patience = asyncio.create_task(request(f"{self._server.url}join"))
        await asyncio.sleep(0.1)
        with_patience.cancel()
        await asyncio.sleep(self._chance.uniform(0.5, 5) * self._minute)
        await self._visitor.open()
        await self._visitor.hello()

    async def _put_away(self) -> None:
        self._visitor.close()
