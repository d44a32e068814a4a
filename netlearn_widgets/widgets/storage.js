// What the browser keeps for a person until it is saved, and who they are. Where the browser keeps nothing (no room,
// private windows of some makes), it is kept for as long as the page is open.

const OURS = "netlearn:";

/** @type {Map<string, string>} what the browser would not keep */
const memory = new Map();

/**
 * @param {string} key
 * @returns {any} what was kept, or null
 */
export function recall(key) {
  const text = memory.get(key) ?? attempt((storage) => storage.getItem(OURS + key));
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null; // Not written by this page: as good as nothing.
  }
}

/**
 * Keep a value; undefined forgets it.
 * @param {string} key
 * @param {any} value
 */
export function keep(key, value) {
  memory.delete(key);
  // First away with the older one: where the newer one does not fit, the older must not come back in its place.
  attempt((storage) => storage.removeItem(OURS + key));
  if (value === undefined) return;
  const text = JSON.stringify(value);
  const there = attempt((storage) => {
    storage.setItem(OURS + key, text);
    return true;
  });
  if (there) return;
  memory.set(key, text);
  globalThis.dispatchEvent?.(new Event("netlearn:unkept")); // the page tells the person
}

/** Whether the browser would not keep something: a page that is loaded anew does not have it. */
export const unkept = () => memory.size > 0;

/**
 * All that is kept under keys with this beginning.
 * @param {string} prefix
 * @returns {{ key: string, value: any }[]}
 */
export function recallAll(prefix) {
  const stored = attempt((storage) => Object.keys(storage)) ?? [];
  const keys = new Set(memory.keys());
  for (const key of stored) if (key.startsWith(OURS)) keys.add(key.slice(OURS.length));
  return [...keys].filter((key) => key.startsWith(prefix)).map((key) => ({ key, value: recall(key) }));
}

/**
 * What the browser's storage gives, or null where it may not be used or has no room: then memory serves.
 * @template Result
 * @param {(storage: Storage) => Result} use
 * @returns {Result | null}
 */
function attempt(use) {
  try {
    return use(localStorage);
  } catch {
    return null;
  }
}
