// What is asked before something is shown to which not everybody has spoken yet.
import { describe, elementId, h, say } from "./dom.js";

/**
 * @param {HTMLElement} button what is pressed to show it
 * @param {() => void} go shows it
 */
export function early(button, go) {
  const words = h("p", { id: elementId("sure") });
  const yes = h("button", { type: "button", class: "nl-button nl-small", onclick: () => finish(go) }, "Show it now");
  const no = h("button", { type: "button", class: "nl-link", onclick: () => finish() }, "Wait");
  const node = h("div", { class: "nl-items", hidden: true }, words, h("div", { class: "nl-row" }, yes, no));
  describe(yes, words.id);

  /** @param {() => void} [then] */
  function finish(then) {
    node.hidden = true;
    button.hidden = false;
    then?.();
    button.focus();
  }

  return {
    node,
    /** Ask, where there is something to know before. @param {string} sure what that is, or "" */
    ask(sure) {
      if (!sure) return go();
      say(words, sure);
      node.hidden = false;
      button.hidden = true;
      yes.focus();
    },
    /** @param {string} sure */
    draw(sure) {
      if (node.hidden) return;
      if (sure) say(words, sure);
      else finish();
    },
  };
}
