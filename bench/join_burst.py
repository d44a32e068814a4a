"""How long until everybody is in when a whole room opens the link at the same moment.

Measured: visitors who ask for the page at once, without a browser. Ours is in when its page is there, its WebSocket is
open and the kernel has told the states of all widgets. Plain Voilà's visitor counts as in when its page's answer is
whole, before any of its 5 MB of scripts and its WebSocket: that favours the peer.

How: each contender has a fresh server; one visitor comes first, so that nothing is measured that happens once. Memory
is what all processes of the server have taken on, per visitor, while everybody is there.

Limits: the visitors are one program on the same machine, and take a little of its time.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path

from kit.contenders import Contender, Ours, Voila
from kit.peers import FOLDER
from kit.tables import progress, promised, ratio, table


@dataclass(frozen=True, kw_only=True)
class Burst:
    """How a room came in: seconds for each visitor, in order, and memory for each in MB."""

    pages: list[float]
    ready: list[float]
    uss: float
    pss: float


async def burst(contender: Contender, visitors: int) -> Burst:
    """Let everybody come at once."""
    progress(f"{contender.name}: {visitors} visitors at the same moment ...")
    with tempfile.TemporaryDirectory(prefix="nlb-") as folder, contender.serve(Path(folder)) as server:
        first = await contender.visit(server)
        await asyncio.sleep(1)
        before = server.family.memory()
        visits = await asyncio.gather(*(contender.visit(server) for _ in range(visitors)))
        after = server.family.memory()
        for visit in (first, *visits):
            visit.close()
    return Burst(
        pages=sorted(visit.page for visit in visits),
        ready=sorted(visit.ready for visit in visits),
        uss=(after.uss - before.uss) / visitors,
        pss=(after.pss - before.pss) / visitors,
    )


def main() -> None:
    """Measure both and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--visitors", type=int, default=30, help="how many come at the same moment")
    parser.add_argument("--venv", type=Path, default=FOLDER, help="where the peer is installed")
    given = parser.parse_args()
    contenders: list[Contender] = [Ours(given.visitors), Voila(given.venv)]
    ours, voila = (asyncio.run(burst(contender, given.visitors)) for contender in contenders)
    rows = [
        ("page's answer whole, median", statistics.median(ours.pages), statistics.median(voila.pages), "s"),
        ("page's answer whole, last", ours.pages[-1], voila.pages[-1], "s"),
        ("all widgets' states told, median", statistics.median(ours.ready), statistics.median(voila.ready), "s"),
        ("all widgets' states told, last", ours.ready[-1], voila.ready[-1], "s"),
        ("memory of its own per visitor (USS)", ours.uss, voila.uss, "MB"),
        ("memory per visitor, shared pages once (PSS)", ours.pss, voila.pss, "MB"),
    ]
    peer = contenders[1].name
    print(f"{given.visitors} visitors at the same moment")
    table(
        ["measure", "netlearn", peer, f"ours / {peer}"],
        [[words, f"{a:.2f} {unit}", f"{b:.2f} {unit}", ratio(a, b)] for words, a, b, unit in rows],
    )
    share = ratio(ours.ready[-1], voila.pages[-1])
    promised(
        {f"our last states within 1/7 of plain Voilà's last page ({share})": ours.ready[-1] <= voila.pages[-1] / 7},
        {"our last states within 1.5 s": ours.ready[-1] <= 1.5},
    )


if __name__ == "__main__":
    main()
