// Answers that wait in this browser and have no question on the page to send them: sent, and what became of them kept.
import { newId } from "./dom.js";
import { arrived, told, turnedDown } from "./pending.js";
import { keep, recall, recallAll } from "./storage.js";
import { waiting } from "./unsent.js";

/** @typedef {import("./pending.js").Pending} Pending */

/**
 * @param {any} model a container's
 * @param {object} page
 * @param {() => string} page.code the join code of the workshop
 * @param {boolean} page.joinsFirst whether people press Join on this page before they answer
 * @param {boolean} page.forAll whether it sends for everybody who was at this browser, and not for who is here alone
 */
export function sender(model, { code, joinsFirst, forAll }) {
  /** Under which key an answer that was sent is kept, by its id. @type {Map<string, string>} */
  const sent = new Map();

  function send() {
    const { owner, removed, state, joined, round } = model.get("visit");
    if (!owner || removed || state === "gone") return;
    if (joined || !joinsFirst) sendOwn(owner, round);
    if (forAll) sendOthers(owner, round);
  }

  /** @param {string} owner @param {number} round */
  function sendOwn(owner, round) {
    const prefix = `answer:${owner}:`;
    for (const { key, value } of recallAll(prefix)) {
      const question = key.slice(prefix.length);
      // A question that is on the page sends its answer by itself.
      const shown = document.querySelector(`.nl-question[data-question="${CSS.escape(question)}"]`);
      if (value && !value.refused && !shown) post(key, question, value, { round, owner });
    }
  }

  /** @param {string} owner @param {number} round */
  function sendOthers(owner, round) {
    for (const { fate, known, items } of waiting({ code: code(), owner, round })) {
      if (!known || (fate !== "later" && fate !== "round")) continue;
      for (const { key, question, moving } of items) {
        const pending = moving && recall(key);
        if (!pending) continue;
        const of = { token: known.token, paper: known.paper };
        if (fate === "later" || pending.given) post(key, question, pending, { round, of });
        // It may have been kept at the very end of its round, which the page did not hear.
        else if (pending.sent && !sent.has(pending.id)) post(key, question, pending, { round: known.round, of });
      }
    }
  }

  /**
   * @param {string} key
   * @param {string} question
   * @param {Pending} pending
   * @param {Record<string, any>} more
   */
  function post(key, question, pending, more) {
    sent.set(pending.id, key);
    if (!pending.sent) keep(key, { ...pending, sent: true });
    model.send({ type: "answer", question, ...told(pending), ...more });
  }

  return {
    send,
    /** Hear what became of an answer; whatever was made from it goes next. @param {any} message */
    hear(message) {
      const key = sent.get(message.id);
      const pending = key && recall(key);
      if (!key || pending?.id !== message.id) return;
      if (message.type === "refused") keep(key, turnedDown(pending, message, newId()));
      if (message.type !== "saved") return;
      keep(key, arrived(pending) ?? undefined);
      sent.delete(message.id);
      if (message.said) {
        keep(key.replace(/^answer:/, "note:"), message.said);
        dispatchEvent(new Event("netlearn:noted")); // the question may have come to the page meanwhile
      }
      if (pending.next) send();
    },
  };
}
