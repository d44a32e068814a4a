// The host key: it comes in the link's fragment, which no server sees, and stays with this tab.
import { readCode } from "../scripts/code.js";

const LINK = /#([^:#]+):([\w-]{16,100})/;
const OURS = "netlearn:host:";

/** @type {Map<string, string>} what the browser would not keep */
const memory = new Map();

/** The host key in a link, or "". @param {string} link */
export const keyIn = (link) => LINK.exec(link)?.[2] ?? "";

/**
 * The host key of a workshop, or "".
 * @param {string} workshop its join code
 */
export function hostKey(workshop) {
  const [, code, key] = LINK.exec(location.hash.replace(/%3a/i, ":")) ?? [];
  if (key) {
    // Out of the address: nobody reads it over a shoulder, and no bookmark or history keeps it from now on.
    history.replaceState(history.state, "", `#${code}`);
    keepKey(readCode(code), key);
  }
  const kept = memory.get(workshop);
  if (kept) return kept;
  try {
    return sessionStorage.getItem(OURS + workshop) ?? "";
  } catch {
    return "";
  }
}

/**
 * The workshop, where this tab has a key to it.
 * @param {{ code: string, title: string } | null} workshop
 */
export const hosted = (workshop) => (workshop && hostKey(readCode(workshop.code)) ? workshop : null);

/**
 * @param {string} workshop its join code
 * @param {string} key
 */
export function keepKey(workshop, key) {
  memory.set(workshop, key);
  try {
    sessionStorage.setItem(OURS + workshop, key);
  } catch {
    // Then it is kept for as long as the page is open.
  }
}
