// Words about text: how much room is left, and what is too long.
import { clean, visible } from "./clean.js";

const NEAR = 40;

/**
 * How many characters are kept of a text: what is invisible and outer blanks do not count, and an emoji counts as the
 * kernel counts it.
 * @param {string} text
 * @returns {number}
 */
export function measure(text) {
  return visible(text) ? [...clean(text, true).trim()].length : 0;
}

/**
 * Why a text is too long, or "".
 * @param {string} what what the text is, as its writer knows it: "This idea"
 * @param {string} text
 * @param {number} longest
 * @returns {string}
 */
export function tooLong(what, text, longest) {
  const over = measure(text) - longest;
  return over > 0 ? `${what} is too long for the group to read at once: please shorten it by ${over}.` : "";
}

/**
 * How much room is left, once it matters; "" before.
 * @param {string} text
 * @param {number} longest
 * @returns {string}
 */
export function roomLeft(text, longest) {
  const left = longest - measure(text);
  if (left > NEAR) return "";
  const characters = Math.abs(left) === 1 ? "character" : "characters";
  return left < 0 ? `${-left} ${characters} too many` : `${left} ${characters} left`;
}

/**
 * The first words of a text, for a label.
 * @param {string} text
 * @param {number} [most]
 * @returns {string}
 */
export function brief(text, most = 40) {
  const line = text.split(/\s+/).join(" ").trim();
  const letters = [...line];
  return letters.length > most ? `${letters.slice(0, most).join("").trimEnd()}…` : line;
}

/**
 * Several things in one line: "Ada, Bo, Cy"; where one has a comma of its own, "Lee, Smith; Bo; Cy".
 * @param {string[]} things
 * @returns {string}
 */
export function inRow(things) {
  return things.join(things.some((thing) => thing.includes(",")) ? "; " : ", ");
}

/**
 * Several things in one sentence: "Ada, Bo and Cy".
 * @param {string[]} things
 * @returns {string}
 */
export function listed(things) {
  return things.length < 2 ? things.join("") : `${inRow(things.slice(0, -1))} and ${things[things.length - 1]}`;
}

/**
 * Half a thought that was kept as JSON, or null where nothing (or nothing readable) was kept.
 * @param {string} text
 * @returns {any}
 */
export function unpacked(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
