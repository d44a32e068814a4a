// "Move to …": where a card may go, as buttons under it, for the keyboard, for fingers and for the ear.
import { elementId, h, say } from "./dom.js";
import { following } from "./list.js";
import { brief } from "./words.js";

/**
 * @typedef {import("./themes_board.js").Pile} Pile
 * @typedef {{ id: string, words: string, go: () => void }} Target
 */

/**
 * @param {import("./themes_card.js").Desk} desk
 * @param {() => Pile} pile
 */
export function targets(desk, pile) {
  const id = elementId("targets");
  const button = h("button", { type: "button", class: "nl-button nl-quiet nl-small", "aria-expanded": "false", "aria-controls": id, onclick: () => open(Boolean(node.hidden)) }, "Move to …");
  const themes = h("ul", { class: "nl-target-list" });
  const same = h("ul", { class: "nl-target-list nl-long" });
  const sameTitle = h("p", { class: "nl-label" }, "It says the same as");
  const node = h(
    "div",
    { class: "nl-targets", id, role: "group", hidden: true, onkeydown: leave },
    h("p", { class: "nl-label" }, "Move to"),
    themes,
    sameTitle,
    same,
  );
  const followThemes = following(themes, (target) => targetEntry(target, close));
  const followSame = following(same, (target) => targetEntry(target, close));
  let theme = "";

  /** @param {boolean} wanted */
  function open(wanted) {
    node.hidden = !wanted;
    button.setAttribute("aria-expanded", String(wanted));
    draw(theme);
    (wanted ? themes.querySelector("button") : button)?.focus();
  }
  const close = () => open(false);

  /** @param {KeyboardEvent} event */
  function leave(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  }

  /** @returns {Target[]} */
  function places() {
    const others = desk.board().themes.filter((one) => one.id !== theme);
    const named = others.map((one) => ({ id: one.id, words: one.name, go: () => desk.group(pile(), one.id) }));
    const none = theme ? [{ id: "none", words: "No theme", go: () => desk.group(pile(), "") }] : [];
    return [...named, ...none, { id: "new", words: "A new theme …", go: () => desk.begin(pile()) }];
  }

  /** @returns {Target[]} */
  function twins() {
    const board = desk.board();
    const here = board.themes.find((one) => one.id === theme)?.piles ?? board.loose;
    const all = new Set([...here, ...board.loose, ...board.themes.flatMap(({ piles }) => piles)]);
    const others = [...all].filter((one) => one.id !== pile().id);
    return others.map((one) => ({ id: one.id, words: brief(one.text, 60), go: () => desk.merge(pile(), one) }));
  }

  /** @param {string} now the theme the card is in */
  function draw(now) {
    theme = now;
    button.setAttribute("aria-label", `Move to … (${brief(pile().text)})`);
    node.setAttribute("aria-label", `Move “${brief(pile().text)}”`);
    if (node.hidden) return;
    followThemes(places());
    followSame(twins());
    sameTitle.hidden = same.hidden;
  }

  return { button, node, draw };
}

/**
 * @param {Target} first
 * @param {() => void} close
 */
function targetEntry(first, close) {
  let target = first;
  const button = h("button", {
    type: "button",
    class: "nl-target",
    dir: "auto",
    onclick() {
      close();
      target.go();
    },
  });
  return {
    node: h("li", {}, button),
    /** @param {Target} now */
    draw(now) {
      target = now;
      say(button, now.words);
    },
  };
}
