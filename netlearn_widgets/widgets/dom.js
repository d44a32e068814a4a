// Small helpers to build a page from elements and text, never from HTML strings.

/** @typedef {string | number | Node | null | undefined | false} Child */

/**
 * An element with attributes and children. An attribute that is a function listens to the event of its name without
 * "on"; true sets it empty; false, null and undefined leave it out; a name that begins with "--" is a CSS property.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.replace(/^on/, ""), value);
    else if (name.startsWith("--")) element.style.setProperty(name, String(value));
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...kept(children));
  return element;
}

/**
 * A form whose page stays where it is, and that says in its own words what is wrong.
 * @param {Record<string, any>} attributes
 * @param {() => void} send
 * @param {...(Child | Child[])} children
 */
export function plainForm(attributes, send, ...children) {
  /** @param {Event} event */
  function submitted(event) {
    event.preventDefault();
    send();
  }

  return h("form", { ...attributes, novalidate: true, onsubmit: submitted }, ...children);
}

/**
 * The children that are there, flat.
 * @param {(Child | Child[])[]} children
 * @returns {(string | Node)[]}
 */
export function kept(children) {
  return /** @type {Child[]} */ (children.flat())
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (typeof child === "number" ? String(child) : /** @type {string | Node} */ (child)));
}

/**
 * A name no other thing has, also where the page is not served by https and crypto.randomUUID is missing.
 * @returns {string}
 */
export function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// In a notebook every widget runs a script of its own, and each would count from one.
const script = newId().slice(0, 8);
let count = 0;

/**
 * An id for an element, or a name for a group of radio buttons, unique on this page.
 * @param {string} word
 * @returns {string}
 */
export function elementId(word) {
  count += 1;
  return `nl-${word}-${script}-${count}`;
}

/**
 * Put words in their place; where they stand already nothing is touched, so that nothing is read aloud twice.
 * @param {Element} place
 * @param {string} words
 */
export function say(place, words) {
  if (place.textContent !== words) place.textContent = words;
}

/**
 * Let a screen reader say this text first of what describes the control.
 * @param {Element} control
 * @param {string} id of the text
 */
export function describe(control, id) {
  control.setAttribute("aria-describedby", `${id} ${control.getAttribute("aria-describedby") ?? ""}`.trim());
}

/**
 * Put these elements into a list in this order, and nothing else. The one that holds the focus or is being dragged is
 * not lifted out: the others move around it.
 * @param {Element} list
 * @param {Element[]} elements
 * @param {Element | null} [held] the element not to lift; without it, the one that holds the focus
 */
export function arrange(list, elements, held = null) {
  const still = held ?? elements.find((element) => element.contains(document.activeElement));
  for (const child of [...list.children]) if (!elements.includes(child)) child.remove();
  if (elements.every((element, index) => element === list.children[index])) return;
  if (!still || still.parentElement !== list) return list.replaceChildren(...elements);
  const place = elements.indexOf(still);
  still.before(...elements.slice(0, place));
  still.after(...elements.slice(place + 1));
}
