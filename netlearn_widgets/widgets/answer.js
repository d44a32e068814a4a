// One answer on its way: typed, kept on this device, sent, and saved only when the kernel says so.
import { newId } from "./dom.js";
import { keep, recall } from "./storage.js";

const PAUSE = 900;
const AGAIN = 4000;

/**
 * @typedef {"empty" | "saving" | "saved" | "taken" | "waiting" | "refused"} State
 * taken: an answer taken back, and that is saved; waiting: not saved for a while, still being sent.
 *
 * @typedef {{ id: string, value: any, refused?: string }} Pending
 *
 * @typedef {object} Model what anywidget gives a script
 * @property {(name: string) => any} get
 * @property {(content: any) => void} send
 * @property {(event: string, hear: (content: any) => void) => void} on
 * @property {(event: string, hear: (content: any) => void) => void} off
 */

export class Answer {
  /**
   * @param {Model} model the widget's model: its value, its owner, and a way to send
   * @param {string} question the question's key
   * @param {() => void} changed called whenever value, state or message may be new
   */
  constructor(model, question, changed) {
    this.model = model;
    this.changed = changed;
    this.key = `answer:${model.get("owner")}:${question}`;
    /** @type {Pending | null} */
    this.pending = recall(this.key);
    /** Why it is not saved, in words, or "". */
    this.message = this.pending?.refused ?? "";
    this.late = false;
    this.taken = false;
    this.typing = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** What the person answered last, saved or not. */
  get value() {
    return this.pending ? this.pending.value : this.model.get("value");
  }

  /** @returns {State} */
  get state() {
    if (this.pending) return this.pending.refused ? "refused" : this.late ? "waiting" : "saving";
    if (this.model.get("value") !== null) return "saved";
    return this.taken ? "taken" : "empty";
  }

  /**
   * Take a new answer: kept on this device at once; sent at once or, while somebody types, at the next pause.
   * @param {any} value
   * @param {boolean} [typing]
   */
  set(value, typing = false) {
    this.pending = { id: newId(), value };
    this.message = "";
    this.typing = typing;
    keep(this.key, this.pending);
    this.changed();
    if (typing) this.after(PAUSE, () => this.send());
    else this.send();
  }

  /** Send now what waits for a pause in typing. */
  flush() {
    if (this.typing) this.send();
  }

  /** Send what is not saved yet, now and again until it is answered. */
  send() {
    if (!this.pending || this.pending.refused) return;
    this.typing = false;
    this.after(AGAIN, () => {
      this.late = true;
      this.changed();
      this.send();
    });
    try {
      this.model.send({ type: "answer", id: this.pending.id, value: this.pending.value });
    } catch (problem) {
      console.error(problem); // The kernel is gone: the page says that it waits, and tries again.
      this.late = true;
      this.changed();
    }
  }

  /**
   * Hear what became of it; news of an older answer changes nothing.
   * @param {any} news
   */
  hear(news) {
    if (!this.pending || news.id !== this.pending.id) return;
    if (news.type === "saved") this.saved();
    else if (news.type === "refused") this.refused(news.message);
    else if (news.type === "failed") this.failed(news.message);
    this.changed();
  }

  saved() {
    // Another window of the same person may keep a newer answer under this key.
    if (recall(this.key)?.id === this.pending?.id) keep(this.key, undefined);
    this.taken = this.pending?.value === null;
    this.pending = null;
    this.message = "";
    this.late = false;
    this.stop();
  }

  /** @param {string} why */
  refused(why) {
    if (!this.pending) return;
    this.pending = { ...this.pending, refused: why };
    keep(this.key, this.pending);
    this.message = why;
    this.late = false;
    this.stop();
  }

  /** @param {string} why */
  failed(why) {
    this.message = why;
    this.late = true;
    this.after(AGAIN, () => this.send());
  }

  /**
   * @param {number} milliseconds
   * @param {() => void} act
   */
  after(milliseconds, act) {
    this.stop();
    this.timer = setTimeout(act, milliseconds);
  }

  /** Do nothing more by itself. What is not saved stays on this device. */
  stop() {
    clearTimeout(this.timer);
  }
}
