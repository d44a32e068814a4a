"""Somebody who only has a keyboard, as a test sees them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

__all__ = ["Keys"]

FAR = 150  # presses of Tab; no page has more places to stop


class Keys:
    """Somebody who only has a keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, place: Locator) -> None:
        """Press Tab until a place, or one of several, has the focus; it must be in sight then."""
        expect(place.first).to_be_visible()
        for _ in range(FAR):
            self.page.keyboard.press("Tab")
            if place.evaluate_all("all => all.includes(document.activeElement)"):
                expect(self.page.locator(":focus")).to_be_in_viewport()
                return
        pytest.fail(f"{place} is not reached with Tab")

    def press_at(self, place: Locator, *keys: str) -> None:
        """Go to a place and press keys there; Enter where none are named."""
        self.to(place)
        self.press(*(keys or ("Enter",)))

    def write_at(self, place: Locator, text: str) -> None:
        """Go to a place and type there."""
        self.to(place)
        self.type(text)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        self.page.keyboard.type(text)
