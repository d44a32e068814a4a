// The frame of every question: prompt, hint, the kind's own controls, and what became of the answer, in words.
import { Answer } from "./answer.js";
import { elementId, h } from "./dom.js";
import { keep, recall } from "./storage.js";

/**
 * @typedef {object} Ask what a kind of question is given
 * @property {Record<string, any>} spec the question as plain data
 * @property {() => any} value the answer now, or null
 * @property {() => Record<string, any>} context what helps to answer
 * @property {(value: any, typing?: boolean) => void} set take a new answer; null takes it back
 * @property {(name: string, text?: string) => string} draft keep half a thought (text given), or recall it
 * @property {(content: any) => void} send send the kernel a message that is no answer
 * @property {(heard: (content: any) => void) => void} hear be told of every message from the kernel
 * @property {string} id for a single control: the id its label names
 * @property {string} describedBy ids of hint and message, for a single control's aria-describedby
 *
 * @typedef {object} Controls what a kind of question gives back
 * @property {Node[]} nodes its controls, in order
 * @property {() => void} draw shows the answer as it is now; never steals the focus, never changes text being typed
 * @property {() => void} [stop] ends what the controls began, such as timers, when the widget leaves the page
 */

const WORDS = {
  empty: "",
  saving: "Saving…",
  saved: "✓ Saved",
  waiting: "Not saved yet. It is safe on this device and will be sent.",
  refused: "Not saved.",
};

/**
 * A widget for one kind of question.
 * @param {(ask: Ask) => Controls} kind
 * @param {{ single?: boolean }} [options] single: one control, so the prompt is its label, not a group's legend
 */
export function questionWidget(kind, { single = false } = {}) {
  return {
    /** @param {{ model: any, el: HTMLElement }} view */
    render({ model, el }) {
      const spec = model.get("spec");
      const id = elementId("control");
      const hintId = elementId("hint");
      const messageId = elementId("message");
      const status = h("p", { class: "nl-status", role: "status" });
      const message = h("p", { class: "nl-error", role: "alert", id: messageId });
      const answer = new Answer(model, spec.key, () => draw());
      /** @type {((content: any) => void)[]} */
      const listeners = [];
      const describedBy = spec.hint ? `${hintId} ${messageId}` : messageId;

      const controls = kind({
        spec,
        id,
        describedBy,
        value: () => answer.value,
        context: () => model.get("context"),
        set: (value, typing) => answer.set(value, typing),
        draft(name, text) {
          const key = `draft:${model.get("owner")}:${spec.key}:${name}`;
          if (text !== undefined) keep(key, text || undefined);
          return recall(key) ?? "";
        },
        send: (content) => model.send(content),
        hear: (heard) => listeners.push(heard),
      });

      const hint = spec.hint && h("p", { class: "nl-hint", id: hintId }, spec.hint);
      const head = single
        ? [h("label", { class: "nl-prompt", for: id }, spec.prompt), hint]
        : [h("legend", { class: "nl-prompt" }, spec.prompt), hint];
      const frame = single
        ? h("div", { class: "nl-frame" }, ...head, ...controls.nodes)
        : h("fieldset", { class: "nl-frame", "aria-describedby": describedBy }, ...head, ...controls.nodes);
      const root = h("section", { class: `netlearn nl-question nl-${spec.kind}` }, frame, message, status);

      function draw() {
        controls.draw();
        root.dataset.state = answer.state;
        if (status.textContent !== WORDS[answer.state]) status.textContent = WORDS[answer.state];
        if (message.textContent !== answer.message) message.textContent = answer.message;
      }

      /** @param {any} content */
      const hear = (content) => {
        answer.hear(content);
        for (const heard of listeners) heard(content);
      };
      const send = () => answer.send();
      const leave = () => document.visibilityState === "hidden" && answer.send();
      model.on("msg:custom", hear);
      model.on("change:value", draw);
      model.on("change:context", draw);
      root.addEventListener("focusout", send);
      addEventListener("netlearn:connected", send);
      document.addEventListener("visibilitychange", leave);
      draw();
      el.append(root);

      return () => {
        answer.stop();
        controls.stop?.();
        model.off("msg:custom", hear);
        model.off("change:value", draw);
        model.off("change:context", draw);
        removeEventListener("netlearn:connected", send);
        document.removeEventListener("visibilitychange", leave);
      };
    },
  };
}
