// A press by which somebody shows everybody at once what the group said.
import { describe, elementId, h, say } from "./dom.js";
import { early } from "./early.js";
import { askOf, Proposing } from "./proposing.js";

/** @typedef {{ words: string, label: string, sure: string, shown: boolean }} Offer sure: what to know before, or "" */

/**
 * @param {any} model its `offer`, which may be empty
 * @param {HTMLElement} landing where the focus goes when there is nothing to press any more
 * @param {string} [look]
 */
export function offering(model, landing, look = "") {
  const words = h("p", { class: "nl-soft", id: elementId("offer") });
  const press = h("button", { type: "button", class: "nl-button nl-small", onclick: () => asked.ask(offer()?.sure ?? "") });
  const asked = early(press, send);
  const way = h("p", { class: "nl-soft", role: "status" });
  const wrong = h("p", { class: "nl-error", role: "alert" });
  const node = h("div", { class: `nl-items nl-offer ${look}` }, words, press, asked.node, way, wrong);
  const { ask, hear } = askOf(model);
  const sending = new Proposing(ask, { changed: draw, saved: () => {}, refused: (said) => say(wrong, said) }, "show");
  describe(press, words.id);

  /** @returns {Offer | null} */
  function offer() {
    const now = model.get("offer");
    return now?.label ? now : null;
  }

  function send() {
    say(wrong, "");
    if (!sending.pending) sending.put({ shown: offer()?.shown });
  }

  function draw() {
    const now = offer();
    const held = node.contains(document.activeElement);
    say(words, now?.words ?? "");
    words.hidden = !now?.words;
    say(press, now?.label ?? "");
    asked.draw(now?.sure ?? "");
    say(way, sending.words);
    node.hidden = !now && !sending.pending;
    if (node.hidden && held) landing.focus();
  }

  draw();
  return { node, draw, hear, send: () => sending.send(), stop: () => sending.stop() };
}
