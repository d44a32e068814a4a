// A text box for a few sentences: says how much room is left when it matters, keeps what is half typed.
import { elementId, h, say } from "./dom.js";
import { roomLeft } from "./words.js";

/**
 * @typedef {object} Box
 * @property {Node[]} nodes label, box and room left, in order
 * @property {HTMLTextAreaElement} input
 * @property {(text: string) => void} fill put a text in the box
 * @property {(label: string) => void} name change its label
 * @property {(words: string) => void} complain say under the box what is wrong; "" says nothing
 */

/**
 * @param {{ label: string, longest: number, typed?: (text: string) => void, enter?: () => void, leave?: () => void }} how
 *   typed: called with the text on every change; enter: called for Enter, while Shift and Enter break the line (without
 *   it, Enter breaks the line); leave: called for Escape
 * @returns {Box}
 */
export function textBox({ label, longest, typed, enter, leave }) {
  const id = elementId("box");
  const room = h("p", { class: "nl-room", id: `${id}-room` });
  const wrong = h("p", { class: "nl-wrong", id: `${id}-wrong`, role: "alert" });
  const title = h("label", { class: "nl-label", for: id }, label);
  const input = h("textarea", {
    id,
    class: "nl-input",
    rows: 2,
    dir: "auto",
    "aria-describedby": `${id}-room ${id}-wrong`,
    enterkeyhint: enter && "done",
    oninput() {
      measure();
      complain("");
      typed?.(input.value);
    },
    /** @param {KeyboardEvent} event */
    onkeydown(event) {
      // Enter that ends the composing of a character is no Enter; Safari tells it by this code alone.
      if (event.isComposing || event.keyCode === 229) return;
      const act = event.key === "Enter" && !event.shiftKey ? enter : event.key === "Escape" ? leave : undefined;
      if (!act) return;
      event.preventDefault();
      act();
    },
  });

  const measure = () => {
    say(room, roomLeft(input.value, longest));
  };
  /** @param {string} words */
  const complain = (words) => {
    say(wrong, words);
    if (words) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  };

  return {
    nodes: [title, input, room, wrong],
    input,
    fill(text) {
      input.value = text;
      measure();
      complain("");
    },
    name(text) {
      say(title, text);
    },
    complain,
  };
}
