// Recording what came of the wording on the table: that it is agreed, or that the group moves on and why.
import { textBox } from "./box.js";
import { describe, elementId, h, say } from "./dom.js";
import { Proposing } from "./proposing.js";
import { tooLong } from "./words.js";

/**
 * @typedef {{ agree: boolean, move: boolean, hear: boolean, longest: number }} Deciding what this person may record now,
 * and whether the group knows that somebody should be heard first
 */

/** What everybody knows once somebody has tried. */
export const LEARNT = "Everybody then learns whether somebody objects.";
const READY = `When you are ready, one of you records it. ${LEARNT}`;
const HEAR = "Hear first what stands in the way. Whoever then tries to record it lets everybody learn whether somebody still objects.";

export class DecidingForm {
  /**
   * @param {import("./question.js").Ask} ask
   * @param {() => { id: string, text: string } | null} proposal the wording on the table
   * @param {() => void} changed draw everything anew
   * @param {string} [ready] what is said before somebody tries to record it as agreed
   */
  constructor(ask, proposal, changed, ready = READY) {
    this.ask = ask;
    this.proposal = proposal;
    this.changed = changed;
    this.open = false;
    /** The id of the wording something was recorded of from here. */
    this.kept = "";
    /** Whether the focus goes to what became of it, once that is known. */
    this.held = false;

    this.words = ready;
    this.ready = h("p", { class: "nl-soft", id: elementId("ready") });
    this.record = button("nl-button", "Record the agreement", () => this.send("agreed"));
    describe(this.record, this.ready.id);
    this.move = button("nl-button nl-quiet nl-small", "Move on without agreement", () => this.show());
    this.box = textBox({
      label: "Why do you move on? Everybody sees the reason, and the plan keeps it. You may leave this empty.",
      longest: this.may.longest,
      leave: () => this.close(),
    });
    const yes = button("nl-button", "Record that we move on", () => this.send("moved on", this.box.input.value));
    const no = button("nl-link", "Stay with this wording", () => this.close());
    this.form = h("div", { class: "nl-proposing" }, ...this.box.nodes, h("div", { class: "nl-row" }, yes, no));
    this.way = h("p", { class: "nl-soft", role: "status", tabindex: "-1" });
    this.wrong = h("p", { class: "nl-error", role: "alert" });
    this.node = h(
      "div",
      { class: "nl-deciding" },
      this.ready,
      h("div", { class: "nl-row" }, this.record, this.move),
      this.form,
      this.way,
      this.wrong,
    );

    this.sending = new Proposing(
      ask,
      { changed, saved: () => this.saved(), refused: (words) => say(this.wrong, words) },
      "decide",
    );
  }

  /** @returns {Deciding} */
  get may() {
    return this.ask.context().deciding ?? { agree: false, move: false, hear: false, longest: 500 };
  }

  show() {
    this.open = true;
    this.changed();
    this.box.input.focus();
  }

  close() {
    this.open = false;
    this.changed();
    this.move.focus();
  }

  /**
   * @param {"agreed" | "moved on"} outcome
   * @param {string} [reason]
   */
  send(outcome, reason = "") {
    const table = this.proposal();
    if (!table || this.sending.pending) return;
    const long = tooLong("This reason", reason, this.may.longest);
    if (long) {
      this.box.complain(long);
      this.box.input.focus();
      return;
    }
    say(this.wrong, "");
    this.sending.put({ proposal: table.id, outcome, reason: reason.trim() });
  }

  saved() {
    this.held = this.node.contains(document.activeElement);
    this.open = false;
    this.kept = this.proposal()?.id ?? "";
    this.box.fill("");
  }

  draw() {
    const { agree, move, hear } = this.may;
    const kept = !agree && !move && this.kept !== "" && this.kept === this.proposal()?.id;
    const words = this.sending.words || (kept ? "✓ It is recorded." : "");
    say(this.ready, hear ? HEAR : this.words);
    say(this.record, hear ? "Try to record it" : "Record the agreement");
    this.record.classList.toggle("nl-quiet", hear);
    this.record.classList.toggle("nl-small", hear);
    this.ready.hidden = !agree;
    this.record.hidden = !agree;
    this.move.hidden = !move || this.open;
    this.form.hidden = !move || !this.open;
    say(this.way, words);
    this.way.hidden = !words;
    this.node.hidden = !agree && !move && !words && !this.wrong.textContent;
    if (kept && this.held) {
      this.held = false;
      this.way.focus();
    }
  }

  stop() {
    this.sending.stop();
  }
}

/**
 * @param {string} look
 * @param {string} words
 * @param {() => void} onclick
 */
function button(look, words, onclick) {
  return h("button", { type: "button", class: look, onclick }, words);
}
