// One card on the board of ideas: its words, those merged into it, and where it may go.
import { visible } from "./clean.js";
import { elementId, h, plainForm, say } from "./dom.js";
import { dotsControl, dotsWords } from "./themes_dots.js";
import { targets } from "./themes_targets.js";
import { brief } from "./words.js";

/**
 * @typedef {import("./themes_board.js").Pile} Pile
 *
 * @typedef {object} Desk what a card or a theme is given
 * @property {any} model
 * @property {() => import("./themes_board.js").Board} board as it is now, with what this person has just done
 * @property {(pile: Pile, theme: string) => void} group
 * @property {(pile: Pile, into: Pile) => void} merge
 * @property {(card: { id: string, text: string }) => void} apart
 * @property {(pile: Pile) => void} begin a new theme, for this card
 * @property {(place: { id: string, mine: number }, by: 1 | -1) => void} vote
 * @property {(id: string, name: string) => void} rename
 * @property {(card: string, value: any) => void} hide
 */

/**
 * @param {Pile} first
 * @param {Desk} desk
 */
export function cardEntry(first, desk) {
  let pile = first;
  const text = h("p", { class: "nl-said", dir: "auto", id: elementId("card") });
  const own = h("span", { class: "nl-yours" }, "yours");
  const same = h("ul", { class: "nl-same", "aria-label": "Merged with it" });
  const handle = h("span", { class: "nl-handle", "aria-hidden": "true" }, "⠿");
  const count = h("p", { class: "nl-soft" });
  const move = targets(desk, () => pile);
  const dots = dotsControl(desk, () => pile);
  const hide = hideForm(desk, () => pile);
  const foot = h("div", { class: "nl-row nl-apart nl-card-foot" }, move.button, dots.node, hide.button);
  const node = h(
    "li",
    { class: "nl-sort-card", "data-card": first.id },
    h("div", { class: "nl-card-head" }, handle, h("div", { class: "nl-card-words" }, text, own, count, same)),
    foot,
    move.node,
    hide.node,
  );

  return {
    node,
    /**
     * @param {Pile} now
     * @param {string} theme
     */
    draw(now, theme) {
      pile = now;
      say(text, now.text);
      own.hidden = !now.own;
      count.hidden = theme !== "" || !now.n;
      say(count, dotsWords(now.n));
      drawSame(same, now, desk);
      move.draw(theme);
      dots.node.hidden = theme !== "";
      dots.draw(brief(now.text));
      hide.draw();
    },
  };
}

/**
 * The cards merged into one, each with a way back.
 * @param {HTMLElement} list
 * @param {Pile} pile
 * @param {Desk} desk
 */
function drawSame(list, pile, desk) {
  const key = JSON.stringify(pile.same);
  if (list.dataset.key === key) return;
  list.dataset.key = key;
  list.hidden = !pile.same.length;
  list.replaceChildren(
    ...pile.same.map((card) => {
      const name = `Take apart: ${brief(card.text)}`;
      const apart = h("button", { type: "button", class: "nl-link", "aria-label": name, onclick: () => desk.apart(card) }, "Take apart");
      return h("li", {}, h("span", { dir: "auto" }, card.text), " ", card.own && h("span", { class: "nl-yours" }, "yours"), " ", apart);
    }),
  );
}

/**
 * For a host: take a card out of sight, with a reason its writer reads.
 * @param {Desk} desk
 * @param {() => Pile} pile
 */
function hideForm(desk, pile) {
  const id = elementId("hide");
  const input = h("input", { type: "text", class: "nl-input", id: `${id}-why`, maxlength: desk.model.get("longest").reason, dir: "auto" });
  const problem = h("p", { class: "nl-wrong", role: "alert" });
  const button = h("button", { type: "button", class: "nl-link", "aria-expanded": "false", "aria-controls": id, onclick: () => open(Boolean(node.hidden)) }, "Hide");
  const node = plainForm(
    { class: "nl-hide", id, hidden: true, onkeydown: leave },
    go,
    h("label", { class: "nl-label", for: `${id}-why` }, "Why? The writer reads it, and it is kept in a log.", input),
    problem,
    h("div", { class: "nl-row" }, h("button", { class: "nl-button nl-small" }, "Hide this card"), h("button", { type: "button", class: "nl-link", onclick: () => open(false) }, "Leave it")),
  );

  /** @param {boolean} wanted */
  function open(wanted) {
    node.hidden = !wanted;
    button.setAttribute("aria-expanded", String(wanted));
    say(problem, "");
    (wanted ? input : button).focus();
  }

  function go() {
    const reason = input.value.trim();
    if (!visible(reason)) {
      say(problem, "Please write the reason first: the writer reads it.");
      return input.focus();
    }
    desk.hide(pile().id, { card: pile().id, reason });
  }

  /** @param {KeyboardEvent} event */
  function leave(event) {
    if (event.key === "Escape") open(false);
  }

  return {
    button,
    node,
    draw() {
      button.hidden = !desk.model.get("can_hide");
      button.setAttribute("aria-label", `Hide: ${brief(pile().text)}`);
    },
  };
}
