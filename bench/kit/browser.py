"""One real Chromium, and the moment when a page in it can be used."""

from __future__ import annotations

import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from os import environ

from playwright.async_api import Browser, BrowserContext, Page, async_playwright

__all__ = ["chromium", "phone", "usable", "version"]

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page that asks strangers for something is refused at once, which is kinder to it than a slow network.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
_USABLE = """(count) => {
  const inputs = [...document.querySelectorAll("input[type=radio], input[type=checkbox]")];
  const drawn = (input) => (input.labels?.[0] ?? input).getClientRects().length > 0;
  return inputs.filter((input) => !input.disabled && drawn(input)).length >= count;
}"""


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """The machine's Chromium, without a window; NETLEARN_CHROMIUM names another one."""
    path = next(
        (found for name in (environ.get("NETLEARN_CHROMIUM", ""), *_NAMES) if (found := shutil.which(name))), ""
    )
    if not path:
        raise SystemExit(
            "This bench needs Chromium. Install it (Debian: apt install chromium), or name it in NETLEARN_CHROMIUM."
        )
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield browser
        await browser.close()


async def version() -> str:
    """Return Chromium's version."""
    async with chromium() as browser:
        return browser.version


async def phone(browser: Browser, script: str = "") -> BrowserContext:
    """Return a fresh browser of a phone's size, whose storage a script fills."""
    context = await browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    context.set_default_timeout(120_000)
    if script:
        await context.add_init_script(script)
    return context


async def usable(page: Page, url: str, controls: int) -> float:
    """Open an address; return the seconds until so many inputs are there, enabled and laid out."""
    begun = time.perf_counter()
    await page.goto(url, wait_until="commit")
    await page.wait_for_function(_USABLE, arg=controls)
    return time.perf_counter() - begun
