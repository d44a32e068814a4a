// The form that puts a wording to the group: a first one, or a new one in place of that on the table.
import { textBox } from "./box.js";
import { h, say } from "./dom.js";
import { Proposing, wordingProblem } from "./proposing.js";

/**
 * @typedef {{ id: string, text: string } | null} Proposal
 * @typedef {object} Acts
 * @property {() => void} changed draw everything anew
 * @property {() => void} closed the form was closed: put the focus somewhere sensible
 * @property {() => void} put the wording is on the table: the same
 */

const FRESH_START = "A new wording starts afresh: everybody is asked again where they stand.";
const CROSSED = "Somebody put a new wording to the group while you wrote. It stands above.";

export class WordingForm {
  /**
   * @param {import("./question.js").Ask} ask
   * @param {() => Proposal} proposal the wording on the table
   * @param {Acts} acts
   */
  constructor(ask, proposal, acts) {
    this.ask = ask;
    this.proposal = proposal;
    this.acts = acts;
    this.offered = "";
    this.begun = proposal()?.id;
    this.box = textBox({
      label: "",
      longest: ask.spec.longest,
      typed: (text) => this.typed(text),
      leave: () => this.close(),
    });
    this.box.fill(ask.draft("wording"));
    this.open = this.box.input.value !== "";

    this.warning = h("p", { class: "nl-note" });
    this.starts = h("ul", { class: "nl-starts" });
    this.startsPart = h("div", { class: "nl-piece" }, h("h3", {}, "Texts to start from"), this.starts);
    this.leave = h("button", { type: "button", class: "nl-link", onclick: () => this.close() }, "Leave it as it is");
    this.way = h("p", { class: "nl-soft", role: "status" });
    const put = h("button", { type: "button", class: "nl-button", onclick: () => this.put() }, "Put it to the group");
    const buttons = h("div", { class: "nl-row" }, put, this.leave);
    this.node = h(
      "div",
      { class: "nl-proposing" },
      this.warning,
      ask.notice("wording", this.box.input),
      ...this.box.nodes,
      buttons,
      this.way,
      this.startsPart,
    );

    this.proposing = new Proposing(ask, {
      changed: () => acts.changed(),
      saved: () => this.saved(),
      refused: (words) => this.refused(words),
    });
  }

  /** Whether the focus is in the form. */
  get held() {
    return this.node.contains(document.activeElement);
  }

  /** Open the form with what was written before, or with the wording on the table to change. */
  show() {
    this.open = true;
    this.begun = this.proposal()?.id;
    if (!this.box.input.value) this.box.fill(this.proposal()?.text ?? "");
    this.acts.changed();
    this.box.input.focus();
  }

  /** Close the form; a text that says something new is kept for the next time. */
  close() {
    const table = this.proposal();
    if (!table || this.proposing.pending) return;
    if (this.box.input.value.trim() === table.text) this.box.fill(this.ask.draft("wording", ""));
    this.open = false;
    this.acts.closed();
  }

  /** @param {string} text */
  typed(text) {
    this.open = true;
    this.ask.draft("wording", text);
  }

  put() {
    const problem = wordingProblem(this.box.input.value, this.proposal()?.text ?? "", this.ask.spec.longest);
    if (problem) {
      this.box.input.focus();
      this.box.complain(problem);
    } else if (!this.proposing.pending) this.proposing.propose(this.box.input.value.trim());
  }

  saved() {
    const held = this.held;
    this.box.fill(this.ask.draft("wording", ""));
    this.open = false;
    if (held) this.acts.put();
  }

  /** @param {string} words */
  refused(words) {
    this.box.complain(words);
    this.box.input.focus();
  }

  /**
   * Take a text that somebody wrote; what is in the box already stays.
   * @param {string} text
   */
  start(text) {
    const before = this.box.input.value.trim();
    const now = before ? `${before}\n${text}` : text;
    this.box.fill(now);
    this.typed(now);
    this.box.input.focus();
  }

  draw() {
    const table = this.proposal();
    // A wording that somebody else puts meanwhile does not close the box one is about to write in.
    if (table && this.held) this.open = true;
    this.node.hidden = Boolean(table) && !this.open && !this.proposing.pending;
    this.box.name(table ? "The new wording" : "Put a wording to the group");
    this.box.input.readOnly = this.proposing.pending !== null;
    say(this.warning, table ? (table.id === this.begun ? FRESH_START : `${CROSSED} ${FRESH_START}`) : "");
    this.leave.hidden = !table;
    say(this.way, this.proposing.words);
    this.way.hidden = !this.proposing.words;
    this.drawStarts();
  }

  drawStarts() {
    /** @type {string[]} */
    const drafts = this.ask.context().drafts ?? [];
    this.startsPart.hidden = drafts.length === 0;
    const offered = JSON.stringify(drafts);
    if (offered === this.offered) return;
    this.offered = offered;
    this.starts.replaceChildren(...drafts.map((text) => this.startFrom(text)));
  }

  /** @param {string} text */
  startFrom(text) {
    const words = "Start from this";
    return h(
      "li",
      { class: "nl-start" },
      h("p", { class: "nl-said", dir: "auto" }, text),
      h(
        "button",
        { type: "button", class: "nl-link", "aria-label": `${words}: ${text}`, onclick: () => this.start(text) },
        words,
      ),
    );
  }

  stop() {
    this.proposing.stop();
  }
}
