// The wordings on the table for whoever leads: show or hide the positions, record what came of each.
import { DecidingForm } from "./deciding.js";
import { h, say } from "./dom.js";
import { following } from "./list.js";
import { cleanPastes } from "./pasting.js";
import { Proposing } from "./proposing.js";
import { redraw } from "./tree.js";

const READY = "Nobody stands in the way. Record it when the group is ready.";

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
  /** @type {((news: any) => void)[]} */
  const ears = [];
  /** @type {Map<string, string>} */
  const drafts = new Map();
  /** What the parts of a question ask for, here without one. @type {any} */
  const ask = {
    context: () => now,
    draft(/** @type {string} */ name, /** @type {string | undefined} */ text) {
      if (text !== undefined) drafts.set(name, text);
      return drafts.get(name) ?? "";
    },
    send: (/** @type {any} */ content) => model.send({ ...content, question: now.key }),
    hear: (/** @type {(news: any) => void} */ heard) => ears.push(heard),
  };

  const picture = h("div", {});
  const wrong = h("p", { class: "nl-error", role: "alert" });
  const way = h("p", { class: "nl-soft", role: "status" });
  const reveal = h("button", { type: "button", class: "nl-button nl-quiet nl-small", onclick: show });
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
  const row = h("div", { class: "nl-row" }, reveal, way);
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
      deciding.draw();
    },
    hear: (/** @type {any} */ news) => ears.forEach((heard) => heard(news)),
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
