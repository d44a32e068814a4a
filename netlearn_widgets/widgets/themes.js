// A board on which a group sorts its ideas: cards, themes, dots. Everybody's hands are on it at once.
import { carried } from "./carry.js";
import { clean, visible } from "./clean.js";
import { arrange, describe, elementId, h, newId, plainForm, say } from "./dom.js";
import { offering } from "./offer.js";
import { cleanPastes } from "./pasting.js";
import { keep, recall } from "./storage.js";
import { applied, found, fullVote, left, votes } from "./themes_board.js";
import { cardEntry } from "./themes_card.js";
import { hiddenCards } from "./themes_hidden.js";
import { Outbox } from "./themes_outbox.js";
import { zoneEntry } from "./themes_zone.js";
import { brief } from "./words.js";

/**
 * @typedef {import("./themes_board.js").Board} Board
 * @typedef {import("./themes_board.js").Pile} Pile
 * @typedef {{ node: HTMLElement, draw: (...now: any[]) => void }} Entry
 */

const LOOSE = "Not in a theme";

export default {
  /** @param {{ model: any, el: HTMLElement }} view */
  render({ model, el }) {
    const draft = `draft:${model.get("owner")}:${model.get("question").key}`;
    const outbox = new Outbox(model, `${draft}:sorting`, { changed: () => draw(), refused: (words) => tell(words) });
    const news = h("p", { class: "nl-soft", role: "status" });
    const undo = h("button", { type: "button", class: "nl-link", hidden: true }, "Undo");
    const purse = h("p", { class: "nl-purse", "aria-live": "polite" });
    const waiting = h("p", { class: "nl-soft", tabindex: "-1" });
    const offer = offering(model, waiting);
    const zones = h("div", { class: "nl-zones" });
    const how = h("p", { class: "nl-soft" }, "Drag a card into a theme by its sign ⠿, or use “Move to …”. Drop it on a card beside it when both say the same.");
    const none = h("p", { class: "nl-soft" }, "No ideas are shown now.");
    const notice = h("p", { class: "nl-notice", id: elementId("notice") });
    const naming = newTheme();
    const hidden = hiddenCards((card) => outbox.act("hide", { card, hidden: false }));
    const summary = h("h3");
    const body = h("div", { class: "nl-board" }, notice, none, how, purse, zones, naming.node, h("div", { class: "nl-row nl-news" }, news, undo), waiting, offer.node, hidden.node);
    const folded = model.get("folded");
    const root = h("section", { class: "netlearn nl-card nl-sorting", "data-question": model.get("question").key }, folded ? h("details", {}, h("summary", {}, summary), body) : [h("h3", {}, "Sort the ideas into themes"), body]);
    cleanPastes(root);

    /** @type {Map<string, ReturnType<typeof cardEntry>>} */
    const cards = new Map();
    /** @type {Map<string, ReturnType<typeof zoneEntry>>} */
    const places = new Map();
    /** @type {Pile | null} the card a new theme is for */
    let beginning = null;
    /** @type {HTMLElement | null} */
    let held = null;
    /** @type {Board} */
    let board = applied(model.get("board"), outbox.acts);

    /** @type {import("./themes_card.js").Desk} */
    const desk = {
      model,
      board: () => board,
      group(pile, theme) {
        const from = found(board, pile.id)?.theme ?? "";
        outbox.act("group", { card: pile.id, theme });
        focusCard(pile.id);
        const where = board.themes.find((one) => one.id === theme)?.name;
        tell(where ? `“${brief(pile.text)}” is in “${where}”.` : `“${brief(pile.text)}” is in no theme.`, () => desk.group(pile, from));
      },
      merge(pile, into) {
        const from = found(board, pile.id)?.theme ?? "";
        outbox.act("merge", { card: pile.id, into: into.id });
        focusCard(into.id);
        tell(`“${brief(pile.text)}” is merged with “${brief(into.text)}”.`, () => desk.group(pile, from));
      },
      apart(card) {
        outbox.act("merge", { card: card.id, into: "" });
        focusCard(card.id);
        tell(`“${brief(card.text)}” stands for itself again.`);
      },
      begin(pile) {
        beginning = pile;
        naming.ask(pile);
      },
      vote(place, by) {
        const full = by > 0 ? fullVote(board, place, model.get("vote")) : "";
        if (full) return tell(full);
        if (place.mine + by < 0) return;
        outbox.act("dots", { ...votes(board), [place.id]: place.mine + by });
        tell("");
      },
      rename(id, name) {
        const before = board.themes.find((one) => one.id === id)?.name ?? "";
        outbox.act("theme", { theme: id, name });
        if (!name) naming.focus();
        tell(name ? `The theme is called “${name}”.` : `“${before}” is taken away; its cards are in no theme.`, () => desk.rename(id, before));
      },
      hide(card, value) {
        const zone = found(board, card)?.theme ?? "";
        outbox.act("hide", value);
        places.get(zone)?.name.focus();
        tell("The card is hidden as soon as that is saved.");
      },
    };

    /**
     * Say what was done, and offer to undo it.
     * @param {string} words
     * @param {(() => void)} [back]
     */
    function tell(words, back) {
      say(news, words);
      undo.hidden = !back;
      undo.onclick = back ? () => back() : null;
    }

    /** @param {string} id */
    function focusCard(id) {
      if (held) return;
      /** @type {HTMLElement | null | undefined} */ (cards.get(id)?.node.querySelector(".nl-card-foot button"))?.focus();
    }

    function newTheme() {
      const input = h("input", { type: "text", class: "nl-input", dir: "auto", maxlength: model.get("longest").name, oninput: () => keep(`${draft}:theme`, input.value || undefined) });
      const label = h("span", {}, "A new theme");
      describe(input, notice.id);
      const problem = h("p", { class: "nl-wrong", role: "alert" });
      input.value = recall(`${draft}:theme`) ?? "";
      const node = plainForm(
        { class: "nl-new-theme" },
        add,
        h("label", { class: "nl-label" }, label, input),
        h("button", { class: "nl-button nl-small" }, "Add the theme"),
        problem,
      );

      function add() {
        const name = clean(input.value).trim();
        say(problem, visible(name) ? "" : "Please write its name first.");
        input.focus();
        if (!visible(name)) return;
        input.value = "";
        keep(`${draft}:theme`, undefined);
        const id = newId();
        const pile = beginning;
        naming.ask(null);
        outbox.act("theme", { theme: id, name });
        if (pile) desk.group(pile, id);
        else tell(`The theme “${name}” is there.`, () => desk.rename(id, ""));
      }
      return {
        node,
        focus: () => input.focus(),
        /** @param {Pile | null} pile */
        ask(pile) {
          beginning = pile;
          say(label, pile ? `A new theme for “${brief(pile.text)}”` : "A new theme");
          if (pile) input.focus();
        },
      };
    }

    /**
     * The element of a thing, made when it is first there: so focus and open forms stay when others move things.
     * @template {Entry} Made
     * @param {Map<string, Made>} entries
     * @param {any} thing
     * @param {(thing: any, desk: any) => Made} make
     * @returns {Made}
     */
    function entry(entries, thing, make) {
      const made = entries.get(thing.id) ?? make(thing, desk);
      entries.set(thing.id, made);
      return made;
    }

    function draw() {
      if (held) return;
      board = applied(model.get("board"), outbox.acts);
      const focused = document.activeElement;
      const all = [{ id: "", name: LOOSE, n: 0, mine: 0, piles: board.loose }, ...board.themes];
      const nodes = all.map((zone) => {
        const made = entry(places, zone, zoneEntry);
        made.draw(zone);
        return made.node;
      });
      arrange(zones, nodes);
      for (const zone of all) {
        const drawn = zone.piles.map((pile) => {
          const made = entry(cards, pile, cardEntry);
          made.draw(pile, zone.id);
          return made.node;
        });
        arrange(/** @type {HTMLElement} */ (places.get(zone.id)?.list), drawn);
      }
      // From one list to another the focused button has to be lifted: it gets its focus back.
      if (focused instanceof HTMLElement && focused !== document.activeElement && root.contains(focused)) focused.focus();
      forget();
      drawWords();
    }

    /** Let go of the elements of what is gone for good. */
    function forget() {
      for (const entries of [cards, places]) for (const [id, { node }] of entries) if (!zones.contains(node)) entries.delete(id);
    }

    function drawWords() {
      const limits = model.get("vote");
      const count = [...board.loose, ...board.themes.flatMap(({ piles }) => piles)].length;
      root.hidden = count + board.themes.length + board.hidden.length === 0;
      const there = board.themes.length ? ` (${board.themes.length} so far)` : "";
      say(summary, `Sort the ideas into themes${there}`);
      say(purse, limits.dots ? leftWords(board, limits) : "");
      purse.hidden = !limits.dots || !count;
      zones.hidden = how.hidden = !count;
      none.hidden = count > 0;
      say(notice, model.get("notice") ?? "");
      say(waiting, outbox.words || model.get("waiting"));
      waiting.hidden = !waiting.textContent;
      offer.draw();
      hidden.draw(board.hidden);
    }

    /** @param {Element | null} there */
    function targetOf(there) {
      const zone = /** @type {HTMLElement | null | undefined} */ (there?.closest("[data-zone]"));
      const card = /** @type {HTMLElement | null | undefined} */ (there?.closest("[data-card]"));
      const from = held?.closest("[data-zone]");
      return { zone, card: zone === from ? card : null };
    }

    const endCarry = carried(zones, "[data-card]", {
      start: (card) => {
        held = card;
      },
      over(there) {
        const { zone, card } = targetOf(there);
        for (const one of zones.querySelectorAll(".nl-over")) if (one !== (card ?? zone)) one.classList.remove("nl-over");
        (card ?? zone)?.classList.add("nl-over");
      },
      end(there) {
        const { zone, card } = targetOf(there);
        const from = held?.closest("[data-zone]");
        const pile = found(board, held?.dataset.card ?? "")?.pile;
        for (const one of zones.querySelectorAll(".nl-over")) one.classList.remove("nl-over");
        held = null;
        const into = card && found(board, card.dataset.card ?? "")?.pile;
        if (pile && into && into.id !== pile.id) desk.merge(pile, into);
        else if (pile && zone && zone !== from) desk.group(pile, zone.dataset.zone ?? "");
        else draw();
      },
    });

    /** @param {any} message */
    const hear = (message) => {
      outbox.hear(message);
      offer.hear(message);
    };
    const arrived = () => outbox.arrived();
    const again = () => {
      outbox.send();
      offer.send();
    };
    model.on("msg:custom", hear);
    model.on("change:board", arrived);
    model.on("change", draw);
    addEventListener("netlearn:connected", again);
    draw();
    el.append(root);
    outbox.send(); // what an earlier page could not

    return () => {
      model.off("msg:custom", hear);
      model.off("change:board", arrived);
      model.off("change", draw);
      removeEventListener("netlearn:connected", again);
      endCarry();
      outbox.stop();
      offer.stop();
    };
  },
};

/**
 * How many dots are left, in words.
 * @param {Board} board
 * @param {{ dots: number, most: number }} limits
 */
function leftWords(board, { dots, most }) {
  const limit = most < dots ? ` · at most ${most} on one` : "";
  const back = board.returned ? ` · ${board.returned} came back: what was under it is gone` : "";
  return `${left(board, dots)} of ${dots} dots left${limit}${back}`;
}
