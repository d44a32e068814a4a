// The value of a question for roles: { role key: { holds: [name, …], could: [name, …] } }.
import { clean, fold, visible } from "./clean.js";
import { measure } from "./words.js";

/**
 * @typedef {"holds" | "could"} Part
 * @typedef {Record<string, { holds: string[], could: string[] }>} Cover
 */

/**
 * The names a role has in one part.
 * @param {Cover | null} value
 * @param {string} role
 * @param {Part} part
 * @returns {string[]}
 */
export function namesOf(value, role, part) {
  return value?.[role]?.[part] ?? [];
}

/**
 * The value with these names in one part of a role; null when nobody is left anywhere. A role the guide no longer has
 * is left out: it could not be shared.
 * @param {Cover | null} value
 * @param {string} role
 * @param {Part} part
 * @param {string[]} names
 * @param {string[]} roles the roles the guide has
 * @returns {Cover | null}
 */
export function withNames(value, role, part, names, roles) {
  const before = { holds: namesOf(value, role, "holds"), could: namesOf(value, role, "could") };
  const all = { ...value, [role]: { ...before, [part]: names } };
  const held = Object.entries(all).filter(
    ([key, cover]) => roles.includes(key) && (cover.holds.length || cover.could.length),
  );
  return held.length ? Object.fromEntries(held) : null;
}

/**
 * Why this name cannot be added, or "".
 * @param {string[]} names the names that are there
 * @param {string} name
 * @param {{ longest: number, most: number }} limits
 * @returns {string}
 */
export function nameProblem(names, name, { longest, most }) {
  if (!visible(name)) return "Please write a name first.";
  if (measure(name) > longest) return `This name is too long: please shorten it by ${measure(name) - longest}.`;
  if (names.some((one) => fold(one) === fold(name))) return `${clean(name).trim()} is there already.`;
  return names.length < most ? "" : `${most} names are there, and no more fit. Take one away to add another.`;
}
