// What all containers share: they say who is visiting, send on what is unsent, and hold other widgets.
import { h, newId, plainForm } from "./dom.js";
import { drop, sheet } from "./paper.js";
import { presence } from "./presence.js";
import { keep, recall, recallAll } from "./storage.js";

const AGAIN = 4000;
const OF_PEOPLE = ["journey", "who"]; // the containers that say whether somebody is here
const CODE = /^#([a-z]{3,8})(?:-|%20)*([0-9]{2})\b/i;

/**
 * @typedef {object} Page what a container's own script is given
 * @property {any} model
 * @property {HTMLElement} root
 * @property {() => Record<string, any>} visit who is visiting, as the kernel knows it
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

/** The secret that makes this browser the same person after a refresh. */
export function token() {
  const known = recall("token");
  if (known) return known;
  return anotherToken();
}

/** From now on this browser answers for another person. */
export function anotherToken() {
  const fresh = newId();
  keep("token", fresh);
  return fresh;
}

let forgotten = "";

/**
 * Whoever was taken out leaves nothing in this browser, and whoever joins here next is somebody else.
 * @param {string} owner the name under which what was theirs is kept
 * @param {boolean} paper whether it was somebody whose sheet was typed in: then this browser's own person stays
 */
function forget(owner, paper) {
  if (owner === forgotten) return;
  forgotten = owner;
  drop(owner);
  if (!paper) anotherToken();
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

/** The join code this page was opened with, or the last one that was typed here. */
export function code() {
  const [, letters, digits] = CODE.exec(location.hash) ?? [];
  return letters ? `${letters.toUpperCase()}-${digits}` : (recall("code") ?? "");
}

/**
 * The code that opened the workshop; one in the address that did not would be tried again after a refresh.
 * @param {string} opened
 */
function keepCode(opened) {
  keep("code", opened);
  if (code() !== opened) history.replaceState(history.state, "", `#${opened}`);
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

      function hello(extra = {}) {
        clearTimeout(timer);
        const says = parts.says?.() ?? person();
        model.send({ type: "hello", code: code(), ...says, ...extra });
        timer = setTimeout(() => hello(extra), AGAIN);
      }

      function person() {
        const paper = name === "journey" ? null : sheet(); // sheets are typed in on the pages of steps
        return { token: paper?.token ?? token(), paper: Boolean(paper), at: recall(`at:${code()}`) ?? 0 };
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
          if (value && !value.refused) model.send({ type: "answer", question: key.slice(prefix.length), ...value });
      }

      /** @param {any} message */
      function hear(message) {
        if (message.type === "welcome") {
          clearTimeout(timer);
          began = message.now - performance.now(); // counted on from there: clocks are set right while people work
          const visit = model.get("visit");
          present?.say();
          if (visit.code) keepCode(visit.code);
          sendUnsent();
        } else if (message.type === "saved" && message.message) {
          const key = `answer:${model.get("visit").owner}:${message.message}`;
          if (recall(key)?.id === message.id) keep(key, undefined);
        }
        parts.hear?.(message);
      }

      const clock = () => began + performance.now();
      const parts = kind({ model, root, hello, hold, sendUnsent, clock, visit: () => model.get("visit") });
      const draw = () => {
        const { removed, owner, paper, language } = model.get("visit");
        if (language) speak(root, language);
        if (removed) forget(owner, paper);
        parts.draw();
      };
      const again = () => hello({ again: true });
      root.append(...parts.nodes);
      el.append(root);
      model.on("msg:custom", hear);
      model.on("change", draw);
      addEventListener("netlearn:connected", again);
      draw();
      hello();

      return () => {
        clearTimeout(timer);
        model.off("msg:custom", hear);
        model.off("change", draw);
        removeEventListener("netlearn:connected", again);
        present?.stop();
        parts.stop?.();
        for (const { leave } of held.values()) leave.abort();
      };
    },
  };
}

/**
 * A form that asks for the join code, and for whatever else it is given.
 * @param {Page} page
 * @param {{ lead: Node[], more?: Node[], action: string, submit: (code: string) => void }} form
 * @returns {{ element: HTMLFormElement, draw: () => void }}
 */
export function codeForm(page, { lead, more = [], action, submit }) {
  const input = h("input", {
    type: "text", class: "nl-input nl-code", name: "code", autocomplete: "off", autocapitalize: "characters",
    spellcheck: "false", placeholder: "ABCD-23",
  });
  const label = h("label", { class: "nl-label" }, "Join code", input);
  const problem = h("p", { class: "nl-error", role: "alert" });
  const element = plainForm(
    { class: "nl-card" },
    () => {
      // What is typed counts from now on, for every part of the page, and not the code in the address.
      if (CODE.test(location.hash)) history.replaceState(history.state, "", location.pathname + location.search);
      submit(input.value.trim().toUpperCase());
    },
    ...lead,
    label,
    ...more,
    problem,
    h("button", { class: "nl-button", type: "submit" }, action),
  );
  return {
    element,
    draw() {
      const visit = page.visit();
      label.hidden = Boolean(visit.code);
      if (!input.value) input.value = code();
      problem.textContent = visit.problem ?? "";
    },
  };
}
