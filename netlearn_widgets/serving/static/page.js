// The page as the server gives it now, or why it does not.
import { retryAfter } from "./patience.js";
import { whenBack, within } from "./signals.js";

const QUICK = 4_000;
const PATIENCE = 8_000; // how long the page may take at first: an answer may be on a connection that died unnoticed
const LONGEST = 60_000; // and after several tries, for a server that is slow

// The page's policy lets nothing turn text into HTML but this, and this is given the server's own page only.
const ours = /** @type {any} */ (window).trustedTypes?.createPolicy("netlearn", {
  createHTML: (/** @type {string} */ text) => text,
});

const YOUNG = 1_000; // a request younger than this is not begun again

/**
 * @typedef {{ page: Document }} Fetched
 * @typedef {{ trouble: import("./words.js").Trouble, pause: number }} Failed pause: at least so long, in milliseconds
 */

/**
 * Fetch this page anew. A request from before the network was lost, or the phone slept, gives up at once.
 * @param {string} health an address that is quick to answer: it finds out whether the server can be reached
 * @param {number} tries how often it was tried before
 */
export async function freshPage(health, tries) {
  const given = new AbortController();
  const since = performance.now();
  whenBack(() => performance.now() - since > YOUNG && given.abort(), given.signal);
  try {
    await fetch(health, { cache: "no-store", signal: within(QUICK, given.signal) });
    return await asked(within(Math.min(PATIENCE * 2 ** tries, LONGEST), given.signal));
  } catch (problem) {
    console.info("The server cannot be reached yet.", problem);
    return { trouble: /** @type {const} */ ("lost"), pause: 0 };
  } finally {
    given.abort();
  }
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<Fetched | Failed>}
 */
async function asked(signal) {
  const response = await fetch(location.href.split("#")[0], { cache: "no-store", signal });
  const text = await response.text();
  if (!response.ok) return { trouble: troubleOf(response.status), pause: retryAfter(response.headers.get("Retry-After")) };
  const page = new DOMParser().parseFromString(ours?.createHTML(text) ?? text, "text/html");
  const whole = page.querySelector("main[data-kernel]") && page.querySelector("footer");
  return whole ? { page } : { trouble: "lost", pause: 0 }; // a network's own page, which wants people to sign in
}

/**
 * @param {number} status
 * @returns {import("./words.js").Trouble}
 */
function troubleOf(status) {
  if (status === 503 || status === 429) return "full";
  if (status === 404 || status === 410) return "moved";
  if (status === 401 || status === 403) return "shut";
  return status === 500 ? "broken" : "lost";
}

/**
 * The scripts and styles a page names; another version of the page names others.
 * @param {Document} page
 */
export function assetsOf(page) {
  const linked = page.querySelectorAll('script[src], link[rel="modulepreload"], link[rel="stylesheet"]');
  return [...linked].map((one) => one.getAttribute("src") ?? one.getAttribute("href")).join();
}
