// What the host does, on its way: sent, sent again until it is answered, and said in words when it cannot be done.
import { h, newId, say } from "./dom.js";

const AGAIN = 4000;

/**
 * @typedef {(act: Record<string, any>, done?: () => void) => void} Do does an act; `done` is called once it is kept
 */

/**
 * @param {any} model
 */
export function actor(model) {
  /** @type {Map<string, { act: Record<string, any>, done?: () => void, timer: number }>} */
  const open = new Map();
  const waiting = h("p", { class: "nl-status", role: "status" });
  const problem = h("p", { class: "nl-error", role: "alert" });

  /** @param {string} id */
  function send(id) {
    const one = open.get(id);
    if (!one) return;
    one.timer = setTimeout(() => {
      say(waiting, "Not done yet. It is tried again by itself while this page is open.");
      send(id);
    }, AGAIN);
    model.send({ type: "act", id, ...one.act });
  }

  return {
    nodes: [waiting, problem],
    /** @type {Do} */
    do(act, done) {
      const id = newId();
      open.set(id, { act, done, timer: 0 });
      say(problem, "");
      send(id);
    },
    /** @param {any} message */
    hear(message) {
      const one = open.get(message.id);
      if (!one) return;
      if (message.type === "failed") return say(problem, message.message);
      clearTimeout(one.timer);
      open.delete(message.id);
      if (!open.size) say(waiting, "");
      say(problem, message.type === "refused" ? message.message : "");
      if (message.type === "done") one.done?.();
    },
    stop() {
      for (const { timer } of open.values()) clearTimeout(timer);
    },
  };
}
