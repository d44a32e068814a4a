"""What a phone loads, cold: requests and bytes for the join page, and for a visit of the whole workbook.

Measured: a fresh Chromium opens the page with nothing cached, until the first step's questions are there; then, ours
only, every step to the last. Requests and the bytes of their answers (heads included, packed as they come) are what
Chromium's own protocol says. Beside it a relay counts every byte that passes between the phone and the server, requests
and WebSocket included: "on the wire".

Limits: loopback, so nothing of TLS and IP is counted. Plain Voilà's page also asks a content network for two style
sheets, which are refused here and not counted.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.browser import chromium, phone, usable
from kit.contenders import PEERS, Contender, Ours, guide
from kit.peers import FOLDER
from kit.relay import Relay
from kit.tables import progress, promised, ratio, table
from playwright.async_api import CDPSession, Page, expect

_QUIET = 1.5  # seconds; nothing more is loaded after that


@dataclass(frozen=True)
class Weight:
    """Requests, bytes of their answers, and all bytes on the wire."""

    requests: int
    answers: int
    wire: int


class Scales:
    """Weighs what one page loads, by Chromium's own protocol."""

    def __init__(self, session: CDPSession, relay: Relay) -> None:
        self._relay = relay
        self._asked: set[str] = set()
        self._answers = 0
        session.on("Network.requestWillBeSent", self._ask)
        session.on("Network.loadingFinished", self._answer)

    def _ask(self, event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith(self._relay.url):
            self._asked.add(event["requestId"])

    def _answer(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self._asked:
            self._answers += int(event["encodedDataLength"])

    def read(self) -> Weight:
        """What was loaded so far."""
        return Weight(len(self._asked), self._answers, self._relay.received + self._relay.sent)


async def weigh(contender: Contender, *, whole: bool = False) -> list[Weight]:
    """Return the weight of the page, and of the whole visit if asked for."""
    progress(f"{contender.name}: one cold visit ...")
    with tempfile.TemporaryDirectory(prefix="nlb-") as folder, contender.serve(Path(folder)) as server:
        async with Relay(server.port) as relay, chromium() as browser:
            url, script = await contender.prepare(server)
            page = await (await phone(browser, script)).new_page()
            session = await page.context.new_cdp_session(page)
            scales = Scales(session, relay)
            await session.send("Network.enable")
            await usable(page, url.replace(server.url, relay.url), contender.controls)
            await asyncio.sleep(_QUIET)
            weights = [scales.read()]
            if whole:
                await _every_step(page)
                await asyncio.sleep(_QUIET)
                weights.append(scales.read())
    return weights


async def _every_step(page: Page) -> None:
    for step in guide()["step"][1:]:
        await page.get_by_role("group", name="Steps").get_by_role("button", name="Next").click()
        await expect(page.get_by_role("heading", level=1, name=step["title"], exact=True)).to_be_visible()
        await expect(page.get_by_text(step["question"][0]["prompt"], exact=True).first).to_be_visible()


def main() -> None:
    """Weigh all pages and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--venv", type=Path, default=FOLDER, help="where the peers are installed")
    parser.add_argument(
        "--against", nargs="+", choices=PEERS, default=list(PEERS), help="the peers, the first for ratios"
    )
    given = parser.parse_args()
    peers = [PEERS[peer](given.venv) for peer in given.against]
    ours, visit = asyncio.run(weigh(Ours(), whole=True))
    weights = [asyncio.run(weigh(peer))[0] for peer in peers]
    rows = [
        (f"netlearn, the join page: {guide()['step'][0]['title']}", ours),
        (f"netlearn, all {len(guide()['step'])} steps seen", visit),
        *((f"{peer.name}, the same first step", weight) for peer, weight in zip(peers, weights, strict=True)),
    ]
    table(
        ["page", "requests", "answers", "on the wire", f"wire / {peers[0].name}"],
        [
            [
                words,
                str(one.requests),
                f"{one.answers / 1e3:.1f} KB",
                f"{one.wire / 1e3:.1f} KB",
                ratio(one.wire, weights[0].wire),
            ]
            for words, one in rows
        ],
    )
    promised(
        {
            "join page at most 100 KB on the wire": ours.wire <= 100_000,
            "at most 10 requests": ours.requests <= 10,
        },
        {
            "join page at most 40 KB on the wire": ours.wire <= 40_000,
            "all steps at most 100 KB on the wire": visit.wire <= 100_000,
        },
    )


if __name__ == "__main__":
    main()
