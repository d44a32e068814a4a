"""How soon an answer is saved, and how soon the shared screen shows it, with a whole room at work.

Measured: visitors and the shared screen (and the host's page, where there is one) open their pages at the same moment.
All are to be in within ten seconds. Then the room gives its answers, spread evenly over a minute, to the questions of
one step; the screen shows one of these questions. "Saved" is from sending an answer until the page is told that it is
kept. "Shown" is from sending it until a message with its very words reaches the screen's page. Afterwards the workshop
is exported, and every answer that was said to be saved is looked for.

How: real kernels and real WebSockets, no browsers; the visitors are one program that speaks as the page's scripts do.
Memory is the PSS of all processes of the server, shared pages counted once. Plain Voilà's form, with a handler that
writes to SQLite and then says so on the page, gets as many answers in the same time from fewer visitors (each
takes twice the memory); it has nothing like a shared screen.

Limits: the program works on the same cores as the server, and what a browser needs to draw is not in it. Processor time
includes what all pages need to show each answer to everybody; more than there is of it shows as long times.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from kit.contenders import Ours, Voila, guide
from kit.form import Form
from kit.peers import FOLDER
from kit.processes import Memory
from kit.server import Server
from kit.tables import milliseconds, percentile, progress, promised, ratio, table
from kit.visitor import Visitor
from kit.wire import request

_SHOWN = "purpose_statement"  # a question for one text: a picture of it holds the very words
_KINDS = ("ideas", "text")
_PATIENCE = 10.0  # seconds, for the last words to come to the screen


@dataclass(frozen=True, kw_only=True)
class Given:
    """What is asked of the bench."""

    visitors: int
    answers: int
    seconds: float


@dataclass(kw_only=True)
class Session:
    """What happened in a room."""

    joined: float = 0.0
    saved: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    unseen: int = 0
    errors: list[str] = field(default_factory=list)
    kept: int = 0
    doubled: int = 0
    memory: Memory = field(default_factory=lambda: Memory(0, 0, 0))
    host: bool = False
    cpu: float = 0.0
    own_cpu: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Peer:
    """How another form did."""

    name: str
    visitors: int
    saved: list[float]
    memory: Memory
    cpu: float


class Stopwatch:
    """Knows when words were sent, and notes when the screen's page was first told of them.

    Words that their writer replaced before the screen looked are never shown, and not waited for.
    """

    def __init__(self) -> None:
        self.unseen: dict[bytes, float] = {}
        self.shown: list[float] = []
        self._newest: dict[str, bytes] = {}
        self._empty = asyncio.Event()

    def start(self, words: str, writer: str) -> None:
        """Words are on their way."""
        self.unseen.pop(self._newest.get(writer, b""), None)
        self._newest[writer] = words.encode()
        self.unseen[words.encode()] = time.perf_counter()
        self._empty.clear()

    def see(self, message: bytes, now: float) -> None:
        """Look for words in a message to the screen."""
        for words in [words for words in self.unseen if words in message]:
            self.shown.append(now - self.unseen.pop(words))
        if not self.unseen:
            self._empty.set()

    async def wait(self, seconds: float) -> None:
        """Wait until all words have come to the screen, but no longer than this."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._empty.wait(), seconds)


def _step() -> tuple[int, list[tuple[str, str]], int]:
    """Return the number of the step, its questions with free answers (key, kind), and the screen's picture."""
    steps = guide()["step"]
    number = next(i for i, step in enumerate(steps) if any(one["key"] == _SHOWN for one in step["question"]))
    asked = [(one["key"], one["kind"]) for one in steps[number]["question"] if one["kind"] in _KINDS]
    everything = [one["key"] for step in steps for one in step["question"]]
    return number, asked, everything.index(_SHOWN) + 1  # the screen's first picture says how to join


async def room(ours: Ours, server: Server, given: Given) -> Session:
    """Let a room come, answer and go; return what happened."""
    session, watch = Session(), Stopwatch()
    session.host = (await request(f"{server.url}host")).status == 200
    people = [ours.visitor(server) for _ in range(given.visitors)]
    screen = ours.visitor(server, "screen")
    host = [ours.visitor(server, "host")] if session.host else []
    begun = time.perf_counter()
    await asyncio.gather(*(_come(one) for one in (*people, screen, *host)))
    session.joined = time.perf_counter() - begun
    progress(f"  all are in after {session.joined:.1f} s; {given.answers} answers in {given.seconds:.0f} s ...")
    step, asked, picture = _step()
    await asyncio.gather(*(person.go(step) for person in people), screen.go(picture))
    await asyncio.gather(*(person.questions(*(key for key, _ in asked)) for person in people))
    screen.watch = watch.see
    cpu, own = server.family.cpu(), time.process_time()
    names = await _answers(people, asked, given, session, watch)
    session.cpu, session.own_cpu = server.family.cpu() - cpu, time.process_time() - own
    session.memory = server.family.memory()
    session.shown, session.unseen = watch.shown, len(watch.unseen)
    await asyncio.gather(*(one.leave() for one in (*people, screen, *host)))
    kept = ours.kept(server)
    session.kept, session.doubled = len(set(names) & set(kept)), len(kept) - len(set(kept))
    return session


async def _come(visitor: Visitor) -> None:
    await visitor.open()
    if visitor.page == "join":
        await visitor.join()
    elif visitor.page == "screen":
        await visitor.hello()


async def _answers(
    people: list[Visitor], asked: list[tuple[str, str]], given: Given, session: Session, watch: Stopwatch
) -> list[str]:
    """Give the answers at even distances; return the ids of those that were saved."""
    order = [(people[index % len(people)], asked[index % len(asked)]) for index in range(given.answers)]
    random.Random(27).shuffle(order)
    begun, tasks = time.perf_counter(), []
    for index, (person, (key, kind)) in enumerate(order):
        await asyncio.sleep(max(0.0, begun + index * given.seconds / given.answers - time.perf_counter()))
        tasks.append(asyncio.create_task(_answer(person, key, kind, watch)))
    names = []
    for result in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(result, BaseException):
            session.errors.append(repr(result))
        else:
            names.append(result[0])
            session.saved.append(result[1])
    await watch.wait(_PATIENCE)
    return names


async def _answer(person: Visitor, key: str, kind: str, watch: Stopwatch) -> tuple[str, float]:
    words = f"We learn how people live well, said {uuid4().hex[:12]}"
    if key == _SHOWN:
        watch.start(words, person.token)
    return await person.answer(key, words if kind == "text" else [{"id": uuid4().hex, "text": words}])


async def ours_in(given: Given) -> Session:
    """Measure our page."""
    ours = Ours(given.visitors)
    progress(f"netlearn: {given.visitors} visitors and a screen ...")
    with tempfile.TemporaryDirectory(prefix="nlb-") as folder, ours.serve(Path(folder)) as server:
        return await room(ours, server, given)


async def voila_in(voila: Voila, given: Given, visitors: int) -> Peer:
    """Measure plain Voilà's form: as many answers in the same time."""
    progress(f"{voila.name}: {visitors} visitors ...")
    saved: list[float] = []
    with tempfile.TemporaryDirectory(prefix="nlb-") as folder, voila.serve(Path(folder)) as server:
        forms = await asyncio.gather(*(voila.form(server) for _ in range(visitors)))

        async def tap(form: Form, turns: int, offset: float) -> None:
            await asyncio.sleep(offset)
            begun = time.perf_counter()
            for turn in range(turns):
                await asyncio.sleep(max(0.0, begun + turn * given.seconds / turns - time.perf_counter()))
                saved.append(await form.answer())

        cpu = server.family.cpu()
        turns = max(1, given.answers // visitors)
        await asyncio.gather(*(tap(form, turns, i * given.seconds / given.answers) for i, form in enumerate(forms)))
        spent, memory = server.family.cpu() - cpu, server.family.memory()
        for form in forms:
            form.close()
    return Peer(name=voila.name, visitors=visitors, saved=saved, memory=memory, cpu=spent)


def main() -> None:
    """Measure both and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--visitors", type=int, default=60)
    parser.add_argument("--answers", type=int, default=600)
    parser.add_argument("--seconds", type=float, default=60, help="over which the answers are spread")
    parser.add_argument("--peers", type=int, default=20, help="visitors of plain Voilà's form")
    parser.add_argument("--venv", type=Path, default=FOLDER, help="where the peer is installed")
    asked = parser.parse_args()
    given = Given(visitors=asked.visitors, answers=asked.answers, seconds=asked.seconds)
    voila = Voila(asked.venv)
    ours = asyncio.run(ours_in(given))
    report(given, ours, asyncio.run(voila_in(voila, given, asked.peers)))


def report(given: Given, ours: Session, peer: Peer) -> None:
    """Print the table and what was promised."""
    host = ", a host" if ours.host else ""
    rows = [[f"all are in ({given.visitors} visitors, a screen{host})", f"{ours.joined:.1f} s", "-", "-"]]
    for words, percent in (("median", 50), ("p95", 95), ("longest", 100)):
        mine, other = percentile(ours.saved, percent), percentile(peer.saved, percent)
        rows.append([f"answer → saved, {words}", milliseconds(mine), milliseconds(other), ratio(mine, other)])
    for words, percent in (("median", 50), ("p95", 95), ("longest", 100)):
        rows.append([f"answer → on the screen, {words}", milliseconds(percentile(ours.shown, percent)), "-", "-"])
    whole, others = ours.memory, peer.memory
    each, other = whole.pss / (given.visitors + 1), others.pss / peer.visitors
    share = peer.cpu / len(peer.saved)
    found = f"{len(ours.saved)}, {ours.kept}, {ours.doubled}"
    rows += [
        ["memory in all (PSS)", f"{whole.pss:.0f} MB", f"{others.pss:.0f} MB", "-"],
        ["memory in all, per visitor", f"{each:.1f} MB", f"{other:.1f} MB", ratio(each, other)],
        ["server CPU per answer", f"{ours.cpu / given.answers:.2f} s", f"{share:.2f} s", "-"],
        ["the bench's own CPU per answer", f"{ours.own_cpu / given.answers:.3f} s", "-", "-"],
        ["processes", str(whole.processes), str(others.processes), "-"],
        ["answers saved, found in the file, doubled", found, "-", "-"],
        ["errors; answers the screen never showed", f"{len(ours.errors)}; {ours.unseen}", "-", "-"],
    ]
    print(f"{given.answers} answers in {given.seconds:.0f} s; {len(ours.shown)} of them to the question on the screen")
    table(["measure", f"netlearn, {given.visitors} visitors", f"{peer.name}, {peer.visitors} visitors", "ratio"], rows)
    for error in ours.errors[:5]:
        print(f"- error: {error}")
    saved, shown = percentile(ours.saved, 95), percentile(ours.shown, 95)
    promised(
        {
            "all are in within 10 s": ours.joined <= 10,
            "answer → saved at most 100 ms (p95)": saved <= 0.1,
            "answer → on the screen at most 1 s (p95)": shown <= 1 and not ours.unseen,
            "every answer kept once, no error": ours.kept == given.answers and not ours.doubled and not ours.errors,
            "under 4 GB in all": ours.memory.pss < 4000,
        },
        {
            "answer → saved at most 30 ms (p95)": saved <= 0.03,
            "answer → on the screen at most 250 ms (p95)": shown <= 0.25,
        },
    )


if __name__ == "__main__":
    main()
