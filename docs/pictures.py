"""Take the README's pictures of real pages: the sample workshop, in Chromium. Run by `make pictures`."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))
from chromium import find  # noqa: E402  the tests know where browsers are
from servers import free_port  # noqa: E402

CODE = "TIDE-27"


def main() -> None:
    """Start the demo, take every picture, end the demo."""
    port = free_port()
    demo = subprocess.Popen([sys.executable, "-m", "netlearn_widgets", "demo", "--no-open", "--port", str(port)])
    site = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{site}/health")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox", "--disable-gpu"])
            start_page(browser, site)
            phone(browser, site)
            screen(browser, site)
            browser.close()
    finally:
        demo.terminate()
        demo.wait(20)


def wait_for(url: str, seconds: float = 60) -> None:
    """Return when the server answers."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(url)


def save(page: Page, name: str) -> None:
    """Keep a picture of what is visible."""
    page.screenshot(path=HERE / "images" / f"{name}.png")


def start_page(browser: Browser, site: str) -> None:
    """Where everybody arrives."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{site}/#{CODE}")
    save(page, "start")


def phone(browser: Browser, site: str) -> None:
    """A participant answers, and sees what the group says."""
    page = browser.new_page(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    page.goto(f"{site}/join#{CODE}")
    page.get_by_role("button", name="Join").click()
    page.get_by_role("button", name="Functions, ").click()
    page.get_by_label("Facilitating").first.check()
    expect(page.get_by_text("✓ Saved").first).to_be_visible()
    page.get_by_role("group", name="What does our network mainly do now?").scroll_into_view_if_needed()
    save(page, "phone")


def screen(browser: Browser, site: str) -> None:
    """What the room sees: how functions should shift, and the network map."""
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    page.goto(f"{site}/screen#{CODE}")
    choose = page.get_by_label("What to show")
    for question, name in (("What should it mainly do in future?", "screen"), ("Whom do you turn to?", "map")):
        choose.select_option(label=question)
        expect(page.get_by_role("heading", name=question)).to_be_visible()
        expect(page.get_by_role("figure")).to_be_visible()
        save(page, name)


if __name__ == "__main__":
    main()
