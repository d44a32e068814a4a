// Typing in paper sheets: which sheet this browser is at, and when it may go on to the next.
import { newId } from "./dom.js";
import { keep, recall, recallAll } from "./storage.js";

/**
 * @typedef {{ token: string, number: number }} Sheet a person's secret, made for their sheet, and how many sheets it is
 */

/**
 * The sheet of this workshop that is being typed in on this device, or null.
 * @param {string} workshop its join code
 * @returns {Sheet | null}
 */
export function sheet(workshop) {
  return recall(`paper:${workshop}`);
}

/** From now on this browser answers for whoever wrote the next sheet. @param {string} workshop */
export function nextSheet(workshop) {
  keep(`paper:${workshop}`, { token: newId(), number: (sheet(workshop)?.number ?? 0) + 1 });
}

/** From now on this browser answers for its own person again. @param {string} workshop */
export function endSheets(workshop) {
  keep(`paper:${workshop}`, undefined);
}

/**
 * Forget what of a person's answers is not saved.
 * @param {string} owner
 */
export function drop(owner) {
  for (const kind of ["answer", "draft", "note"])
    for (const { key } of recallAll(`${kind}:${owner}:`)) keep(key, undefined);
}

/**
 * Put the focus on the page's first question once it is another than it is now: the next person's.
 * @param {ParentNode} page
 */
export function focusNext(page) {
  const before = page.querySelector(".nl-question");
  const place = before?.closest(".nl-place");
  if (!place) return;
  const watch = new MutationObserver(look);
  watch.observe(place, { childList: true, subtree: true });

  function look() {
    const now = place?.querySelector(".nl-question");
    if (!now || now === before) return;
    watch.disconnect();
    /** @type {HTMLElement | null} */ (now.querySelector("input, textarea, select, button"))?.focus();
  }
}
