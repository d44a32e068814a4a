// What the browser keeps for a person until it is saved, and who they are. Where the browser keeps nothing (private
// windows of some makes), it is kept for as long as the page is open.

/** @type {Map<string, string>} */
const memory = new Map();

/**
 * @param {string} key
 * @returns {any} what was kept, or null
 */
export function recall(key) {
  let text = memory.get(key) ?? null;
  try {
    text = localStorage.getItem(`netlearn:${key}`) ?? text;
    return text === null ? null : JSON.parse(text);
  } catch {
    return text === null ? null : JSON.parse(text);
  }
}

/**
 * Keep a value; undefined forgets it.
 * @param {string} key
 * @param {any} value
 */
export function keep(key, value) {
  const text = value === undefined ? null : JSON.stringify(value);
  if (text === null) memory.delete(key);
  else memory.set(key, text);
  try {
    if (text === null) localStorage.removeItem(`netlearn:${key}`);
    else localStorage.setItem(`netlearn:${key}`, text);
  } catch {
    // No room or no permission: the page's own memory has it.
  }
}

/**
 * All that is kept under keys with this beginning.
 * @param {string} prefix
 * @returns {{ key: string, value: any }[]}
 */
export function recallAll(prefix) {
  const keys = new Set(memory.keys());
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith("netlearn:")) keys.add(key.slice("netlearn:".length));
  } catch {
    // As above: only the page's own memory is there.
  }
  return [...keys].filter((key) => key.startsWith(prefix)).map((key) => ({ key, value: recall(key) }));
}
