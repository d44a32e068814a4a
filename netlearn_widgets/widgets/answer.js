// One answer on its way: typed, kept on this device, sent, and saved only when the kernel says so.
import { newId } from "./dom.js";
import { arrived, latest, renewed, told, turnedDown } from "./pending.js";
import { keep, recall } from "./storage.js";
import { brief } from "./words.js";

const PAUSE = 900;
const AGAIN = 4000;
const NOTED = 20_000;
const CHANGED = "The question has been changed since, and asks for something else now.";

/**
 * @typedef {"empty" | "saving" | "saved" | "taken" | "waiting" | "refused"} State
 * taken: an answer taken back, and that is saved; waiting: not saved for a while, still being sent.
 *
 * @typedef {import("./pending.js").Pending} Pending
 *
 * @typedef {object} Model what anywidget gives a script
 * @property {(name: string) => any} get
 * @property {(content: any) => void} send
 * @property {(event: string, hear: (content: any) => void) => void} on
 * @property {(event: string, hear: (content: any) => void) => void} off
 */

/**
 * What waits of an answer. What was written for a question of another kind cannot be its value: it is put aside, to be
 * copied.
 * @param {string} kind the question's
 * @param {string} key
 * @returns {Pending | null}
 */
function keptFor(kind, key) {
  /** @type {Pending | null} */
  const pending = recall(key);
  if (!pending || (pending.kind ?? kind) === kind) return pending;
  keep(`${key}:${pending.id}`, { ...pending, refused: CHANGED });
  keep(key, undefined);
  return null;
}

/**
 * Whether this is one of the texts in a value.
 * @param {any} value
 * @param {string} text
 */
const holds = (value, text) => JSON.stringify(value).includes(JSON.stringify(text.trim()));

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
    this.kind = model.get("spec").kind;
    this.pending = keptFor(this.kind, this.key);
    /** The value the kernel told last. */
    this.known = model.get("value");
    /** Why it is not saved, in words, or "". */
    this.message = this.pending?.refused ?? "";
    this.noteKey = `note:${model.get("owner")}:${question}`;
    /** What to know of what was saved, in words, or "": that another device changed the same. */
    this.note = "";
    this.noted = 0;
    this.takeNote();
    this.late = false;
    this.taken = false;
    this.typing = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** Take what is to be known of an answer that was sent while its question was not on the page. */
  takeNote() {
    const note = recall(this.noteKey);
    if (!note) return;
    keep(this.noteKey, undefined);
    Object.assign(this, { note, noted: Date.now() });
  }

  /** What the person answered last, saved or not. */
  get value() {
    return this.pending ? latest(this.pending) : this.model.get("value");
  }

  /** @returns {State} */
  get state() {
    if (this.pending) return this.pending.refused ? "refused" : this.late ? "waiting" : "saving";
    if (this.model.get("value") !== null) return "saved";
    return this.taken ? "taken" : "empty";
  }

  /**
   * Take a new answer: kept on this device at once; sent at once or, while somebody types, at the next pause. While an
   * earlier one is on its way, it waits for that.
   * @param {any} value
   * @param {boolean} [typing]
   * @param {(base: any) => any} [seen] what an entry was when the person began to change it, put into the value
   */
  set(value, typing = false, seen = undefined) {
    this.pending = renewed(this.pending, { id: newId(), value, kind: this.kind }, this.model.get("value"), seen);
    if (Date.now() - this.noted > NOTED) this.note = ""; // not before it could be read
    if (!this.pending.next) this.message = "";
    this.typing = typing;
    keep(this.key, this.pending);
    this.changed();
    if (!this.pending.next) this.go();
  }

  /**
   * Hear of a new value. What a field still shows of the one before was changed on another device.
   * @param {any[]} fields those of the question
   */
  follow(fields) {
    const was = this.known;
    this.known = this.model.get("value");
    this.changed();
    const gone = (/** @type {string} */ text) => text && holds(was, text) && !holds(this.known, text);
    const held = fields.find(({ value, offsetParent }) => offsetParent && gone(value));
    if (!held || this.pending) return;
    const words = brief(held.selectedOptions?.[0].text ?? held.value);
    this.note = `“${words}” was changed on another device. What was done there came later and counts.`;
    this.noted = Date.now();
    this.changed();
  }

  /** Send what has changed: now or, while somebody types, at the next pause. */
  go() {
    if (this.typing) this.after(PAUSE, () => this.send());
    else this.send();
  }

  /** Send now what waits for a pause in typing. */
  flush() {
    if (!this.typing) return;
    if (this.pending?.next) this.typing = false;
    else this.send();
  }

  /** The page may be closed before anything comes back: send all there is. */
  leave() {
    const { pending } = this;
    if (!pending?.next) return this.flush();
    this.typing = false;
    this.tell({ ...told(pending.next), after: pending.id });
  }

  /** Send what is not saved yet, now and again until it is answered. */
  send() {
    if (!this.pending || this.pending.refused) return;
    if (!this.pending.next) this.typing = false;
    this.after(AGAIN, () => {
      this.late = true;
      this.changed();
      this.send();
    });
    if (!this.pending.sent) {
      this.pending = { ...this.pending, sent: true };
      keep(this.key, this.pending);
    }
    this.tell(told(this.pending));
  }

  /** @param {Record<string, any>} content */
  tell(content) {
    try {
      this.model.send({ type: "answer", ...content });
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
    if (!this.pending) return;
    const { id, next } = this.pending;
    if (next && news.type === "saved" && news.id === next.id) this.saved(next, news.message); // it went on leaving
    if (news.id !== id) return;
    if (news.type === "saved") this.saved(this.pending, news.message);
    else if (news.type === "refused") this.refused(news);
    else if (news.type === "failed") this.failed(news.message);
    this.changed();
  }

  /**
   * @param {Pending} pending
   * @param {string} note
   */
  saved(pending, note) {
    this.taken = pending.value === null;
    if (note) Object.assign(this, { note, noted: Date.now() });
    this.replace(arrived(pending));
  }

  /** @param {any} news */
  refused(news) {
    if (this.pending) this.replace(turnedDown(this.pending, news, newId()));
  }

  /** @param {Pending | null} pending what is not saved now */
  replace(pending) {
    // Another window of the same person may keep a newer answer under this key.
    const kept = recall(this.key);
    const ours = kept?.id === this.pending?.id && kept?.next?.id === this.pending?.next?.id;
    if (ours) keep(this.key, pending ?? undefined);
    this.pending = pending;
    this.message = pending?.refused ?? "";
    this.late = false;
    this.stop();
    if (pending && !pending.refused) this.go();
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
