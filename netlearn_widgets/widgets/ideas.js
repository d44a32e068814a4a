// Several ideas: one box to write in, and one's own cards below, each to be edited or taken away.
import { textBox } from "./box.js";
import { describe, h, newId, say } from "./dom.js";
import { cardProblem, fullProblem, reworded, withCard } from "./ideas_cards.js";
import { following, inserted, Undo } from "./list.js";
import { questionWidget } from "./question.js";
import { brief, unpacked } from "./words.js";

export default questionWidget((ask) => {
  const { longest, most } = ask.spec;
  const cards = () => ask.value() ?? [];
  const undo = new Undo();
  /** @type {{ id: string, text: string, was: string } | null} the idea being edited, as it is now and as it was */
  let editing = unpacked(ask.draft("edit"));

  /** @param {any[]} value */
  function change(value) {
    undo.clear();
    ask.set(value.length ? value : null);
  }

  function add() {
    const text = box.input.value;
    const problem = cardProblem(text, longest) || fullProblem(cards(), most);
    box.input.focus();
    if (problem) return box.complain(problem);
    box.fill(ask.draft("new", ""));
    change([...cards(), { id: newId(), text: text.trim() }]);
  }

  /** @param {any} card */
  function take(card) {
    const index = cards().findIndex((/** @type {any} */ one) => one.id === card.id);
    change(cards().filter((/** @type {any} */ one) => one.id !== card.id));
    undo.offer(index, card.id, `Taken away: “${brief(card.text)}”`, () => {
      change(inserted(cards(), index, card));
      /** @type {HTMLElement | undefined} */ (list.children[index])?.querySelector("button")?.focus();
    });
    draw();
    undo.button.focus();
  }

  /** What is being edited stays, where another device took it away. */
  const here = () => (editing ? withCard(cards(), { id: editing.id, text: editing.was ?? editing.text }) : cards());

  /** @param {{ id: string, text: string, was: string } | null} card */
  function edit(card) {
    editing = card;
    ask.draft("edit", card ? JSON.stringify(card) : "");
  }

  /** @returns {import("./list.js").Entry} */
  function cardEntry(/** @type {any} */ first) {
    let card = first;
    const text = h("p", { class: "nl-said", dir: "auto" });
    const editButton = h("button", { type: "button", class: "nl-link", onclick: open }, "Edit");
    const deleteButton = h("button", { type: "button", class: "nl-link", onclick: () => take(card) }, "Delete");
    const fate = h("p", { class: "nl-fate" });
    const shown = h("div", { class: "nl-idea" }, text, fate, h("div", { class: "nl-row" }, editButton, deleteButton));
    const own = textBox({
      label: "Edit this idea",
      longest,
      typed: (now) => edit({ id: card.id, text: now, was: editing?.was ?? card.text }),
      enter: keep,
      leave: close,
    });
    const form = h(
      "div",
      { class: "nl-idea", hidden: true },
      ...own.nodes,
      h(
        "div",
        { class: "nl-row" },
        h("button", { type: "button", class: "nl-button nl-small", onclick: keep }, "Keep"),
        h("button", { type: "button", class: "nl-link", onclick: close }, "Leave as it was"),
      ),
    );

    function open() {
      edit({ id: card.id, text: card.text, was: card.text });
      draw();
      own.input.focus();
    }
    function close() {
      edit(null);
      draw();
      editButton.focus();
    }
    function keep() {
      const problem = cardProblem(own.input.value, longest);
      if (problem) {
        own.input.focus();
        return own.complain(problem);
      }
      const was = { id: card.id, text: editing?.was ?? card.text };
      const next = reworded(here(), card.id, own.input.value.trim());
      edit(null);
      undo.clear();
      ask.set(next, false, (base) => reworded(withCard(base ?? [], was), was.id, was.text));
      editButton.focus();
    }

    return {
      node: h("li", {}, shown, form),
      draw(now) {
        card = now;
        text.textContent = card.text;
        say(fate, ask.context().became?.[card.id] ?? "");
        fate.hidden = !fate.textContent;
        editButton.setAttribute("aria-label", `Edit “${brief(card.text)}”`);
        deleteButton.setAttribute("aria-label", `Delete “${brief(card.text)}”`);
        const mine = editing?.id === card.id;
        if (mine && form.hidden) own.fill(editing?.text ?? "");
        shown.hidden = mine;
        form.hidden = !mine;
      },
    };
  }

  const box = textBox({ label: "Your idea", longest, typed: (text) => ask.draft("new", text), enter: add });
  box.fill(ask.draft("new"));
  describe(box.input, ask.noticeId);
  const button = h("button", { type: "button", class: "nl-button", onclick: add }, "Add");
  const keys = h("p", { class: "nl-keys" }, "Enter adds it · Shift and Enter start a new line");
  const heading = h("p", { class: "nl-label" });
  const list = h("ul", { class: "nl-own" });
  const follow = following(list, (thing) => (thing.id === "undo" ? undo.entry() : cardEntry(thing)));

  function draw() {
    const now = here();
    follow(undo.among(now));
    box.name(now.length ? "Another idea" : "Your idea");
    heading.textContent = `Your ideas (${now.length})`;
    heading.hidden = now.length === 0;
  }

  return {
    nodes: [
      h("div", { class: "nl-writing" }, ...box.nodes, h("div", { class: "nl-row" }, button, keys)),
      heading,
      list,
    ],
    draw,
  };
});
