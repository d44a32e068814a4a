// A line to write in: its label, help from names known already, and what is wrong with it, in words.
import { elementId, h, say } from "./dom.js";

/**
 * @typedef {object} Field
 * @property {HTMLElement} node
 * @property {HTMLInputElement} input
 * @property {(label: string) => void} name change its label
 * @property {(names: string[]) => void} offer the names the browser may suggest
 * @property {(words: string) => void} complain say under the line what is wrong; "" says nothing
 */

/**
 * @param {{ label: string, typed?: () => void, enter?: () => void, leave?: () => void }} how
 * @returns {Field}
 */
export function nameField({ label, typed, enter, leave }) {
  const id = elementId("field");
  const title = h("label", { class: "nl-label", for: id }, label);
  const known = h("datalist", { id: `${id}-known` });
  const wrong = h("p", { class: "nl-wrong", id: `${id}-wrong`, role: "alert" });
  const input = h("input", {
    id,
    type: "text",
    dir: "auto",
    class: "nl-input",
    list: `${id}-known`,
    autocomplete: "off",
    autocapitalize: "words",
    enterkeyhint: enter && "done",
    "aria-describedby": `${id}-wrong`,
    oninput() {
      complain("");
      typed?.();
    },
    /** @param {KeyboardEvent} event */
    onkeydown(event) {
      // Enter that ends the composing of a character is no Enter; Safari tells it by this code alone.
      if (event.isComposing || event.keyCode === 229) return;
      const act = event.key === "Enter" ? enter : event.key === "Escape" ? leave : undefined;
      if (!act) return;
      event.preventDefault();
      act();
    },
  });
  /** @param {string} words */
  function complain(words) {
    say(wrong, words);
    if (words) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }

  return {
    node: h("div", { class: "nl-field" }, title, input, known, wrong),
    input,
    name: (words) => say(title, words),
    offer(names) {
      known.replaceChildren(...names.map((name) => h("option", { value: name })));
    },
    complain,
  };
}

/**
 * A select with its label.
 * @param {{ label: string, chosen?: () => void }} how
 * @returns {{
 *   node: HTMLElement,
 *   input: HTMLSelectElement,
 *   name: (label: string) => void,
 *   offer: (options: { key: string, label: string }[], chosen: string) => void,
 * }}
 */
export function selectField({ label, chosen }) {
  const id = elementId("field");
  const input = h("select", { id, class: "nl-input", onchange: () => chosen?.() });
  const title = h("label", { class: "nl-label", for: id }, label);
  let drawn = "";
  return {
    node: h("div", { class: "nl-field" }, title, input),
    input,
    name: (words) => say(title, words),
    offer(options, value) {
      const next = JSON.stringify(options);
      if (next !== drawn) input.replaceChildren(...options.map((one) => h("option", { value: one.key }, one.label)));
      drawn = next;
      input.value = value;
    },
  };
}
