// One widget's state in the browser: anywidget's front-end interface to it.
import { isTooLarge, putBuffers, takeBuffers } from "./message.js";

const TOO_LARGE = "This is too long to be sent. Please shorten it.";

/**
 * @typedef {(...args: any[]) => void} Listener
 * @typedef {(data: Record<string, any>, buffers?: (ArrayBuffer | ArrayBufferView)[]) => void} Send
 */

export class Model {
  /** @type {Map<string, Set<Listener>>} */
  #listeners = new Map();
  /** @type {Record<string, any>} */
  #state;
  /** @type {Set<string>} */
  #unsaved = new Set();
  #send;

  /**
   * @param {string} id
   * @param {Record<string, any>} state
   * @param {Send} send sends on this model's comm
   */
  constructor(id, state, send) {
    this.id = id;
    this.#state = state;
    this.#send = send;
  }

  /** @param {string} key */
  get(key) {
    return this.#state[key];
  }

  /**
   * @param {string} key
   * @param {any} value
   */
  set(key, value) {
    this.#unsaved.add(key);
    this.#take({ [key]: value });
  }

  /** Send the kernel what was set since the last time. */
  save_changes() {
    if (!this.#unsaved.size) return;
    const changed = Object.fromEntries([...this.#unsaved].map((key) => [key, this.#state[key]]));
    this.#unsaved.clear();
    const { state, paths, buffers } = takeBuffers(changed);
    this.#send({ method: "update", state, buffer_paths: paths }, buffers);
  }

  /**
   * Send the kernel's widget a message. One that is too large for any server never goes: it is refused here, in the way
   * the kernel refuses what it does not take.
   * @param {any} content
   * @param {any} [_callbacks] there for anywidget's interface
   * @param {(ArrayBuffer | ArrayBufferView)[]} [buffers]
   */
  send(content, _callbacks, buffers) {
    if (isTooLarge(content)) {
      const refusal = { type: "refused", id: content.id ?? "", message: TOO_LARGE };
      queueMicrotask(() => this.#tell("msg:custom", refusal, []));
    } else this.#send({ method: "custom", content }, buffers);
  }

  /**
   * @param {string} names one event or several, apart by blanks
   * @param {Listener} listener
   */
  on(names, listener) {
    for (const name of names.split(/\s+/)) {
      if (!this.#listeners.has(name)) this.#listeners.set(name, new Set());
      this.#listeners.get(name)?.add(listener);
    }
  }

  /**
   * @param {string | null} [names] every event when left out
   * @param {Listener | null} [listener] every listener when left out
   */
  off(names, listener) {
    for (const name of names ? names.split(/\s+/) : [...this.#listeners.keys()]) {
      if (listener) this.#listeners.get(name)?.delete(listener);
      else this.#listeners.delete(name);
    }
  }

  /**
   * The kernel's news about this widget.
   * @param {Record<string, any>} data
   * @param {(ArrayBuffer | ArrayBufferView)[]} buffers
   */
  hear(data, buffers) {
    if (data.method === "update") this.#take(putBuffers(data.state, data.buffer_paths ?? [], buffers));
    else if (data.method === "custom") this.#tell("msg:custom", data.content, buffers);
  }

  /**
   * The kernel's whole state, after a lost connection: only what differs is news, and what waits to be sent stays.
   * @param {Record<string, any>} state
   */
  catchUp(state) {
    const fresh = Object.entries(state).filter(
      ([key, value]) => !this.#unsaved.has(key) && JSON.stringify(value) !== JSON.stringify(this.#state[key]),
    );
    this.#take(Object.fromEntries(fresh));
  }

  /** @param {Record<string, any>} values */
  #take(values) {
    const changed = Object.keys(values).filter((key) => values[key] !== this.#state[key]);
    if (!changed.length) return;
    this.#state = { ...this.#state, ...values };
    for (const key of changed) this.#tell(`change:${key}`, this, values[key]);
    this.#tell("change", this);
  }

  /**
   * @param {string} name
   * @param {...any} args
   */
  #tell(name, ...args) {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) listener(...args);
  }
}
