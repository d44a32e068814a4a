// One answer on its way: typed, kept on this device, sent, and saved only when the kernel says so.
import { newId } from "./dom.js";
import { keep, recall } from "./storage.js";

const SOON = 900;
const AGAIN = 4000;

/**
 * @typedef {"empty" | "saving" | "saved" | "waiting" | "refused"} State
 * @typedef {{ id: string, value: any, refused?: string }} Pending
 */

export class Answer {
  /**
   * @param {any} model the widget's model: its value, its owner, and a way to send
   * @param {string} question the question's key
   * @param {() => void} changed called whenever value, state or message may be new
   */
  constructor(model, question, changed) {
    this.model = model;
    this.changed = changed;
    this.key = `answer:${model.get("owner")}:${question}`;
    /** @type {Pending | null} */
    this.pending = recall(this.key);
    this.message = this.pending?.refused ?? "";
    this.late = false;
    this.timer = 0;
    if (this.pending && !this.pending.refused) this.send();
  }

  /** What the person answered last, saved or not. */
  get value() {
    return this.pending ? this.pending.value : this.model.get("value");
  }

  /** @returns {State} */
  get state() {
    if (this.pending) return this.pending.refused ? "refused" : this.late ? "waiting" : "saving";
    return this.model.get("value") === null ? "empty" : "saved";
  }

  /**
   * Take a new answer: kept on this device at once, sent at once or, while somebody types, a little later.
   * @param {any} value
   * @param {boolean} [typing]
   */
  set(value, typing = false) {
    this.pending = { id: newId(), value };
    this.message = "";
    keep(this.key, this.pending);
    clearTimeout(this.timer);
    if (typing) this.timer = setTimeout(() => this.send(), SOON);
    else this.send();
    this.changed();
  }

  /** Send what is not saved yet, now and again until it is answered. */
  send() {
    clearTimeout(this.timer);
    const sent = this.pending;
    if (!sent || sent.refused) return;
    this.model.send({ type: "answer", id: sent.id, value: sent.value });
    this.timer = setTimeout(() => {
      this.late = true;
      this.changed();
      this.send();
    }, AGAIN);
  }

  /**
   * Hear what became of it.
   * @param {any} message
   */
  hear(message) {
    if (!this.pending || message.id !== this.pending.id) return;
    clearTimeout(this.timer);
    this.late = false;
    if (message.type === "saved") {
      this.pending = null;
      keep(this.key, undefined);
    } else if (message.type === "refused") {
      this.message = message.message;
      this.pending = { ...this.pending, refused: message.message };
      keep(this.key, this.pending);
    } else if (message.type === "failed") {
      this.message = message.message;
      this.late = true;
      this.timer = setTimeout(() => this.send(), AGAIN);
    }
    this.changed();
  }

  stop() {
    clearTimeout(this.timer);
  }
}
