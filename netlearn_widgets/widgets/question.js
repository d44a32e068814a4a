// The frame of every question: prompt, hint, the kind's own controls, and what became of the answer, in words.
import { Answer } from "./answer.js";
import { describe, elementId, h, say } from "./dom.js";
import { cleanPastes } from "./pasting.js";
import { pressed } from "./pressed.js";
import { keep, recall } from "./storage.js";

/**
 * @typedef {import("./answer.js").Model} Model
 *
 * @typedef {object} Ask what a kind of question is given
 * @property {Record<string, any>} spec the question as plain data
 * @property {() => any} value the answer now, or null
 * @property {() => Record<string, any>} context what helps to answer
 * @property {(value: any, typing?: boolean, seen?: (base: any) => any) => void} set take a new answer; null takes it
 *   back; seen puts an entry into the value it is made from, as it was when the person began to change it
 * @property {(name: string, text?: string) => string} draft keep half a thought (text given), or recall it
 * @property {(content: any) => void} send send the kernel a message that is no answer
 * @property {(heard: (content: any) => void) => void} hear be told of every message from the kernel
 * @property {string} id for a single control: the id its label names
 * @property {string} describedBy ids of hint, notice and message, for a single control's aria-describedby
 * @property {string} noticeId id of what is to be known before answering, which stands above the controls
 * @property {(part: string, control?: Element) => HTMLElement} notice what is to be known before a part of the
 *   question is filled in, to stand beside its control, which is described by it
 *
 * @typedef {object} Controls what a kind of question gives back
 * @property {Node[]} nodes its controls, in order
 * @property {() => void} draw shows the answer as it is now; never steals the focus, never changes text being typed
 * @property {() => void} [stop] ends what the controls began, such as timers, when the widget leaves the page
 *
 * @typedef {object} Options
 * @property {boolean} [single] one control, so that the prompt is its label, not a group's legend
 * @property {string} [clear] the words of a button that takes the whole answer back
 */

const SHORT = 240; // characters of an earlier answer that are shown without a tap

const WORDS = {
  empty: "",
  saving: "Saving…",
  saved: "✓ Saved",
  taken: "✓ Your answer is taken back.",
  waiting: "Not saved yet. It is safe on this device and will be sent.",
  refused: "Not saved.",
};

/**
 * A widget for one kind of question.
 * @param {(ask: Ask) => Controls} kind
 * @param {Options} [options]
 */
export function questionWidget(kind, { single = false, clear = "" } = {}) {
  return {
    /** @param {{ model: Model, el: HTMLElement }} view */
    render({ model, el }) {
      const spec = model.get("spec");
      const answer = new Answer(model, spec.key, () => draw());
      /** @type {((content: any) => void)[]} */
      const listeners = [];
      /** @type {(() => void)[]} */
      const notices = [];
      const ask = asking(model, answer, listeners, notices);
      const controls = kind(ask);
      const last = lastTime(ask);
      const frame = framed(ask, single, [ask.notice(""), last.node, ...controls.nodes]);
      const foot = footer(ask, clear, frame);
      const note = h("p", { class: "nl-note nl-merged", dir: "auto" });
      const news = h("div", { "aria-live": "polite" }, note);
      const message = h("p", { class: "nl-error", role: "alert", id: messageId(ask.id) });
      const named = { class: `netlearn nl-question nl-${spec.kind}`, "data-question": spec.key, "data-kind": spec.kind };
      const root = h("section", named, frame, message, foot.node, news);
      cleanPastes(root);
      const control = frame.querySelector(`[id="${ask.id}"]`);

      function draw() {
        last.draw();
        controls.draw();
        for (const notice of notices) notice();
        root.dataset.state = answer.state;
        control?.setAttribute("aria-invalid", String(answer.state === "refused"));
        foot.draw(answer.state);
        say(message, answer.message);
        say(note, answer.note);
      }

      const forget = listening(model, answer, root, draw, listeners);
      draw();
      el.append(root);
      answer.send(); // what an earlier page could not
      return () => {
        answer.stop();
        controls.stop?.();
        forget();
      };
    },
  };
}

/** @param {string} id */
const hintId = (id) => `${id}-hint`;
/** @param {string} id */
const noticeId = (id) => `${id}-notice`;
/** @param {string} id */
const messageId = (id) => `${id}-message`;

/**
 * @param {Model} model
 * @param {Answer} answer
 * @param {((content: any) => void)[]} listeners
 * @param {(() => void)[]} notices what draws each notice
 * @returns {Ask}
 */
function asking(model, answer, listeners, notices) {
  const spec = model.get("spec");
  const id = elementId("control");
  return {
    spec,
    id,
    describedBy: [spec.hint && hintId(id), noticeId(id), messageId(id)].filter(Boolean).join(" "),
    noticeId: noticeId(id),
    notice(part, control) {
      const node = h("p", { class: "nl-notice", id: control ? elementId("notice") : noticeId(id) });
      if (control) describe(control, node.id);
      notices.push(() => say(node, model.get("context").notices?.[part] ?? ""));
      return node;
    },
    value: () => answer.value,
    context: () => model.get("context"),
    set: (value, typing, seen) => answer.set(value, typing, seen),
    draft(name, text) {
      const key = `draft:${model.get("owner")}:${spec.key}:${name}`;
      if (text !== undefined) keep(key, text || undefined);
      return recall(key) ?? "";
    },
    send: (content) => model.send(content),
    hear: (heard) => listeners.push(heard),
  };
}

/**
 * Prompt, hint and controls, named for a screen reader: a labelled control, or a group with a legend.
 * @param {Ask} ask
 * @param {boolean} single
 * @param {Node[]} nodes
 */
function framed({ spec, id, describedBy, context }, single, nodes) {
  const { number } = context();
  const prompt = number ? [h("span", { class: "nl-number" }, number), h("span", {}, spec.prompt)] : spec.prompt;
  const hint = spec.hint && h("p", { class: "nl-hint", id: hintId(id) }, spec.hint);
  return single
    ? h("div", { class: "nl-frame" }, h("label", { class: "nl-prompt", for: id }, prompt), hint, nodes)
    : h(
        "fieldset",
        { class: "nl-frame", "aria-describedby": describedBy },
        h("legend", { class: "nl-prompt" }, prompt),
        hint,
        nodes,
      );
}

/**
 * What this person said in an earlier round; a long answer waits behind a tap.
 * @param {Ask} ask
 */
function lastTime({ context }) {
  const node = h("div", { class: "nl-last", hidden: true });
  let shown = "";
  return {
    node,
    draw() {
      const before = context().before;
      const key = JSON.stringify(before ?? null);
      if (key === shown) return;
      shown = key;
      node.hidden = !before;
      if (!before) return node.replaceChildren();
      const title = `What you said last time (${before.title})`;
      const lines = h("ul", {}, before.words.map((/** @type {string} */ line) => h("li", { dir: "auto" }, line)));
      const long = before.words.join("").length > SHORT;
      node.replaceChildren(
        long ? h("details", {}, h("summary", {}, title), lines) : h("div", {}, h("strong", {}, `${title}:`), lines),
      );
    },
  };
}

/**
 * What became of the answer, and the way to take it back. That it is being saved is shown but not read aloud, so that
 * typing is not talked over; the rest is read aloud.
 * @param {Ask} ask
 * @param {string} clear
 * @param {HTMLElement} frame
 */
function footer(ask, clear, frame) {
  const spoken = h("span", { role: "status" });
  const silent = h("span", { "aria-hidden": "true" });
  const back = h("button", { type: "button", class: "nl-link", onclick: takeBack }, clear);

  function takeBack() {
    ask.set(null);
    // The button is gone now: the focus goes on where a new answer is given.
    /** @type {HTMLElement | null} */ (frame.querySelector("input, textarea, select, button"))?.focus();
  }

  return {
    node: h("div", { class: "nl-outcome" }, h("p", { class: "nl-status" }, spoken, silent), clear && back),
    /** @param {import("./answer.js").State} state */
    draw(state) {
      say(spoken, state === "saving" ? "" : WORDS[state]);
      say(silent, state === "saving" ? WORDS[state] : "");
      back.classList.toggle("nl-absent", ask.value() === null);
    },
  };
}

/**
 * Follow the model, the person and the connection; returns the way to stop.
 * @param {Model} model
 * @param {Answer} answer
 * @param {HTMLElement} root
 * @param {() => void} draw
 * @param {((content: any) => void)[]} listeners
 */
function listening(model, answer, root, draw, listeners) {
  /** @param {any} news */
  const hear = (news) => {
    answer.hear(news);
    for (const heard of listeners) heard(news);
  };
  const send = () => answer.send();
  const flush = () => answer.flush();
  const leave = () => answer.leave();
  const noted = () => {
    answer.takeNote();
    draw();
  };
  const follow = () => answer.follow([...root.querySelectorAll(".nl-input")]);
  model.on("msg:custom", hear);
  model.on("change:value", follow);
  model.on("change:context", draw);
  root.addEventListener("focusout", flush);
  // Only once the finger is up: the outcome that then stays in sight must not slip under it and take the tap.
  const pressing = pressed();
  for (const event of ["focusin", "pointerdown"]) root.addEventListener(event, () => pressing.over(() => setTimeout(() => visit(root))));
  addEventListener("netlearn:connected", send);
  addEventListener("netlearn:noted", noted);
  document.addEventListener("visibilitychange", leave);
  return () => {
    model.off("msg:custom", hear);
    model.off("change:value", follow);
    model.off("change:context", draw);
    pressing.stop();
    removeEventListener("netlearn:connected", send);
    removeEventListener("netlearn:noted", noted);
    document.removeEventListener("visibilitychange", leave);
  };
}

/**
 * Mark the question the person is at, and no other.
 * @param {HTMLElement} root
 */
function visit(root) {
  if (root.classList.contains("nl-here")) return;
  for (const left of document.querySelectorAll(".nl-here")) left.classList.remove("nl-here");
  root.classList.add("nl-here");
}
