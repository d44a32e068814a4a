// All that the page itself says: calm, what is the matter, and what to do.

export const BACK = "Connected again.";

/** @typedef {"lost" | "full" | "broken" | "moved" | "shut" | "slow" | "blocked" | "newer"} Trouble */

/** @type {Record<Trouble, string>} */
const WORDS = {
  lost: "No connection. What you type is safe on this device and is sent when it is back.",
  full: "Every place in the workshop is taken at the moment. This page tries again by itself; what you typed is safe on this device.",
  broken: "The workshop cannot prepare this page at the moment. It tries again by itself; what you typed is safe on this device. If this stays, tell the person who runs the workshop.",
  moved: "This page is no longer at its address. What you typed is safe on this device. Ask the person who runs the workshop for the link.",
  shut: "The workshop does not let this page in. Open the link or scan the code you were given once more; what you typed is safe on this device.",
  slow: "The workshop is taking long to answer. This page goes on trying.",
  blocked: "This network lets the page load but holds back its live connection. Switch off a VPN, or try another network; this page goes on trying.",
  newer: "There is a newer version of this page. Copy what is not saved yet, then load the page again.",
};

export const UNKEPT =
  "This browser keeps nothing on this device (a private window, or no room left). Leave this page open until every answer says “Saved”.";

/**
 * @param {Trouble} trouble
 * @param {boolean} kept whether the browser keeps what is typed
 */
export function wordsFor(trouble, kept) {
  if (kept) return WORDS[trouble];
  return WORDS[trouble]
    .replace("is safe on this device and is sent", "stays on this page while it is open, and is sent")
    .replace("is safe on this device", "stays on this page while it is open");
}
