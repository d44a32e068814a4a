// People, where they come from, and who turns to whom: one person at a time in a small form, everybody below.
import { h } from "./dom.js";
import { selectField } from "./field.js";
import { following, Undo } from "./list.js";
import { questionWidget } from "./question.js";
import { PersonForm } from "./ties_form.js";
import { network, personProblem, tiesOfOthers, tieProblem, title, wayTo } from "./ties_value.js";
import { tiedToMe, withMe, withoutPerson, withPerson, withPersonBack } from "./ties_value.js";

/** @typedef {import("./ties_value.js").Network} Network */

const INSTEAD = "In place of a name you may write a role, such as “district nurse”.";

const WAYS = [
  { key: "none", label: "Not tied yet" },
  { key: "out", label: "I turn to them" },
  { key: "in", label: "They turn to me" },
  { key: "both", label: "Both ways" },
];

export default questionWidget((ask) => {
  const limits = { most: ask.spec.most, longest: ask.spec.longest };
  const now = () => network(ask.value());
  const undoPerson = new Undo();
  const undoTie = new Undo();

  /**
   * @param {Network} next
   * @param {import("./ties_value.js").Person | null} [was] a person as they were when their change began
   */
  function change(next, was = null) {
    undoPerson.clear();
    undoTie.clear();
    const seen = was ? (/** @type {any} */ base) => withPerson(network(base), was) : undefined;
    ask.set(next.people.length ? next : null, false, seen);
  }

  const form = new PersonForm(ask, {
    keep(person, standing, was) {
      const problem = personProblem(now(), person, limits);
      if (!problem) change(withMe(withPerson(now(), person), person.id, standing === "me"), was);
      return problem;
    },
    left: (id) => focusOn(people, id, ".nl-change"),
  });

  /**
   * @param {HTMLElement} list
   * @param {string} id
   * @param {string} within
   */
  function focusOn(list, id, within) {
    const item = [...list.children].find((one) => /** @type {HTMLElement} */ (one).dataset.id === id);
    /** @type {HTMLElement | null | undefined} */ (item?.querySelector(within))?.focus();
  }

  /** @param {import("./ties_value.js").Person} person */
  function takeOff(person) {
    const before = now();
    const ties = before.ties.filter((tie) => tie.from === person.id || tie.to === person.id).length;
    const count = ties === 1 ? "one tie" : `${ties} ties`;
    const along = ties ? `, with ${count}` : "";
    if (form.id === person.id) form.close();
    change(withoutPerson(before, person.id));
    const index = before.people.findIndex((one) => one.id === person.id);
    undoPerson.offer(index, person.id, `${title(person)} taken off${along}`, () => {
      change(withPersonBack(now(), before, person.id));
      focusOn(people, person.id, ".nl-change");
    });
    draw();
    undoPerson.button.focus();
  }

  /** @param {import("./ties_value.js").Tie & { id: string }} tie */
  function untie(tie) {
    const before = now();
    const index = tiesOfOthers(before).findIndex((one) => one.id === tie.id);
    change({ ...before, ties: before.ties.filter((one) => one.from !== tie.from || one.to !== tie.to) });
    undoTie.offer(index, tie.id, "Tie taken away", () => {
      change({ ...now(), ties: [...now().ties, { from: tie.from, to: tie.to }] });
      focusOn(ties, tie.id, "button");
    });
    draw();
    undoTie.button.focus();
  }

  function addTie() {
    const tie = { from: from.input.value, to: to.input.value };
    const problem = tieProblem(now(), tie);
    wrong.textContent = problem;
    if (problem) return (tie.from ? to : from).input.focus();
    to.input.value = "";
    change({ ...now(), ties: [...now().ties, tie] });
    to.input.focus();
  }

  /** @returns {import("./list.js").Entry} */
  function personEntry(/** @type {any} */ first) {
    let person = first;
    const name = h("h4", { dir: "auto" });
    const note = h("p", { class: "nl-soft" });
    const way = selectField({
      label: "",
      chosen: () => change(tiedToMe(now(), person.id, /** @type {any} */ (way.input.value))),
    });
    const open = () => form.open(person, now().me === person.id);
    const edit = h("button", { type: "button", class: "nl-link nl-change", onclick: open }, "Change");
    const off = h("button", { type: "button", class: "nl-link", onclick: () => takeOff(person) }, "Take off");
    return {
      node: h(
        "li",
        { class: "nl-person", "data-id": first.id },
        name,
        note,
        way.node,
        h("div", { class: "nl-row" }, edit, off),
      ),
      draw(next) {
        person = next;
        const { me } = now();
        name.textContent = title(person);
        note.textContent = person.seat ? "A seat nobody fills yet" : me === person.id ? "This is you" : "";
        note.hidden = !note.textContent;
        way.node.hidden = !me || me === person.id;
        way.offer(WAYS, wayTo(now(), person.id));
        way.name(`You and ${person.name}`);
        edit.setAttribute("aria-label", `Change ${person.name}`);
        off.setAttribute("aria-label", `Take off ${person.name}`);
      },
    };
  }

  /** @returns {import("./list.js").Entry} */
  function tieEntry(/** @type {any} */ first) {
    const words = h("span");
    const off = h("button", { type: "button", class: "nl-link", onclick: () => untie(first) }, "Take away");
    return {
      node: h("li", { class: "nl-one-tie", "data-id": first.id }, words, off),
      draw(tie) {
        const names = new Map(now().people.map((person) => [person.id, person.name]));
        words.textContent = `${names.get(tie.from)} turns to ${names.get(tie.to)}`;
        off.setAttribute("aria-label", `Take away: ${words.textContent}`);
      },
    };
  }

  const heading = h("h3");
  const people = h("ul", { class: "nl-people" });
  const invite = h(
    "p",
    { class: "nl-soft" },
    "To say whom you turn to, add yourself, or change your own entry, and choose “Me”.",
  );
  const followPeople = following(people, (thing) => (thing.id === "undo" ? undoPerson.entry() : personEntry(thing)));

  const from = selectField({ label: "Who" });
  const to = selectField({ label: "turns to" });
  const wrong = h("p", { class: "nl-wrong", role: "alert" });
  const ties = h("ul", { class: "nl-ties-list" });
  const followTies = following(ties, (thing) => (thing.id === "undo" ? undoTie.entry() : tieEntry(thing)));
  const more = h(
    "div",
    { class: "nl-more-ties" },
    h("h3", {}, "Do others turn to each other?"),
    h("div", { class: "nl-fields" }, from.node, to.node),
    wrong,
    h("button", { type: "button", class: "nl-button nl-quiet", onclick: addTie }, "Add this tie"),
    ties,
  );

  function draw() {
    const { people: all, me } = now();
    form.name.offer(ask.context().people ?? []);
    form.place.offer(
      [...new Set([...(ask.context().organisations ?? []), ...all.map((one) => one.organisation)])].filter(Boolean),
    );
    heading.textContent = `On your map (${all.length})`;
    heading.hidden = all.length === 0;
    invite.hidden = all.length < 2 || me !== "";
    followPeople(undoPerson.among(all));
    const others = all.filter((one) => one.id !== me);
    const options = [{ key: "", label: "Choose…" }, ...others.map((one) => ({ key: one.id, label: title(one) }))];
    from.offer(options, from.input.value);
    to.offer(options, to.input.value);
    if (!to.input.value) to.input.value = "";
    if (!from.input.value) from.input.value = "";
    followTies(undoTie.among(tiesOfOthers(now())));
    more.hidden = others.length < 2 && ties.children.length === 0;
  }

  return { nodes: [h("p", { class: "nl-soft" }, INSTEAD), form.node, heading, invite, people, more], draw };
});
