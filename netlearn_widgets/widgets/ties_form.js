// The small form for one person of the map: new, or one to be changed.
import { describe, h, newId } from "./dom.js";
import { nameField, selectField } from "./field.js";
import { unpacked } from "./words.js";

/**
 * @typedef {import("./ties_value.js").Person} Person
 * @typedef {"" | "me" | "seat"} Standing somebody in the network, me, or a seat nobody fills yet
 * @typedef {object} Acts
 * @property {(person: Person, standing: Standing, was: Person | null) => string} keep keep the person, who was this
 *   one when the change began; says why not, or ""
 * @property {(id: string) => void} left called with the id of the person whose change was given up or kept
 */

const STANDINGS = [
  { key: "", label: "Somebody else" },
  { key: "me", label: "Me" },
  { key: "seat", label: "A seat nobody fills" },
];

export class PersonForm {
  /**
   * @param {import("./question.js").Ask} ask
   * @param {Acts} acts
   */
  constructor(ask, acts) {
    this.ask = ask;
    this.acts = acts;
    this.id = "";
    /** @type {Person | null} the person as they were when the change began */
    this.was = null;
    const typed = () => this.remember();
    const enter = () => this.keep();
    const leave = () => this.id && this.close();
    this.name = nameField({ label: "Name", typed, enter, leave });
    this.place = nameField({ label: "Organisation or place, if you like", typed, enter, leave });
    this.standing = selectField({ label: "Who is it?", chosen: typed });
    this.standing.offer(STANDINGS, "");
    describe(this.name.input, ask.noticeId);
    this.me = ask.notice("me", this.standing.input);
    this.standing.node.append(this.me);
    this.heading = h("h3");
    this.button = h("button", { type: "button", class: "nl-button", onclick: enter });
    this.back = h("button", { type: "button", class: "nl-link", onclick: () => this.close() }, "Leave as it was");
    this.node = h(
      "div",
      { class: "nl-person-form" },
      this.heading,
      h("div", { class: "nl-fields" }, this.standing.node, this.name.node, this.place.node),
      h("div", { class: "nl-row" }, this.button, this.back),
    );
    const changed = unpacked(ask.draft("change"));
    this.fill(changed ?? unpacked(ask.draft("new")), changed?.id ?? "");
    this.was = changed?.was ?? null;
  }

  /** Whether nobody is on the map yet: one begins with oneself. */
  get first() {
    return !this.ask.value()?.people?.length;
  }

  /** What the form says now. */
  get person() {
    const [name, organisation, standing] = [this.name.input.value, this.place.input.value, this.standing.input.value];
    return {
      id: this.id || newId(),
      name,
      organisation,
      seat: standing === "seat",
      standing: /** @type {Standing} */ (standing),
    };
  }

  /**
   * @param {{ name: string, organisation: string, standing: string } | null} said
   * @param {string} id of the person to change, or "" for a new one
   */
  fill(said, id) {
    this.id = id;
    this.was = null;
    this.name.input.value = said?.name ?? "";
    this.place.input.value = said?.organisation ?? "";
    this.standing.input.value = said?.standing ?? (this.first ? "me" : "");
    this.name.complain("");
    this.draw();
  }

  /**
   * Change a person who is on the map.
   * @param {Person} person
   * @param {boolean} mine
   */
  open(person, mine) {
    this.fill({ ...person, standing: mine ? "me" : person.seat ? "seat" : "" }, person.id);
    this.was = person;
    this.remember();
    this.name.input.focus();
  }

  /** Give up changing; a new person who was half written comes back. */
  close() {
    const id = this.id;
    this.ask.draft("change", "");
    this.fill(unpacked(this.ask.draft("new")), "");
    this.acts.left(id);
  }

  /** Half a person is kept on this device. */
  remember() {
    const { person } = this;
    const empty = !person.name && !person.organisation;
    const half = this.id ? { ...person, was: this.was } : person;
    this.ask.draft(this.id ? "change" : "new", empty ? "" : JSON.stringify(half));
    this.draw();
  }

  keep() {
    const { standing, ...person } = this.person;
    const problem = this.acts.keep(person, standing, this.was);
    this.name.input.focus();
    if (problem) return this.name.complain(problem);
    if (this.id) return this.close();
    this.ask.draft("new", "");
    this.fill(null, "");
  }

  draw() {
    const seat = this.standing.input.value === "seat";
    this.me.hidden = this.standing.input.value !== "me";
    this.heading.textContent = this.id ? "Change this entry" : "Add a person";
    this.button.textContent = this.id ? "Keep" : "Add";
    this.back.hidden = !this.id;
    this.name.name(seat ? "What the seat is for" : "Name");
  }
}
