// Where a person is on the page: the control, the caret, and how far it is scrolled. Found again when all is drawn anew.

const CONTROLS = "input, textarea, select, button, summary, a[href], [tabindex]";
const TYPED = "textarea, input:not([type]), input[type=text], input[type=search], input[type=date]";

let composing = false;
addEventListener("compositionstart", () => (composing = true), true);
addEventListener("compositionend", () => (composing = false), true);

/** Whether somebody is in the middle of a character: that control must not be exchanged now. */
export function isComposing() {
  return composing;
}

/**
 * @typedef {object} Place
 * @property {(root: ParentNode) => boolean} isIn whether the control can be found there
 * @property {(root: ParentNode) => void} enter go there: what was typed, focus, caret, and the same place on the screen
 */

/**
 * Remember where the person is, and what stands in fields that no question keeps.
 * @param {HTMLElement} root
 * @returns {Place}
 */
export function placeIn(root) {
  const active = /** @type {HTMLElement | null} */ (document.activeElement);
  const held = active && active !== root && root.contains(active) ? active : null;
  const find = held && finder(held, root);
  const typed = [...root.querySelectorAll(TYPED)]
    .filter((field) => valueOf(field) && (field === held || !field.closest("[data-question]")))
    .map((field) => ({ value: valueOf(field), find: finder(field, root) }));
  const caret = caretOf(held);
  const top = held?.getBoundingClientRect().top ?? 0;
  const { scrollX, scrollY } = window;
  return {
    isIn: (fresh) => !find || find(fresh) !== null,
    enter(fresh) {
      for (const { value, find } of typed) fill(find(fresh), value);
      scrollTo(scrollX, scrollY);
      const control = find?.(fresh);
      if (!control) return;
      control.focus({ preventScroll: true });
      if (caret) /** @type {HTMLInputElement} */ (control).setSelectionRange(...caret);
      scrollBy(0, control.getBoundingClientRect().top - top);
    },
  };
}

/**
 * How to find a control again: by its question, and there by what it is called.
 * @param {Element} control
 * @param {Element} root
 * @returns {(fresh: ParentNode) => HTMLElement | null}
 */
function finder(control, root) {
  const question = questionOf(control);
  const name = nameOf(control);
  const nth = alike(root, question, name).indexOf(control);
  return (fresh) => /** @type {HTMLElement | null} */ (alike(fresh, question, name)[nth] ?? null);
}

/**
 * @param {ParentNode} root
 * @param {string} question
 * @param {string} name
 */
function alike(root, question, name) {
  return [...root.querySelectorAll(CONTROLS)].filter((control) => questionOf(control) === question && nameOf(control) === name);
}

/** Which question a control answers, and of which kind that is: a guide may be another by now. @param {Element} control */
function questionOf(control) {
  const { question = "", kind = "" } = /** @type {HTMLElement | null} */ (control.closest("[data-question]"))?.dataset ?? {};
  return `${question}|${kind}`;
}

/** What a control is called, also where it is not on the page yet and `labels` is empty. @param {Element} control */
function nameOf(control) {
  const { type, value } = /** @type {HTMLInputElement} */ (control);
  const option = type === "radio" || type === "checkbox" ? value : "";
  const label = control.getAttribute("aria-label") ?? control.closest("label")?.textContent;
  const words = label ?? (control.matches("input, textarea, select") ? "" : control.textContent);
  return [control.tagName, type, option, words].join("|");
}

/** @param {Element} field */
function valueOf(field) {
  return /** @type {HTMLInputElement} */ (field).value;
}

/**
 * @param {HTMLElement | null} field
 * @param {string} value
 */
function fill(field, value) {
  if (!field || valueOf(field) === value) return;
  /** @type {HTMLInputElement} */ (field).value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * @param {HTMLElement | null} control
 * @returns {[number, number, "forward" | "backward" | "none"] | null}
 */
function caretOf(control) {
  if (!control?.matches("textarea, input:not([type]), input[type=text], input[type=search]")) return null;
  const { selectionStart, selectionEnd, selectionDirection } = /** @type {HTMLInputElement} */ (control);
  return [selectionStart ?? 0, selectionEnd ?? 0, selectionDirection ?? "none"];
}
