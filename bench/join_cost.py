"""What one join costs the server, how long until its page can be used, and what memory each visitor takes.

Measured: the join page of the sample workshop until the first step's questions are there, opened in Chromium by
somebody who joined before, and without a browser by people who join then; against the same step (questions, hints,
number of inputs) rebuilt for plain Voilà and for Streamlit, in this run. The peers' forms read no group's answers and
show none; ours does.

How: after two visits to warm up, visitors come one after the other and stay. Processor time is that of all processes of
the server, kernels and forked ones included, from before the first visit until 3 s after the last, divided by the
number of visits. Without a browser, a small client loads the page and speaks over its WebSocket, so that nothing else
works on the machine's cores. With Chromium, a page counts as usable when all inputs are there, enabled and laid out;
its files are cached, as for a phone that comes back. Memory is measured without a browser: USS is what processes have
for themselves, PSS counts shared pages once in all.

Limits: pages that are open go on working (ours looks for news five times a second), and that is counted; what a page
left open takes is a row of its own. A process that ends in between is counted only if the process that started it
waited for it. Files are asked for once per browser, and not at all by the small client.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path

from kit.browser import chromium, phone, usable
from kit.contenders import PEERS, Contender, Ours
from kit.peers import FOLDER
from kit.tables import progress, promised, ratio, table

_WARM = 2


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What a visit of a page costs, the median or the mean of several."""

    alone: float
    rest: float
    ready: float
    uss: float
    pss: float
    beside: float
    usable: float


async def _alone(contender: Contender, folder: Path, joins: int, settle: float) -> dict[str, float]:
    """Measure without a browser."""
    with contender.serve(folder) as server:
        warm = [await contender.visit(server) for _ in range(_WARM)]
        await asyncio.sleep(settle)
        cpu, memory = server.family.cpu(), server.family.memory()
        visits = [await contender.visit(server) for _ in range(joins)]
        await asyncio.sleep(settle)
        spent, taken = server.family.cpu() - cpu, server.family.memory()
        await asyncio.sleep(settle)
        rest = server.family.cpu() - cpu - spent
        for visit in (*warm, *visits):
            visit.close()
    return {
        "alone": spent / joins,
        "rest": rest / (joins + _WARM) / settle * 60 if settle else 0.0,
        "ready": statistics.median(visit.ready for visit in visits),
        "uss": (taken.uss - memory.uss) / joins,
        "pss": (taken.pss - memory.pss) / joins,
    }


async def _beside(contender: Contender, folder: Path, joins: int, settle: float) -> tuple[float, float]:
    """Return processor seconds per join and the median of seconds until the page is usable, with Chromium."""
    with contender.serve(folder) as server:
        url, script = await contender.prepare(server)
        async with chromium() as browser:
            context = await phone(browser, script)
            for _ in range(_WARM):
                await usable(await context.new_page(), url, contender.controls)
            await asyncio.sleep(settle)
            cpu = server.family.cpu()
            times = [await usable(await context.new_page(), url, contender.controls) for _ in range(joins)]
            await asyncio.sleep(settle)
            spent = server.family.cpu() - cpu
    return spent / joins, statistics.median(times)


async def measure(contender: Contender, joins: int, settle: float) -> Cost:
    """Measure one contender."""
    progress(f"{contender.name}: {joins} joins without a browser, {joins} with Chromium ...")
    with tempfile.TemporaryDirectory(prefix="nlb-") as folder:
        alone = await _alone(contender, Path(folder), joins, settle)
        beside, until = await _beside(contender, Path(folder), joins, settle)
    return Cost(**alone, beside=beside, usable=until)


def report(names: list[str], costs: list[Cost]) -> None:
    """Print the table: a row for each measure, a column for each contender, and ours as a share of each peer's."""
    measures = {
        "server CPU per join, no browser": ("alone", "s", 3),
        "server CPU per join, Chromium beside it": ("beside", "s", 3),
        "server CPU of a page left open, per minute": ("rest", "s", 3),
        "form's data there, no browser": ("ready", "s", 2),
        "page usable in Chromium": ("usable", "s", 2),
        "memory of its own per visitor (USS)": ("uss", "MB", 1),
        "memory per visitor, shared pages once (PSS)": ("pss", "MB", 1),
    }
    peers = names[1:]
    rows = []
    for words, (key, unit, digits) in measures.items():
        values = [getattr(cost, key) for cost in costs]
        shares = [ratio(values[0], value) for value in values[1:]]
        rows.append([words, *(f"{value:.{digits}f} {unit}" for value in values), *shares])
    table(["measure", *names, *(f"ours / {name}" for name in peers)], rows)
    ours, voila = costs[:2]
    promised(
        {
            "CPU per join at most 1/5 of plain Voilà's, no browser": ours.alone <= voila.alone / 5,
            "CPU per join at most 1/5 of plain Voilà's, Chromium beside it": ours.beside <= voila.beside / 5,
            "page usable within 0.4 of plain Voilà's time": ours.usable <= 0.4 * voila.usable,
            "at most 40 MB of its own (USS) per visitor": ours.uss <= 40,
        },
        {
            "CPU per join at most 0.085 s": ours.alone <= 0.085,
            "page usable within 0.4 s": ours.usable <= 0.4,
            "at most 12 MB of its own (USS) per visitor": ours.uss <= 12,
        },
    )


def main() -> None:
    """Measure all contenders and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--joins", type=int, default=10, help="joins that are counted, for each contender")
    parser.add_argument("--venv", type=Path, default=FOLDER, help="where the peers are installed")
    parser.add_argument("--settle", type=float, default=3, help="seconds before and after what is counted")
    parser.add_argument("--against", nargs="+", choices=PEERS, default=list(PEERS), help="the peers; voila must be one")
    given = parser.parse_args()
    contenders: list[Contender] = [Ours(), *(PEERS[peer](given.venv) for peer in given.against)]
    costs = [asyncio.run(measure(contender, given.joins, given.settle)) for contender in contenders]
    report([contender.name for contender in contenders], costs)


if __name__ == "__main__":
    main()
