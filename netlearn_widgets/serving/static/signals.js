// Signals that end what is under way, and the moments at which a page comes back to life.

/**
 * A signal that ends with the first of two. (`AbortSignal.any` is missing on phones of 2023.)
 * @param {AbortSignal} one
 * @param {AbortSignal} other
 */
export function either(one, other) {
  const ends = new AbortController();
  const end = () => ends.abort();
  for (const signal of [one, other]) {
    if (signal.aborted) end();
    signal.addEventListener("abort", end, { signal: ends.signal });
  }
  return ends.signal;
}

/**
 * A signal that ends with another, or after a time. (`AbortSignal.timeout` is missing on phones of 2021.)
 * @param {number} milliseconds
 * @param {AbortSignal} outer
 */
export function within(milliseconds, outer) {
  const late = new AbortController();
  setTimeout(() => late.abort(), milliseconds);
  return either(late.signal, outer);
}

const AT_ONCE = 300; // one return of a phone is told by several events

/**
 * Call when the network is back, or the page is looked at again: then nobody should wait for a timer.
 * @param {() => void} act
 * @param {AbortSignal} signal ends the listening
 */
export function whenBack(act, signal) {
  let last = -Infinity;
  const back = (/** @type {Event} */ event) => {
    const now = performance.now();
    if (document.visibilityState === "hidden" || now - last < AT_ONCE || isFirst(event)) return;
    last = now;
    act();
  };
  for (const name of ["online", "pageshow", "focus"]) addEventListener(name, back, { signal });
  for (const name of ["visibilitychange", "resume"]) document.addEventListener(name, back, { signal });
}

/**
 * Whether the browser only says that the page has loaded: nothing was away.
 * @param {Event} event
 */
function isFirst(event) {
  return event.type === "pageshow" && !(/** @type {PageTransitionEvent} */ (event).persisted);
}

/**
 * Wait, but no longer than until the network is back or the page is looked at.
 * @param {number} milliseconds
 */
export function nap(milliseconds) {
  return new Promise((resolve) => {
    const over = new AbortController();
    const wake = () => {
      over.abort();
      clearTimeout(timer);
      resolve(undefined);
    };
    const timer = setTimeout(wake, milliseconds);
    whenBack(wake, over.signal);
  });
}
