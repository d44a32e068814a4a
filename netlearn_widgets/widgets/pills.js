// Rows of pills: one thing to judge, and a line of short answers of which one holds.
import { elementId, h } from "./dom.js";

/**
 * @typedef {{ value: string, label: string, unseen?: string }} Pill unseen: words added for the ear
 * @typedef {{ node: HTMLElement, draw: (value: string | null) => void }} Row
 */

/**
 * A radio button as a pill.
 * @param {string} name of its group
 * @param {Pill} pill
 * @param {() => void} onchange
 */
export function pill(name, { value, label, unseen = "" }, onchange) {
  const input = h("input", { type: "radio", name, value, onchange });
  const face = h("span", {}, label, unseen && h("span", { class: "nl-unseen" }, ` ${unseen}`));
  return { input, node: h("label", { class: "nl-pill" }, input, face) };
}

/**
 * One thing with its pills; a chosen pill can be taken back.
 * @param {object} given
 * @param {string} given.label
 * @param {string} given.hint
 * @param {Pill[]} given.pills
 * @param {[string, string]} [given.ends] words under the first and the last pill
 * @param {(value: string | null) => void} given.choose
 * @returns {Row}
 */
export function pillRow({ label, hint, pills, ends, choose }) {
  const id = elementId("row");
  const made = pills.map((one) => pill(id, one, () => choose(one.value)));
  const name = { "aria-label": `Clear: ${label}` };
  const back = h("button", { type: "button", class: "nl-link nl-back", ...name, onclick: takeBack }, "Clear");

  function takeBack() {
    choose(null);
    made[0].input.focus();
  }

  const group = { role: "radiogroup", "aria-labelledby": id, "aria-describedby": hint ? `${id}-hint` : null };
  const node = h(
    "div",
    { class: "nl-pillrow", ...group, "--pills": pills.length },
    h("div", { class: "nl-thing" }, h("b", { id }, label), hint && h("small", { id: `${id}-hint` }, hint)),
    back,
    h("div", { class: "nl-pills" }, made.map((one) => one.node)),
    ends && h("div", { class: "nl-ends", "aria-hidden": "true" }, ends.map((words) => h("span", {}, words))),
  );
  return {
    node,
    draw(value) {
      for (const { input } of made) input.checked = input.value === value;
      back.classList.toggle("nl-absent", value === null);
    },
  };
}

/**
 * An answer made of entries with one entry changed, or taken out (null); null when none is left. Entries the guide no
 * longer knows go too: they could not be kept again.
 * @param {Record<string, any> | null} value
 * @param {string} key
 * @param {any} entry
 * @param {(key: string, entry: any) => boolean} fits whether the guide still knows it
 */
export function put(value, key, entry, fits) {
  const entries = Object.entries(value ?? {}).filter(([one, its]) => one !== key && fits(one, its));
  if (entry !== null) entries.push([key, entry]);
  return entries.length ? Object.fromEntries(entries) : null;
}
