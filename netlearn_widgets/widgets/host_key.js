// The host key: it comes in the link's fragment, which no server sees, and stays with this tab.
import { code } from "./container.js";

const LINK = /^#([^:]+):([\w-]{16,100})$/;
const OURS = "netlearn:host:";

/** @type {Map<string, string>} what the browser would not keep */
const memory = new Map();

/** Whether the address holds a host key that was not taken yet. */
export const keyInAddress = () => LINK.test(location.hash);

/** The host key of the workshop in the address, or "". */
export function hostKey() {
  const [, workshop, key] = LINK.exec(location.hash) ?? [];
  if (key) {
    // Out of the address: nobody reads it over a shoulder, and no bookmark or history keeps it from now on.
    history.replaceState(history.state, "", `#${workshop}`);
    keepKey(code(), key);
  }
  const kept = memory.get(code());
  if (kept) return kept;
  try {
    return sessionStorage.getItem(OURS + code()) ?? "";
  } catch {
    return "";
  }
}

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
