// What each participant did to the group's cards: a host reads it, and may undo all that one of them did.
import { h, say } from "./dom.js";
import { button, part } from "./host_room.js";
import { following } from "./list.js";

const WHAT = "Everybody sorts the same cards. If somebody spoils the others’ work, undo all they did to the cards of a question.";
const CLOCK = /** @type {const} */ ({ hour: "2-digit", minute: "2-digit" });

/**
 * @param {import("./container.js").Page} page
 * @param {import("./host_acts.js").Do} act
 */
export function deedsPart(page, act) {
  const list = h("ul", { class: "nl-named" });
  const summary = h("summary");
  const node = part("Sorting", h("details", { class: "nl-more" }, summary, h("p", { class: "nl-soft" }, WHAT), list));
  const follow = following(list, (first) => entry(first.id));

  /** @param {string} id */
  function entry(id) {
    const words = h("p", { dir: "auto" });
    const about = h("p", { class: "nl-soft", dir: "auto" });
    const undo = button("Undo", () => ask(true));
    const sure = button("Undo all of it", () => act({ kind: "undo", deeds: id }, () => (node.hidden ? document.querySelector("main") : summary)?.focus()), "");
    const leave = button("Leave it", () => ask(false));
    const row = h("div", { class: "nl-row", hidden: true }, sure, leave);

    /** @param {boolean} asking */
    function ask(asking) {
      row.hidden = !asking;
      undo.hidden = asking;
      (asking ? sure : undo).focus();
    }

    return {
      node: h("li", {}, words, about, undo, row),
      /** @param {any} one */
      draw({ who, did, prompt, at }) {
        say(words, `${who} ${did}. Last at ${new Date(at).toLocaleTimeString([], CLOCK)}.`);
        say(about, prompt);
        undo.setAttribute("aria-label", `Undo what ${who} did: ${prompt}`);
      },
    };
  }

  return {
    node,
    draw() {
      const deeds = page.model.get("deeds");
      const people = new Set(deeds.map((/** @type {any} */ one) => one.who)).size;
      node.hidden = !deeds.length;
      say(summary, people === 1 ? "1 person sorted cards" : `${people} people sorted cards`);
      follow(deeds);
    },
  };
}
