// Acts on the board on their way: kept on this device, sent in order until the kernel says that they are everybody's.
import { newId } from "./dom.js";
import { keep, recall } from "./storage.js";

const AGAIN = 4000;

/** @typedef {{ id: string, kind: string, value: any, done?: boolean }} Sent done: kept, and not on the board yet */

export class Outbox {
  /**
   * @param {import("./answer.js").Model} model
   * @param {string} key under which acts that are not sent are kept on this device
   * @param {{ changed: () => void, refused: (words: string) => void }} told
   */
  constructor(model, key, { changed, refused }) {
    this.model = model;
    this.key = key;
    this.changed = changed;
    this.refused = refused;
    /** @type {Sent[]} */
    this.acts = recall(key) ?? [];
    this.late = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** How far the acts are, in words; "" when none is late. */
  get words() {
    return this.late ? "Not saved yet. It is safe on this device and will be sent." : "";
  }

  /**
   * Do something; of dots only the newest count.
   * @param {string} kind
   * @param {any} value
   */
  act(kind, value) {
    if (kind === "dots") this.acts = this.acts.filter((act) => act.kind !== "dots");
    const act = { id: newId(), kind, value };
    this.acts.push(act);
    this.keep();
    this.changed();
    this.post(act);
  }

  /** Send all that is not kept yet, in the order it was done. */
  send() {
    for (const act of this.acts) if (!act.done) this.post(act);
  }

  /** @param {Sent} act */
  post({ id, kind, value }) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.late = true;
      this.changed();
      this.send();
    }, AGAIN);
    const type = kind === "dots" || kind === "hide" ? kind : "sort";
    try {
      this.model.send({ type, id, kind, value });
    } catch (problem) {
      console.error(problem); // The kernel is gone: it is tried again.
    }
  }

  /**
   * Hear what became of an act. A kept one is drawn until the board has it.
   * @param {any} news
   */
  hear(news) {
    const act = this.acts.find(({ id }) => id === news.id);
    if (!act || act.done) return;
    if (news.type === "failed") return;
    if (news.type === "saved") act.done = true;
    else this.acts = this.acts.filter((one) => one !== act);
    this.keep();
    if (this.acts.every(({ done }) => done)) {
      clearTimeout(this.timer);
      this.late = false;
    }
    if (news.type === "refused") this.refused(news.message);
    this.changed();
  }

  /** The board is a newer one: what was kept is in it. */
  arrived() {
    this.acts = this.acts.filter(({ done }) => !done);
    this.changed();
  }

  keep() {
    const open = this.acts.filter(({ done }) => !done);
    keep(this.key, open.length ? open : undefined);
  }

  stop() {
    clearTimeout(this.timer);
  }
}
