// The wordings on the table for whoever leads: show or hide the positions, record what came of each.
import { DecidingForm, LEARNT } from "./deciding.js";
import { h, say } from "./dom.js";
import { early } from "./early.js";
import { following } from "./list.js";
import { cleanPastes } from "./pasting.js";
import { askOf, Proposing } from "./proposing.js";
import { redraw } from "./tree.js";

const READY = `Record it when the group is ready. ${LEARNT}`;

export default {
  /** @param {{ model: any, el: HTMLElement }} view */
  render({ model, el }) {
    const list = h("ol", { class: "nl-proposals" });
    const none = h("p", { class: "nl-soft" }, "No wording is on the table yet. Anyone may propose one on a phone.");
    /** @type {Set<{ hear: (news: any) => void, send: () => void, stop: () => void }>} */
    const entries = new Set();
    const follow = following(list, (thing) => {
      const entry = proposal(model, thing, () => draw());
      entries.add(entry);
      return entry;
    });

    function draw() {
      const things = model.get("proposals");
      none.hidden = things.length > 0;
      follow(things);
    }

    const hear = (/** @type {any} */ news) => entries.forEach((entry) => entry.hear(news));
    const again = () => entries.forEach((entry) => entry.send());
    model.on("change:proposals", draw);
    model.on("msg:custom", hear);
    addEventListener("netlearn:connected", again);
    draw();
    const root = h("section", { class: "netlearn nl-card", "aria-label": "Proposals" }, h("h2", {}, "Proposals"), none, list);
    cleanPastes(root);
    el.append(root);
    return () => {
      model.off("change:proposals", draw);
      model.off("msg:custom", hear);
      removeEventListener("netlearn:connected", again);
      entries.forEach((entry) => entry.stop());
    };
  },
};

/**
 * One wording.
 * @param {any} model
 * @param {any} first what is known of it at first
 * @param {() => void} changed draw everything anew
 */
function proposal(model, first, changed) {
  let now = first;
  let drawn = "";
  const { ask, hear } = askOf(model, () => now, () => ({ question: now.key }));

  const picture = h("div", {});
  const wrong = h("p", { class: "nl-error", role: "alert" });
  const way = h("p", { class: "nl-soft", role: "status" });
  const reveal = h("button", { type: "button", class: "nl-button nl-quiet nl-small", onclick: () => asked.ask(now.revealed ? "" : now.sure) });
  const asked = early(reveal, show);
  const showing = new Proposing(
    ask,
    { changed, saved: () => {}, refused: (words) => say(wrong, words) },
    "reveal",
  );
  const deciding = new DecidingForm(ask, () => now.proposal, changed, READY);

  function show() {
    say(wrong, "");
    if (!showing.pending) showing.put({ shown: !now.revealed });
  }

  const state = h("span", { class: "nl-soft" });
  const head = h("summary", {}, h("span", { class: "nl-soft" }, now.step), h("h3", { dir: "auto" }, now.prompt), state);
  const row = h("div", { class: "nl-row" }, reveal, asked.node, way);
  return {
    node: h("li", {}, h("details", { class: "nl-proposal", open: !now.settled }, head, picture, row, wrong, deciding.node)),
    draw(/** @type {any} */ thing) {
      now = thing;
      say(state, now.state);
      const tree = JSON.stringify(now.tree);
      if (tree !== drawn) redraw(picture, now.tree);
      drawn = tree;
      say(reveal, now.revealed ? "Hide the positions" : "Show the positions");
      say(way, showing.words);
      asked.draw(now.revealed ? "" : now.sure);
      deciding.draw();
    },
    hear,
    send() {
      showing.send();
      deciding.sending.send();
    },
    stop() {
      showing.stop();
      deciding.stop();
    },
  };
}
