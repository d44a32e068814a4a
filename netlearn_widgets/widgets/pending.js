// An answer that is not saved yet, changed in steps; each step gives a new one and spoils none.
//
// Every answer says what it was made from, so that the kernel can merge it with what another device has kept since. For
// that, no answer goes out while an earlier one of the same page may have arrived and may not: it is made from that.

/**
 * @typedef {object} Pending what this device keeps until the kernel has it
 * @property {string} id
 * @property {any} value
 * @property {string} [kind] the kind of question it answers; answers of older scripts do not say it
 * @property {any} [base] the value it was made from; answers of older scripts do not say it
 * @property {boolean} [sent] whether it may have reached the kernel
 * @property {boolean} [given] whether its writer gave it to another round than it was written for
 * @property {string} [refused] why the kernel does not take it, in words
 * @property {Pending} [next] what was made from it since; it goes when this one has arrived
 */

/**
 * What the person answered last.
 * @param {Pending} pending
 * @returns {any}
 */
export function latest(pending) {
  return (pending.next ?? pending).value;
}

/**
 * The answer with a newer one, which takes its place or waits for it.
 * @param {Pending | null} pending
 * @param {{ id: string, value: any, kind?: string }} newer
 * @param {any} known the value the kernel told last
 * @param {(base: any) => any} [seen] what an entry was when the person began to change it, put into the value
 * @returns {Pending}
 */
export function renewed(pending, newer, known, seen = (base) => base) {
  if (!pending) return { ...newer, base: seen(known) };
  if (pending.sent && !pending.refused) return { ...pending, next: { ...newer, base: seen(pending.value) } };
  return "base" in pending ? { ...newer, base: seen(pending.base) } : newer;
}

/**
 * What is left once the answer is saved: what was made from it, or null.
 * @param {Pending} pending
 * @returns {Pending | null}
 */
export function arrived({ next }) {
  return next ?? null;
}

/**
 * What is left of an answer the kernel refuses: what was made from it, as if it had never been; else the answer with the
 * kernel's words, and with all that another device added, where both together were too much.
 * @param {Pending} pending
 * @param {{ message: string, value?: any, base?: any }} news
 * @param {string} id a new one, for an answer that is more than what was sent
 * @returns {Pending}
 */
export function turnedDown(pending, { message, ...more }, id) {
  const { next, sent, ...rest } = pending;
  if (next) {
    const { base: _unknown, ...bare } = next;
    return "base" in pending ? { ...bare, base: pending.base } : bare;
  }
  return "value" in more ? { ...rest, id, value: more.value, base: more.base, refused: message } : { ...rest, refused: message };
}

/**
 * What the kernel is told of it.
 * @param {Pending} pending
 * @returns {{ id: string, value: any, base?: any }}
 */
export function told({ id, value, ...rest }) {
  return "base" in rest ? { id, value, base: rest.base } : { id, value };
}
