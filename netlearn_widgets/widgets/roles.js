// Who holds each role now and who could: a card a role, with names to add and to take away.
import { clean } from "./clean.js";
import { describe, h } from "./dom.js";
import { nameField } from "./field.js";
import { following, inserted, Undo } from "./list.js";
import { questionWidget } from "./question.js";
import { namesOf, nameProblem, withNames } from "./roles_value.js";

/** @type {["holds" | "could", string][]} */
const PARTS = [
  ["holds", "Holds it now"],
  ["could", "Could hold it"],
];

export default questionWidget((ask) => {
  const roles = ask.spec.options.map((/** @type {any} */ role) => role.key);
  const limits = { longest: ask.spec.longest, most: ask.spec.names };
  /** @type {Undo | null} */
  let open = null;

  /**
   * One list of names: who is there, and a line to add somebody.
   * @param {any} role
   * @param {"holds" | "could"} part
   * @param {string} heading
   */
  function nameList(role, part, heading) {
    const place = `${role.label}, ${heading.toLowerCase()}`;
    const draft = `${role.key} ${part}`;
    const names = () => namesOf(ask.value(), role.key, part);
    const undo = new Undo();

    /** @param {string[]} next */
    function change(next) {
      open?.clear();
      undo.clear();
      ask.set(withNames(ask.value(), role.key, part, next, roles));
    }

    /** @param {string} name */
    function take(name) {
      const index = names().indexOf(name);
      change(names().filter((one) => one !== name));
      open = undo;
      undo.offer(index, `name ${name}`, `${name} taken away`, () => {
        change(inserted(names(), index, name));
        list.children[index]?.querySelector("button")?.focus();
      });
      draw();
      undo.button.focus();
    }

    function add() {
      const problem = nameProblem(names(), field.input.value, limits);
      field.input.focus();
      if (problem) return field.complain(problem);
      const name = clean(field.input.value).trim();
      field.input.value = ask.draft(draft, "");
      change([...names(), name]);
    }

    function show() {
      form.hidden = false;
      opener.hidden = true;
      field.input.focus();
    }
    function close() {
      field.complain("");
      field.input.value = ask.draft(draft, "");
      form.hidden = true;
      opener.hidden = false;
      opener.focus();
    }

    const field = nameField({
      label: "A name",
      typed: () => ask.draft(draft, field.input.value),
      enter: add,
      leave: close,
    });
    field.input.value = ask.draft(draft);
    field.input.setAttribute("aria-label", `A name: ${place}`);
    describe(field.input, ask.noticeId);
    const form = h(
      "div",
      { class: "nl-adding", hidden: !field.input.value },
      field.node,
      h(
        "div",
        { class: "nl-row" },
        h(
          "button",
          { type: "button", class: "nl-button nl-small", onclick: add, "aria-label": `Add: ${place}` },
          "Add",
        ),
        h("button", { type: "button", class: "nl-link", onclick: close, "aria-label": `Close: ${place}` }, "Close"),
      ),
    );
    const opener = h("button", { type: "button", class: "nl-button nl-quiet nl-small", onclick: show }, "Add a name");
    opener.setAttribute("aria-label", `Add a name: ${place}`);
    opener.hidden = !form.hidden;
    const nobody = h("p", { class: "nl-soft" }, "Nobody yet");
    const list = h("ul", { class: "nl-names" });
    const follow = following(list, (thing) => {
      if (thing.id === "undo") return undo.entry();
      const about = { type: "button", "aria-label": `Take away ${thing.name}: ${place}` };
      const button = h("button", { ...about, onclick: () => take(thing.name) }, "×");
      return { node: h("li", { class: "nl-chip" }, h("span", { dir: "auto" }, thing.name), button), draw() {} };
    });

    return {
      node: h("div", { class: "nl-piece" }, h("h4", {}, heading), nobody, list, opener, form),
      draw() {
        const now = names();
        follow(undo.among(now.map((name) => ({ id: `name ${name}`, name }))));
        nobody.hidden = list.children.length > 0;
        field.offer(ask.context().people ?? []);
      },
    };
  }

  const cards = ask.spec.options.map((/** @type {any} */ role) => {
    const parts = PARTS.map(([part, heading]) => nameList(role, part, heading));
    const lists = parts.map((part) => part.node);
    const hint = role.hint && h("p", { class: "nl-hint" }, role.hint);
    return { node: h("li", { class: "nl-role" }, h("h3", {}, role.label), hint, lists), parts };
  });
  const draw = () =>
    cards.forEach((/** @type {any} */ card) => card.parts.forEach((/** @type {any} */ part) => part.draw()));

  return { nodes: [h("ul", { class: "nl-roles-list" }, ...cards.map((/** @type {any} */ card) => card.node))], draw };
});
