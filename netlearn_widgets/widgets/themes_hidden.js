// For a host: the cards that are out of sight, each with its reason and a way back.
import { h } from "./dom.js";

/**
 * @param {(card: string) => void} show
 */
export function hiddenCards(show) {
  const list = h("ul", { class: "nl-same" });
  const node = h("details", { class: "nl-more" }, h("summary", {}, "Cards you have hidden"), list);
  let drawn = "";
  return {
    node,
    /** @param {{ id: string, text: string, reason: string }[]} cards */
    draw(cards) {
      const key = JSON.stringify(cards);
      if (key === drawn) return;
      drawn = key;
      node.hidden = !cards.length;
      list.replaceChildren(
        ...cards.map(({ id, text, reason }) => {
          const again = h("button", { type: "button", class: "nl-link", "aria-label": `Show again: ${text}`, onclick: () => show(id) }, "Show again");
          return h("li", {}, h("span", { dir: "auto" }, text), " ", h("span", { class: "nl-soft" }, `Why: ${reason}`), " ", again);
        }),
      );
    },
  };
}
