// Something on its way to the group, such as a wording or what came of it: kept here, sent until the kernel has it.
import { newId } from "./dom.js";
import { measure, tooLong, unpacked } from "./words.js";

const AGAIN = 4000;

/**
 * Why this wording cannot be put to the group, or "".
 * @param {string} text
 * @param {string} current the wording on the table, or ""
 * @param {number} longest
 * @returns {string}
 */
export function wordingProblem(text, current, longest) {
  if (!measure(text)) return "Please write the wording first.";
  if (text.trim() === current.trim())
    return "This is the wording on the table already. Change a word, or leave it as it is.";
  return tooLong("This wording", text, longest);
}

/**
 * What the parts of a question ask for, where there is none: drafts live as long as the page.
 * @param {any} model
 * @param {() => any} [context]
 * @param {() => Record<string, any>} [more] what goes with all that is sent
 */
export function askOf(model, context = () => ({}), more = () => ({})) {
  /** @type {((news: any) => void)[]} */
  const ears = [];
  /** @type {Map<string, string>} */
  const drafts = new Map();
  /** @type {any} */
  const ask = {
    context,
    draft(/** @type {string} */ name, /** @type {string | undefined} */ text) {
      if (text !== undefined) drafts.set(name, text);
      return drafts.get(name) ?? "";
    },
    send: (/** @type {any} */ content) => model.send({ ...content, ...more() }),
    hear: (/** @type {(news: any) => void} */ heard) => ears.push(heard),
  };
  return { ask, hear: (/** @type {any} */ news) => ears.forEach((heard) => heard(news)) };
}

export class Proposing {
  /**
   * @param {import("./question.js").Ask} ask
   * @param {{ changed: () => void, saved: () => void, refused: (words: string) => void }} told
   * @param {"propose" | "decide" | "reveal" | "show"} type what is sent
   */
  constructor(ask, told, type = "propose") {
    this.ask = ask;
    this.told = told;
    this.type = type;
    /** @type {Record<string, any> | null} */
    this.pending = unpacked(ask.draft(this.draft));
    this.late = false;
    this.why = "";
    this.timer = 0;
    ask.hear((content) => this.hear(content));
    if (this.pending) this.send();
  }

  /** Under which name it is kept on this device. */
  get draft() {
    return { propose: "proposing", decide: "deciding", reveal: "revealing", show: "showing" }[this.type];
  }

  /** How far it is, in words; "" when nothing is on its way. */
  get words() {
    if (!this.pending) return "";
    return this.late ? `${this.why || "Not sent yet."} It is safe on this device and will be sent.` : "Sending…";
  }

  /** @param {string} text */
  propose(text) {
    this.put({ text });
  }

  /** @param {Record<string, any>} content */
  put(content) {
    this.pending = { id: newId(), ...content };
    this.ask.draft(this.draft, JSON.stringify(this.pending));
    this.send();
    this.told.changed();
  }

  send() {
    clearTimeout(this.timer);
    if (!this.pending) return;
    this.ask.send({ type: this.type, ...this.pending });
    this.wait();
  }

  wait() {
    this.timer = setTimeout(() => {
      this.late = true;
      this.send();
      this.told.changed();
    }, AGAIN);
  }

  /** @param {any} content */
  hear(content) {
    if (!this.pending || content.id !== this.pending.id) return;
    clearTimeout(this.timer);
    if (content.type === "failed") {
      this.late = true;
      this.why = content.message;
      this.wait();
    } else {
      this.pending = null;
      this.late = false;
      this.why = "";
      this.ask.draft(this.draft, "");
      if (content.type === "saved") this.told.saved();
      else this.told.refused(content.message);
    }
    this.told.changed();
  }

  stop() {
    clearTimeout(this.timer);
  }
}
