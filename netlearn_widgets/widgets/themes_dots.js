// A person's own dots on a theme or a card: as many signs as dots, one more, one less.
import { h, say } from "./dom.js";
import { fullVote, left } from "./themes_board.js";

/**
 * How many dots of all are counted somewhere, in words.
 * @param {number} n
 */
export function dotsWords(n) {
  return `${n} ${n === 1 ? "dot" : "dots"}`;
}

/**
 * @param {import("./themes_card.js").Desk} desk
 * @param {() => { id: string, mine: number }} place
 */
export function dotsControl(desk, place) {
  const less = h("button", { type: "button", class: "nl-dot-button", onclick: () => desk.vote(place(), -1) }, "−");
  const more = h("button", { type: "button", class: "nl-dot-button", onclick: () => desk.vote(place(), 1) }, "+");
  const signs = h("span", { class: "nl-dot-signs", "aria-hidden": "true" });
  const count = h("span", { class: "nl-unseen" });
  const node = h("div", { class: "nl-vote", role: "group" }, less, signs, count, more);
  return {
    node,
    /** @param {string} name what the dots lie on */
    draw(name) {
      const limits = desk.model.get("vote");
      const { mine } = place();
      if (!limits.dots) node.hidden = true;
      node.setAttribute("aria-label", `Your dots on ${name}`);
      less.setAttribute("aria-label", `One dot less: ${name}`);
      more.setAttribute("aria-label", `One dot more: ${name}`);
      less.setAttribute("aria-disabled", String(!mine));
      more.setAttribute("aria-disabled", String(Boolean(fullVote(desk.board(), place(), limits))));
      say(signs, mine ? "●".repeat(mine) : "○");
      say(count, `${mine} of yours, ${left(desk.board(), limits.dots)} left`);
    },
  };
}
