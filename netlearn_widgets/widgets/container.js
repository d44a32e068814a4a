// What all containers share: they say who is visiting, send on what is unsent, and hold other widgets.
import { readCode } from "../scripts/code.js";
import { h, newId } from "./dom.js";
import { drop, sheet } from "./paper.js";
import { cleanPastes } from "./pasting.js";
import { arrived, told } from "./pending.js";
import { presence } from "./presence.js";
import { keep, recall, recallAll } from "./storage.js";
import { codeOfTab, enter, onAddress } from "./tab.js";

const AGAIN = 4000;
const OF_PEOPLE = ["journey", "who"]; // the containers that say whether somebody is here

/**
 * @typedef {object} Page what a container's own script is given
 * @property {any} model
 * @property {HTMLElement} root
 * @property {() => Record<string, any>} visit who is visiting, as the kernel knows it
 * @property {() => string} code the join code of the workshop, or ""
 * @property {(extra?: Record<string, any>) => void} hello say who is visiting, again
 * @property {(place: HTMLElement) => void} hold show the widgets this container holds in this place
 * @property {() => void} sendUnsent send answers kept in the browser for questions that are not on the page
 * @property {() => number} clock the time by the server's clock, in milliseconds since 1970
 *
 * @typedef {object} Parts
 * @property {Node[]} nodes
 * @property {() => void} draw
 * @property {(message: any) => void} [hear]
 * @property {() => Record<string, any>} [says] what hello says beside the code; left out, who this browser's person is
 * @property {() => void} [stop] ends what the kind listens to when the container leaves the page
 */

/**
 * The secret that makes this browser the same person after a refresh.
 * @param {string} workshop its join code: the browser may have been handed on there, and only there
 */
export function token(workshop) {
  const known = recall(`token:${workshop}`) ?? recall("token");
  if (known) return known;
  const fresh = newId();
  keep("token", fresh);
  return fresh;
}

/**
 * From now on this browser answers for another person in this workshop.
 * @param {string} workshop its join code
 */
export function anotherToken(workshop) {
  const fresh = newId();
  keep(`token:${workshop}`, fresh);
  return fresh;
}

let forgotten = "";

/**
 * Whoever was taken out leaves nothing in this browser, and whoever joins here next is somebody else.
 * @param {string} owner the name under which what was theirs is kept
 * @param {boolean} paper whether it was somebody whose sheet was typed in: then this browser's own person stays
 * @param {string} workshop
 */
function forget(owner, paper, workshop) {
  if (owner === forgotten) return;
  forgotten = owner;
  drop(owner);
  if (!paper) anotherToken(workshop);
}

/**
 * The guide's language, for screen readers: a served page is all in it, in a notebook only this part is.
 * @param {HTMLElement} root
 * @param {string} language
 */
function speak(root, language) {
  const served = document.querySelector("main[data-kernel]") !== null;
  (served ? document.documentElement : root).lang = language;
}

/**
 * @param {(page: Page) => Parts} kind
 * @param {string} name
 */
export function containerWidget(kind, name) {
  return {
    /** @param {{ model: any, el: HTMLElement, host: any }} view */
    render({ model, el, host }) {
      const root = h("div", { class: `netlearn nl-${name}` });
      /** @type {Map<string, { element: HTMLElement, leave: AbortController }>} */
      const held = new Map();
      const present = OF_PEOPLE.includes(name) ? presence((said) => model.send({ type: "here", ...said })) : null;
      let timer = 0;
      let began = Date.now() - performance.now(); // the server's time when this page was opened, as far as is known
      /** @type {Record<string, any>} what was said last */
      let said = {};
      const code = () => codeOfTab() || readCode(model.get("visit").code ?? "");

      function hello(extra = {}) {
        clearTimeout(timer);
        said = { code: code(), ...(parts.says?.() ?? person()), ...extra };
        model.send({ type: "hello", ...said });
        timer = setTimeout(() => hello(extra), AGAIN);
      }

      function person() {
        const paper = name === "journey" ? null : sheet(code()); // sheets are typed in on the pages of steps
        return { token: paper?.token ?? token(code()), paper: Boolean(paper), at: recall(`at:${code()}`) ?? 0 };
      }

      /** Go into the workshop; where it has another code than was said, it may know this browser by another token. */
      function entered() {
        const visit = model.get("visit");
        if (!visit.code) return true;
        enter(visit, said.code);
        if (parts.says || code() === said.code || person().token === said.token) return true;
        hello();
        return false;
      }

      /** @param {HTMLElement} place */
      function hold(place) {
        const refs = /** @type {string[]} */ (model.get("items"));
        const left = [...held].filter(([ref]) => !refs.includes(ref));
        for (const [ref, { element, leave }] of left) {
          leave.abort();
          element.remove();
          held.delete(ref);
        }
        if (left.length) sendUnsent(); // the page may go on while somebody types
        for (const ref of refs) {
          if (!held.has(ref)) held.set(ref, show(ref));
          const { element } = /** @type {{ element: HTMLElement }} */ (held.get(ref));
          if (element.parentNode !== place) place.append(element);
        }
      }

      /** @param {string} ref */
      function show(ref) {
        const element = h("div", { class: "nl-held" });
        const leave = new AbortController();
        host
          .getWidget(ref)
          .then((/** @type {any} */ widget) => leave.signal.aborted || widget.render({ el: element, signal: leave.signal }))
          .catch((/** @type {unknown} */ problem) => {
            console.error(problem);
            element.append(h("p", { class: "nl-note" }, "This part could not be shown. Please reload the page."));
          });
        return { element, leave };
      }

      /** Answers this browser kept for questions that are not on the page. */
      function sendUnsent() {
        const { owner } = model.get("visit");
        if (!owner) return;
        const prefix = `answer:${owner}:`;
        for (const { key, value } of recallAll(prefix))
          if (value && !value.refused) sendPending(key.slice(prefix.length), value);
      }

      /**
       * A question that is on the page sends its answer by itself.
       * @param {string} question
       * @param {import("./pending.js").Pending} pending
       */
      function sendPending(question, pending) {
        if (document.querySelector(`.nl-question[data-question="${CSS.escape(question)}"]`)) return;
        keep(`answer:${model.get("visit").owner}:${question}`, { ...pending, sent: true });
        model.send({ type: "answer", question, ...told(pending) });
      }

      /**
       * An answer that was sent from here is saved: whatever was made from it goes next.
       * @param {string} question
       * @param {{ id: string, said?: string }} message
       */
      function saved(question, { id, said }) {
        const { owner } = model.get("visit");
        const pending = recall(`answer:${owner}:${question}`);
        if (pending?.id !== id) return;
        const next = arrived(pending);
        keep(`answer:${owner}:${question}`, next ?? undefined);
        if (said) {
          keep(`note:${owner}:${question}`, said);
          dispatchEvent(new Event("netlearn:noted")); // the question may have come to the page meanwhile
        }
        if (next) sendPending(question, next);
      }

      /** @param {any} message */
      function hear(message) {
        if (message.type === "welcome") {
          clearTimeout(timer);
          began = message.now - performance.now(); // counted on from there: clocks are set right while people work
          if (!entered()) return;
          present?.say();
          sendUnsent();
        } else if (message.type === "saved" && message.message) {
          saved(message.message, message);
        }
        parts.hear?.(message);
      }

      const clock = () => began + performance.now();
      const parts = kind({ model, root, hello, hold, sendUnsent, clock, code, visit: () => model.get("visit") });
      const draw = () => {
        const { removed, owner, paper, language } = model.get("visit");
        if (language) speak(root, language);
        if (removed) forget(owner, paper, code());
        parts.draw();
      };
      const again = () => hello({ again: true });
      root.append(...parts.nodes);
      cleanPastes(root);
      el.append(root);
      model.on("msg:custom", hear);
      model.on("change", draw);
      addEventListener("netlearn:connected", again);
      const away = onAddress(() => hello());
      draw();
      hello();

      return () => {
        clearTimeout(timer);
        model.off("msg:custom", hear);
        model.off("change", draw);
        removeEventListener("netlearn:connected", again);
        away();
        present?.stop();
        parts.stop?.();
        for (const { leave } of held.values()) leave.abort();
      };
    },
  };
}
