// How long things may take, in milliseconds, and how long to wait between two tries. No page, no clock.

/** Between two tries of a page nobody looks at. */
export const HIDDEN = 30_000;

/**
 * How long to wait before a try: hardly at first, then half a second, doubling up to five. By chance a fifth more or
 * less, so that a room full of phones does not knock at the same moment.
 * @param {number} tries how many have failed
 * @param {() => number} [chance] from 0 to 1
 */
export function backoff(tries, chance = Math.random) {
  if (tries === 0) return 300 * chance();
  return Math.min(5000, 250 * 2 ** tries) * (0.8 + 0.4 * chance());
}

/**
 * How long a server that is full, or cannot prepare the page, asks to be left alone.
 * @param {string | null} seconds its header Retry-After
 * @param {() => number} [chance] from 0 to 1
 */
export function retryAfter(seconds, chance = Math.random) {
  const asked = Number(seconds ?? NaN);
  const sound = Number.isFinite(asked) && asked > 0 ? Math.min(asked, 60) : 10;
  return sound * 1000 * (0.8 + 0.4 * chance());
}
