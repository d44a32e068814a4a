// What is pasted or dropped is cleaned at once of what nobody can see, and a word is said of it.
import { clean } from "./clean.js";
import { h, say } from "./dom.js";

const TAKEN = "Something invisible was taken out.";

/**
 * Clean what arrives in the text fields of this element from elsewhere: by the clipboard, a drop, or the browser itself.
 * @param {HTMLElement} root
 */
export function cleanPastes(root) {
  const note = h("p", { class: "nl-soft nl-taken", role: "status" });
  root.addEventListener("input", look, true); // before the field's own script reads it

  /** @param {Event} event */
  function look(event) {
    const field = event.target;
    if (!(field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type === "text"))) return;
    say(note, "");
    const { inputType, isComposing } = /** @type {InputEvent} */ (event);
    if (isComposing || (inputType && !inputType.startsWith("insertFrom") && inputType !== "insertReplacementText")) return;
    const lines = field instanceof HTMLTextAreaElement;
    const [before, at] = [field.value, field.selectionEnd ?? field.value.length];
    const after = clean(before, lines);
    if (after === before) return;
    field.value = after;
    const place = clean(before.slice(0, at), lines).length;
    field.setSelectionRange(place, place);
    if (after.length < before.length) tell(field);
  }

  /** @param {HTMLElement} field */
  function tell(field) {
    (field.closest("label") ?? field).after(note);
    requestAnimationFrame(() => say(note, TAKEN)); // a screen reader reads what changes in a place it knows
  }
}
