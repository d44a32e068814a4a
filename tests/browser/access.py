"""Whether everybody can use a page: axe-core's rules, and what leaves the window."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

__all__ = ["AXE", "barriers", "clipped", "wider_than_window"]

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_RUN = """async (tags) => {
  const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.html.slice(0, 160)} ${node.any.map((one) => one.message).join(" ")}`));
}"""

_CLIPPED = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.childNodes.length)
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .filter((one) => !one.closest(".nl-unseen, .nl-hidden, .nl-skip, svg, [aria-hidden=true], pre"))
  .filter((one) => getComputedStyle(one).textOverflow !== "ellipsis") // shortened so that its reader sees it
  .filter((one) => {
    const hides = getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1;
    const box = one.getBoundingClientRect();
    const scrolls = one.closest(".nl-scroll, [tabindex='0']");
    return hides || (!scrolls && box.width > 1 && (box.right > innerWidth + 1 || box.left < -1));
  })
  .map((one) => one.outerHTML.slice(0, 160))"""


def barriers(page: Page) -> list[str]:
    """Return what axe-core finds wrong on a page as it is now; the page must have been opened with `AXE` in it."""
    found: list[str] = page.evaluate(_RUN, _RULES)
    return found


def wider_than_window(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    wider: int = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wider


def clipped(page: Page) -> list[str]:
    """Return the elements whose words are cut off or stand outside the window."""
    found: list[str] = page.evaluate(_CLIPPED)
    return found
