// A theme on the board, or the place of the cards in none: a heading, dots, and a list of cards.
import { clean, visible } from "./clean.js";
import { elementId, h, plainForm, say } from "./dom.js";
import { dotsControl, dotsWords } from "./themes_dots.js";

/**
 * @typedef {import("./themes_board.js").Theme} Theme
 */

/**
 * @param {Theme} first a theme; with id "" the place of the cards in none
 * @param {import("./themes_card.js").Desk} desk
 */
export function zoneEntry(first, desk) {
  let theme = first;
  const name = h("h4", { id: elementId("zone"), dir: "auto", tabindex: "-1" });
  const count = h("p", { class: "nl-soft" });
  const list = h("ul", { class: "nl-sort-list" });
  const empty = h("p", { class: "nl-soft nl-drop-here" }, "Put a card here.");
  const rename = h("button", { type: "button", class: "nl-link", onclick: () => edit(true) }, "Rename");
  const away = h("button", { type: "button", class: "nl-link", onclick: () => desk.rename(theme.id, "") }, "Take away");
  const input = h("input", { type: "text", class: "nl-input", dir: "auto", maxlength: desk.model.get("longest").name, "aria-label": "The name of this theme" });
  const form = plainForm(
    { class: "nl-row nl-naming", hidden: true, onkeydown: leave },
    keep,
    input,
    h("button", { class: "nl-button nl-small" }, "Keep"),
  );
  const ways = h("div", { class: "nl-row" }, rename, away);
  const dots = dotsControl(desk, () => theme);
  const head = h("div", { class: "nl-zone-head" }, h("div", {}, name, count), dots.node);
  const node = h("div", { class: "nl-zone", role: "group", "data-zone": first.id, "aria-labelledby": name.id }, head, form, list, empty, ways);
  ways.hidden = dots.node.hidden = first.id === "";

  /** @param {boolean} wanted */
  function edit(wanted) {
    form.hidden = !wanted;
    ways.hidden = wanted;
    if (wanted) input.value = theme.name;
    (wanted ? input : rename).focus();
    if (wanted) input.select();
  }

  function keep() {
    const now = clean(input.value).trim();
    edit(false);
    if (visible(now) && now !== theme.name) desk.rename(theme.id, now);
  }

  /** @param {KeyboardEvent} event */
  function leave(event) {
    if (event.key === "Escape") edit(false);
  }

  return {
    node,
    list,
    name,
    /** @param {Theme} now */
    draw(now) {
      theme = now;
      say(name, now.name);
      say(count, counted(now));
      rename.setAttribute("aria-label", `Rename: ${now.name}`);
      away.setAttribute("aria-label", `Take away: ${now.name}`);
      empty.hidden = now.piles.length > 0;
      if (now.id) dots.draw(now.name);
    },
  };
}

/**
 * How many ideas a theme has, and dots where they are counted.
 * @param {Theme} theme
 */
function counted({ piles, n }) {
  const ideas = piles.reduce((sum, pile) => sum + 1 + pile.same.length, 0);
  const said = `${ideas} ${ideas === 1 ? "idea" : "ideas"}`;
  return n ? `${said} · ${dotsWords(n)}` : said;
}
