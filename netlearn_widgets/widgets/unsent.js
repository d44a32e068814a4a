// What waits in this browser, of everybody who was at it: whose it is, and what may become of it.
import { newId } from "./dom.js";
import { latest } from "./pending.js";
import { keep, recall, recallAll } from "./storage.js";
import { unpacked } from "./words.js";

/**
 * @typedef {object} Known who an owner is; kept as long as something of theirs waits
 * @property {string} code the join code of the workshop
 * @property {string} title
 * @property {string} token
 * @property {boolean} paper whether somebody else types in their sheet
 * @property {number} round
 * @property {string} name
 * @property {boolean} [out] whether they were taken out of the workshop
 *
 * @typedef {object} Item something that is not saved
 * @property {string} key under which it is kept
 * @property {string} question
 * @property {boolean} answer whether it is a whole answer, which can be sent as it is
 * @property {boolean} aside whether it was written for a question of another kind than it is now
 * @property {boolean} moving whether it is sent by itself
 * @property {string} why why it is not taken, in words, or ""
 * @property {string} text its words, to read and to copy
 *
 * @typedef {"refused" | "round" | "later" | "half" | "out" | "elsewhere" | "gone" | "unknown"} Fate
 * refused: the present person's, and it is not taken; round: of an earlier round; later: another person's, and it is
 * sent by itself; half: another person's, and it is not finished or not taken; out: of somebody who was taken out;
 * elsewhere: of another workshop; gone: of a workshop that is no longer there; unknown: nothing says whose it is
 *
 * @typedef {{ fate: Fate, owner: string, known: Known | null, items: Item[] }} Group
 * @typedef {{ code: string, owner: string, token?: string, round?: number, gone?: boolean }} Here where this page is, and who
 */

const SENT = ["proposing", "deciding", "revealing", "sorting"]; // drafts that are on their way, and no half thoughts
const NO_WORDS = ["id", "me", "from", "to", "proposal", "were"]; // places in a value that hold names of the program's own

/** @param {string} owner @returns {Known | null} */
export const known = (owner) => recall(`owner:${owner}`);

/**
 * Keep who an owner is, for when another person is here.
 * @param {string} owner
 * @param {Known} who
 */
export function remember(owner, who) {
  if (JSON.stringify(known(owner)) !== JSON.stringify(who)) keep(`owner:${owner}`, who);
}

/**
 * The words of an answer or half a thought, line by line.
 * @param {any} value
 * @returns {string[]}
 */
export function wordsOf(value) {
  if (value === null || value === undefined || value === "") return [];
  if (Array.isArray(value)) return value.flatMap(wordsOf);
  if (typeof value !== "object") return [String(value)];
  const named = Object.entries(value).filter(([name]) => !NO_WORDS.includes(name));
  const lines = named.map(([name, one]) => {
    const words = wordsOf(one).join(", ");
    return words && (typeof one === "string" ? words : `${name}: ${words}`);
  });
  return [lines.filter(Boolean).join(", ")].filter(Boolean);
}

/**
 * @param {string} kind
 * @param {string} owner
 * @returns {Item[]}
 */
function kept(kind, owner) {
  const prefix = `${kind}:${owner}:`;
  const answer = kind === "answer";
  return recallAll(prefix)
    .filter(({ value }) => value)
    .map(({ key, value }) => {
      const [question, name = ""] = key.slice(prefix.length).split(":");
      const moving = answer ? !value.refused : SENT.includes(name);
      const said = answer ? latest(value) : typeof value === "string" ? (unpacked(value) ?? value) : value;
      return { key, question, answer, aside: answer && name !== "", moving, why: (answer && value.refused) || "", text: wordsOf(said).join("\n") };
    });
}

/**
 * What of somebody's is not saved.
 * @param {string} owner
 * @returns {Item[]}
 */
export const itemsOf = (owner) => [...kept("answer", owner), ...kept("draft", owner)];

/**
 * Somebody was taken out of a workshop: so was who they were in its earlier rounds.
 * @param {string} token
 * @param {string} code
 */
export function takenOut(token, code) {
  for (const owner of owners()) {
    const who = known(owner);
    if (who?.code === code && who.token === token) remember(owner, { ...who, token: "", out: true });
  }
}

/** Every owner of whom something is kept. */
function owners() {
  const keys = ["answer:", "draft:", "owner:"].flatMap((prefix) => recallAll(prefix).map(({ key }) => key));
  return [...new Set(keys.map((key) => key.split(":")[1]))];
}

/**
 * What waits in this browser and is said on the page; whoever has nothing that waits is forgotten.
 * @param {Here} here
 * @returns {Group[]}
 */
export function waiting(here) {
  return owners().flatMap((owner) => {
    const [who, items] = [known(owner), itemsOf(owner)];
    if (!items.length && owner !== here.owner) keep(`owner:${owner}`, undefined);
    return grouped(here, owner, who, items).filter((group) => group.items.length);
  });
}

/**
 * @param {Here} here
 * @param {string} owner
 * @param {Known | null} who
 * @param {Item[]} items
 * @returns {Group[]}
 */
function grouped({ code, owner: present, round, gone }, owner, who, items) {
  /** @param {Fate} fate @param {Item[]} those */
  const group = (fate, those = items) => ({ fate, owner, known: who, items: those });
  if (who && who.code !== code) return [group("elsewhere")];
  if (gone && (who || owner === present)) return [group("gone")];
  if (who?.out) return [group("out")];
  if (owner === present) return [group("refused", items.filter(({ answer, why }) => answer && why))];
  if (!who) return [group("unknown")];
  if (round !== undefined && who.round !== round) return [group("round")];
  const later = items.filter(({ answer, moving }) => answer && moving);
  return [group("later", later), group("half", items.filter((item) => !later.includes(item)))];
}

/**
 * Let an answer of an earlier round be one of this round: it is sent as a new one.
 * @param {string} key
 */
export function give(key) {
  const pending = recall(key);
  if (pending) keep(key, { id: newId(), value: latest(pending), kind: pending.kind, base: null, given: true });
}

/**
 * Forget what of somebody's cannot be sent later: what is half written, or not taken.
 * @param {string} owner
 */
export function dropHalf(owner) {
  for (const { key, moving } of itemsOf(owner)) if (!moving) keep(key, undefined);
  for (const { key } of recallAll(`note:${owner}:`)) keep(key, undefined);
}
