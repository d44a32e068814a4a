// The privacy note: who sees what, where it is kept, how to take it back. In short before joining, in full at any time.
import { h } from "./dom.js";

/** @typedef {{ title: string, brief: string, more: string[] }} Part a part of the note */

/**
 * The note as somebody meets it who is about to join: a line or two on each, and more on request.
 * @param {import("./container.js").Page} page
 */
export function shortNote(page) {
  const brief = h("dl", { class: "nl-promises" });
  const more = h("dl", { class: "nl-promises" });
  return {
    element: h("section", { class: "nl-privacy", "aria-label": "Privacy" }, brief, folded("More about this", more)),
    draw: drawing(page, (parts) => {
      brief.replaceChildren(...parts.flatMap((part) => entry(part.title, [part.brief])));
      more.replaceChildren(...parts.flatMap((part) => entry(part.title, part.more)));
    }),
  };
}

/**
 * All of the note, folded away.
 * @param {import("./container.js").Page} page
 */
export function wholeNote(page) {
  const whole = h("dl", { class: "nl-promises" });
  return {
    element: folded("Who sees what, and how to take it back", whole),
    draw: drawing(page, (parts) => whole.replaceChildren(...parts.flatMap(({ title, brief, more }) => entry(title, [brief, ...more])))),
  };
}

/**
 * Draws the note when it is another than before: somebody may be reading it.
 * @param {import("./container.js").Page} page
 * @param {(parts: Part[]) => void} draw
 */
function drawing(page, draw) {
  let drawn = "";
  return () => {
    const parts = page.visit().privacy ?? [];
    const now = JSON.stringify(parts);
    if (now === drawn) return;
    drawn = now;
    draw(parts);
  };
}

/**
 * @param {string} summary
 * @param {HTMLElement} list
 */
function folded(summary, list) {
  return h("details", { class: "nl-more" }, h("summary", {}, summary), list);
}

/**
 * @param {string} title
 * @param {string[]} words
 * @returns {HTMLElement[]}
 */
function entry(title, words) {
  return [h("dt", {}, title), ...words.map((line) => h("dd", {}, line))];
}
