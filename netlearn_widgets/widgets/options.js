// Options as cards to tap, and the headings they stand under.
import { elementId, h } from "./dom.js";

/** @typedef {{ key: string, label: string, hint: string, group: string }} Option */

/**
 * Whether one of the options has this key.
 * @param {Option[]} options
 * @param {string} key
 */
export function has(options, key) {
  return options.some((option) => option.key === key);
}

/**
 * A radio button or checkbox with its label and hint, all of it to tap.
 * @param {HTMLInputElement} input
 * @param {Option} option
 */
export function card(input, { label, hint }) {
  return h("label", { class: "nl-option" }, input, h("b", {}, label), hint && h("small", {}, hint));
}

/**
 * The options' elements, those of a group together under its heading.
 * @param {Option[]} options
 * @param {Element[]} elements one for each option
 * @param {Record<string, any>} context may name the groups: `{ groups: { key: heading } }`
 * @returns {HTMLElement[]}
 */
export function underHeadings(options, elements, context) {
  const groups = new Set(options.map((option) => option.group));
  return [...groups].map((group) => {
    const members = elements.filter((_, index) => options[index].group === group);
    const list = h("div", { class: "nl-options" }, members);
    if (!group) return list;
    const id = elementId("group");
    const heading = h("p", { class: "nl-heading", id }, context.groups?.[group] ?? readable(group));
    return h("div", { role: "group", "aria-labelledby": id, class: "nl-grouped" }, heading, list);
  });
}

/**
 * A key as a heading, where nobody gave it a better one: "small_world" becomes "Small world".
 * @param {string} key
 */
export function readable(key) {
  const words = key.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
