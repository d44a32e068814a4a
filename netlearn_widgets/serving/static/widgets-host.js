// The page's widgets: a model for each, drawn where the page has a place for it.
import { Model } from "./model.js";
import { newId, putBuffers } from "./message.js";
import { load, wear } from "./scripts.js";
import { either } from "./signals.js";

/**
 * @typedef {import("./connection.js").Connection} Connection
 * @typedef {import("./message.js").Message} Message
 * @typedef {{ initialize?: (tools: any) => any, render?: (tools: any) => any }} Widget
 * @typedef {object} Known
 * @property {Model} model
 * @property {AbortController} life ends when the kernel closes the widget, or the page changes
 * @property {Promise<Widget>} widget its script, loaded and initialised
 */

const CONTROL = "jupyter.widget.control";
const WIDGET = "jupyter.widget";
const WIDGET_VERSION = { version: "2.1.0" };
const CONTROL_VERSION = { version: "1.0.0" };
const AGAIN = 700; // doubled each time, so that a slow network is not filled with what was told already
const SELDOM = 10_000;
const PROBLEM = "This part could not be shown. Load the page again; if it stays, tell the person who runs the workshop.";

export class Widgets {
  /** @type {Map<string, Known>} */
  #known = new Map();
  /** @type {Map<string, (known: Known) => void>} */
  #awaited = new Map();
  /** @type {Map<string, Promise<Known>>} */
  #promised = new Map();
  #life = new AbortController();
  #control = "";
  #asking = 0;
  #drawing = 0;

  /**
   * @param {HTMLElement} main the page's content, with places for widgets
   * @param {() => void} ready called each time the kernel has told the widgets' states
   */
  constructor(main, ready) {
    this.main = main;
    this.ready = ready;
    /** @type {Connection | null} */
    this.connection = null;
  }

  /**
   * Ask for every widget's state until it is told: a kernel may not listen yet.
   * @param {Connection} connection
   * @param {number} [again] milliseconds
   */
  ask(connection, again = AGAIN) {
    this.connection = connection;
    clearTimeout(this.#asking);
    this.#control = newId();
    const open = { comm_id: this.#control, target_name: CONTROL, data: {} };
    const request = { comm_id: this.#control, data: { method: "request_states" } };
    connection.send("comm_open", open, { metadata: CONTROL_VERSION, passing: true });
    connection.send("comm_msg", request, { metadata: CONTROL_VERSION, passing: true });
    this.#asking = setTimeout(() => this.ask(connection, Math.min(2 * again, SELDOM)), again);
  }

  /** Whether all that is to be drawn has been drawn. */
  get settled() {
    return this.#drawing === 0;
  }

  /** Stop asking while nobody listens. */
  pause() {
    clearTimeout(this.#asking);
  }

  /** End every view; nothing of the widgets is left at work. */
  end() {
    this.pause();
    this.#life.abort();
    for (const { life } of this.#known.values()) life.abort();
  }

  /** @param {Message} heard */
  hear({ header, content, buffers = [] }) {
    const { comm_id: id, data } = content;
    if (header.msg_type === "comm_open" && content.target_name === WIDGET)
      this.#add(id, putBuffers(data.state, data.buffer_paths ?? [], buffers));
    else if (header.msg_type === "comm_msg" && id === this.#control && data.method === "update_states")
      this.#tell(data, buffers);
    else if (header.msg_type === "comm_msg") this.#known.get(id)?.model.hear(data, buffers);
    else if (header.msg_type === "comm_close") this.#close(id);
  }

  /**
   * @param {{ states: Record<string, { state: Record<string, any> }>, buffer_paths?: (string | number)[][] }} data
   * @param {(ArrayBuffer | ArrayBufferView)[]} buffers
   */
  #tell({ states, buffer_paths: paths = [] }, buffers) {
    clearTimeout(this.#asking);
    const whole = Object.fromEntries(Object.entries(states).map(([id, { state }]) => [id, state]));
    // A path leads through the widget's id and, in ipywidgets, a step named "state".
    const short = paths.map((path) => path.filter((step, index) => !(index === 1 && step === "state")));
    for (const [id, state] of Object.entries(putBuffers(whole, short, buffers))) this.#add(id, state);
    this.ready();
  }

  /**
   * @param {string} id
   * @param {Record<string, any>} state
   */
  #add(id, state) {
    const known = this.#known.get(id);
    if (known) {
      known.model.catchUp(state);
      return;
    }
    if (typeof state._esm !== "string") return; // a layout or another model that is never drawn by itself
    const model = new Model(id, state, (data, buffers) =>
      this.connection?.send("comm_msg", { comm_id: id, data }, { buffers, metadata: WIDGET_VERSION }),
    );
    const life = new AbortController();
    const added = { model, life, widget: this.#start(model, life.signal) };
    added.widget.catch(() => undefined); // told where the widget is drawn
    this.#known.set(id, added);
    this.#awaited.get(id)?.(added);
    for (const place of this.#places(id)) this.#draw(place, id);
  }

  /** @param {string} id */
  #places(id) {
    const places = /** @type {NodeListOf<HTMLElement>} */ (this.main.querySelectorAll("[data-model]"));
    return [...places].filter((place) => place.dataset.model === id);
  }

  /** @param {string} id */
  #close(id) {
    this.#known.get(id)?.life.abort();
    this.#known.delete(id);
    this.#promised.delete(id);
  }

  /**
   * @param {Model} model
   * @param {AbortSignal} signal
   * @returns {Promise<Widget>}
   */
  async #start(model, signal) {
    wear(model.get("_css"));
    const loaded = await load(model.get("_esm"));
    const widget = typeof loaded === "function" ? await loaded() : loaded;
    const clean = await widget.initialize?.({ model, signal, host: this.#host });
    if (typeof clean === "function") signal.addEventListener("abort", clean);
    return widget;
  }

  /**
   * @param {HTMLElement} place
   * @param {string} id
   */
  async #draw(place, id) {
    const el = document.createElement("div");
    try {
      await this.#render(id, el, this.#life.signal);
      place.replaceChildren(el);
    } catch (problem) {
      console.error(problem);
      place.textContent = PROBLEM;
      place.classList.add("nl-note");
    }
  }

  /**
   * @param {string} id
   * @param {HTMLElement} el
   * @param {AbortSignal} outer
   */
  async #render(id, el, outer) {
    this.#drawing += 1;
    try {
      await this.#rendered(id, el, outer);
    } finally {
      this.#drawing -= 1;
    }
  }

  /**
   * @param {string} id
   * @param {HTMLElement} el
   * @param {AbortSignal} outer
   */
  async #rendered(id, el, outer) {
    const { model, life, widget } = await this.#when(id);
    const signal = either(life.signal, outer);
    const { render } = await widget;
    signal.throwIfAborted();
    const clean = await render?.({ model, el, signal, host: this.#host });
    if (typeof clean !== "function") return;
    if (signal.aborted) clean();
    else signal.addEventListener("abort", clean);
  }

  /**
   * The widget with this id, as soon as the kernel has told of it.
   * @param {string} id
   * @returns {Promise<Known>}
   */
  #when(id) {
    const known = this.#known.get(id);
    if (known) return Promise.resolve(known);
    const promised = this.#promised.get(id) ?? new Promise((resolve) => this.#awaited.set(id, resolve));
    this.#promised.set(id, promised);
    return promised;
  }

  #host = {
    /** @param {string} ref "anywidget:" and a model's id */
    getModel: async (ref) => (await this.#when(idOf(ref))).model,
    /** @param {string} ref */
    getWidget: async (ref) => {
      const id = idOf(ref);
      await (await this.#when(id)).widget;
      return {
        /** @param {{ el: HTMLElement, signal?: AbortSignal }} view */
        render: ({ el, signal }) => this.#render(id, el, signal ?? this.#life.signal),
      };
    },
  };
}

/** @param {string} ref */
function idOf(ref) {
  if (typeof ref !== "string" || !ref.startsWith("anywidget:"))
    throw new Error(`${JSON.stringify(ref)} names no widget. Use "anywidget:" and its model's id.`);
  return ref.slice("anywidget:".length);
}
