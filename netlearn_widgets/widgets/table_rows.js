// The rows of a table on their way: which are fit to share, which still wait on this device, and what they wait for.
import { visible } from "./clean.js";
import { listed, tooLong } from "./words.js";

/**
 * @typedef {{ key: string, label: string, type: string, required: boolean, options: { key: string, label: string }[] }} Column
 * @typedef {Record<string, string>} Row a row's id and its cells by column key
 * @typedef {{ columns: Column[], longest: number }} Spec
 */

const SETTLED = ["done", "dropped"];
const A_DATE = /^[1-9]\d{3}-\d\d-\d\d$/;

/**
 * What a row waits for before it can be shared, in words; "" when it is fit.
 * @param {Spec} spec
 * @param {Row} row
 * @returns {string}
 */
export function waitsFor(spec, row) {
  const open = spec.columns.filter((column) => column.required && !visible(row[column.key] ?? ""));
  const missing = open.map((column) => `“${column.label}”`);
  if (open.length) return `fill in ${listed(missing)}.`;
  if (spec.columns.every((column) => !visible(row[column.key] ?? ""))) return "fill in something.";
  return spec.columns.map((column) => cellWaitsFor(spec, column, row[column.key] ?? "")).find(Boolean) ?? "";
}

/**
 * @param {Spec} spec
 * @param {Column} column
 * @param {string} text
 * @returns {string}
 */
function cellWaitsFor(spec, column, text) {
  const name = `“${column.label}”`;
  if (!text) return "";
  if (column.type === "text") return tooLong(name, text, spec.longest);
  if (column.type === "date") return A_DATE.test(text) ? "" : `finish the date in ${name}.`;
  const offered = column.options.some((option) => option.key === text);
  return offered ? "" : `choose ${name} anew: “${text}” is no longer among the choices.`;
}

/**
 * The rows as the person sees them: those shared, each as it is being changed on this device, then those not shared yet.
 * @param {Row[]} shared
 * @param {Row[]} waiting
 * @returns {Row[]}
 */
export function seen(shared, waiting) {
  const changed = new Map(waiting.map((row) => [row.id, row]));
  const known = new Set(shared.map((row) => row.id));
  return [...shared.map((row) => changed.get(row.id) ?? row), ...waiting.filter((row) => !known.has(row.id))];
}

/**
 * Sort the rows a person sees into what is sent and what waits on the device. Of a shared row that is unfit at the
 * moment the group keeps the earlier words, where those are still fit.
 * @param {Spec} spec
 * @param {Row[]} rows
 * @param {Row[]} shared
 * @returns {{ send: Row[], waiting: Row[] }}
 */
export function sorted(spec, rows, shared) {
  const fit = (/** @type {Row} */ row) => waitsFor(spec, row) === "";
  const before = new Map(shared.filter(fit).map((row) => [row.id, row]));
  const send = rows.map((row) => (fit(row) ? row : before.get(row.id))).filter((row) => row !== undefined);
  return { send, waiting: rows.filter((row) => !fit(row)) };
}

/**
 * The rows with these among them: each in the place of the one with its id, or last.
 * @param {Row[]} rows
 * @param {Row[]} put
 * @returns {Row[]}
 */
export function withRows(rows, put) {
  const by = new Map(put.map((row) => [row.id, row]));
  const known = new Set(rows.map((row) => row.id));
  return [...rows.map((row) => by.get(row.id) ?? row), ...put.filter((row) => !known.has(row.id))];
}

/**
 * Of rows that wait on this device, those the group has, as they were when they began to wait.
 * @param {Row[]} waiting
 * @param {Row[]} were of those that waited before
 * @param {Row[]} shared
 * @returns {Row[]}
 */
export function began(waiting, were, shared) {
  const known = [...were, ...shared];
  return waiting.map(({ id }) => known.find((row) => row.id === id)).filter((row) => row !== undefined);
}

/**
 * The rows of an earlier round that may go on: neither done nor dropped, not here already, as many as there is room for.
 * @param {{ most: number }} spec
 * @param {Row[]} earlier
 * @param {Row[]} now
 * @returns {Row[]}
 */
export function carried({ most }, earlier, now) {
  const here = new Set(now.map((row) => row.id));
  const open = earlier.filter((row) => !here.has(row.id) && !SETTLED.includes(row.status));
  return open.slice(0, Math.max(0, most - now.length));
}

/**
 * Whether two lists of rows say the same, outer blanks aside.
 * @param {Spec} spec
 * @param {Row[]} one
 * @param {Row[]} other
 * @returns {boolean}
 */
export function alike(spec, one, other) {
  const cells = (/** @type {Row} */ row) => [row.id, ...spec.columns.map((column) => (row[column.key] ?? "").trim())];
  return JSON.stringify(one.map(cells)) === JSON.stringify(other.map(cells));
}

/**
 * What a row is called in its list: its first written cell, or its number.
 * @param {Spec} spec
 * @param {Row} row
 * @returns {string}
 */
export function rowTitle(spec, row) {
  const chosen = spec.columns.filter((column) => column.type !== "date" && row[column.key]?.trim());
  const column = chosen.find((one) => one.required) ?? chosen[0];
  if (!column) return "";
  const option = column.options?.find((one) => one.key === row[column.key]);
  return option?.label ?? row[column.key].trim();
}
