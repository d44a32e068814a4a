"""When an answer was given, said that it is saved, and stood on the screen: noted by the pages themselves.

All pages of a test share this machine's clock, so that moments of two pages can be compared.
"""

from __future__ import annotations

from statistics import median

from playwright.sync_api import Page

__all__ = ["Stopwatch"]

_NOTE = """
window.noted = [];
new MutationObserver((changes) => {
  for (const { target } of changes) {
    const place = target.nodeType === 1 ? target : target.parentElement;
    const count = place?.closest(".nl-count")?.textContent;
    const what = count ?? (place?.matches(".nl-question") ? place.dataset.state : undefined);
    if (what && window.noted.at(-1)?.[0] !== what) window.noted.push([what, Date.now()]);
  }
}).observe(document, { subtree: true, childList: true, characterData: true, attributeFilter: ["data-state"] });
"""


class Stopwatch:
    """Notes moments on a phone and on the screen; make it before either page is opened."""

    def __init__(self, phone: Page, screen: Page) -> None:
        self.phone, self.screen = phone, screen
        for page in (phone, screen):
            page.add_init_script(_NOTE)
        self.to_saved: list[int] = []
        self.to_screen: list[int] = []

    def take(self, count: str) -> None:
        """Keep how long the last answer took to be saved, and then until the screen showed this count.

        An answer given in several taps may be on the screen before its last tap is saved; it is not counted.
        """
        moments = self.phone.evaluate("() => window.noted.splice(0)")
        begun = max(when for state, when in moments if state == "saving")
        saved = max(when for state, when in moments if state == "saved")
        shown = next(
            when for what, when in self.screen.evaluate("() => window.noted.splice(0)") if what.strip() == count
        )
        self.to_saved.append(saved - begun)
        if shown >= saved:
            self.to_screen.append(shown - saved)

    def __str__(self) -> str:
        """Medians and the longest, for people."""
        return (
            f"answer to Saved: median {median(self.to_saved):.0f} ms, longest {max(self.to_saved)} ms; "
            f"Saved to the screen: median {median(self.to_screen):.0f} ms, longest {max(self.to_screen)} ms"
        )
