// What all containers share: they say who is visiting, send on what is unsent, and hold other widgets.
import { readCode } from "../scripts/code.js";
import { h, newId, say } from "./dom.js";
import { drop, sheet } from "./paper.js";
import { cleanPastes } from "./pasting.js";
import { presence } from "./presence.js";
import { sender } from "./sending.js";
import { keep, recall } from "./storage.js";
import { codeOfTab, enter, onAddress } from "./tab.js";
import { itemsOf, known, remember, takenOut } from "./unsent.js";
import { unsentView } from "./unsent_view.js";

const AGAIN = 4000;
const SEND_AGAIN = 8000; // what a question on the page does not send by itself
const OF_PEOPLE = ["journey", "who"]; // the containers that say whether somebody is here, and what waits on this device
const JOINS_FIRST = ["journey", "screen"]; // where an answer makes nobody a participant
const SILENT = ["place"]; // those beside which another container says what holds for the whole page

/**
 * @typedef {object} Page what a container's own script is given
 * @property {any} model
 * @property {HTMLElement} root
 * @property {() => Record<string, any>} visit who is visiting, as the kernel knows it
 * @property {() => boolean} changing whether the kernel has not heard yet who is here from now on
 * @property {() => boolean} asking whether the kernel has not answered yet to what was said last of who is here
 * @property {(on: boolean) => void} pause whether nobody can answer for a moment: the device is given to somebody else
 * @property {() => string} code the join code of the workshop, or ""
 * @property {(extra?: Record<string, any>) => string} hello say who is visiting, again, and return the id of the answer to come
 * @property {(place: HTMLElement) => void} hold show the widgets this container holds in this place
 * @property {() => void} sendUnsent send answers kept in the browser for questions that are not on the page
 * @property {(wish: boolean) => void} leaves whoever is here wishes that nothing of theirs is kept, or could not leave
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
  return recall(`token:${workshop}`) ?? own("token");
}

/** A number this browser draws for itself, once. @param {string} name */
function own(name) {
  const known = recall(name);
  if (known) return known;
  const fresh = newId();
  keep(name, fresh);
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
 * Whoever joins here after somebody was taken out is somebody else. Who left of their own will leaves nothing in this
 * browser; others are shown what was not sent.
 * @param {Record<string, any>} visit
 * @param {string} workshop
 * @param {boolean} wished
 */
function forget({ owner, paper, title = "", round = 0 }, workshop, wished) {
  if (owner === forgotten) return;
  forgotten = owner;
  if (wished || !itemsOf(owner).length) drop(owner);
  else remember(owner, { code: workshop, title, paper, round, name: "", ...known(owner), token: "", out: true });
  if (paper) return;
  takenOut(token(workshop), workshop);
  anotherToken(workshop);
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
      const ofPeople = OF_PEOPLE.includes(name);
      /** @type {Map<string, { element: HTMLElement, leave: AbortController }>} */
      const held = new Map();
      const present = ofPeople ? presence((said) => model.send({ type: "here", ...said })) : null;
      const sending = sender(model, { code: () => code(), joinsFirst: JOINS_FIRST.includes(name), forAll: ofPeople });
      const unsent = ofPeople ? unsentView(here, sending.send) : null;
      const wrong = h("p", { class: "nl-error", role: "alert" });
      const goneTitle = h("h1", {});
      const goneWhy = h("p", {});
      const gone = h("div", { class: "nl-card nl-gone", role: "status", hidden: true }, goneTitle, goneWhy);
      let wished = false;
      let timer = 0;
      let following = 0;
      let began = Date.now() - performance.now(); // the server's time when this page was opened, as far as is known
      /** @type {Record<string, any>} what was said last */
      let said = {};
      let welcomed = ""; // which hello was answered last
      let heard = ""; // the token in the last one that was answered
      const code = () => codeOfTab() || readCode(model.get("visit").code ?? "");

      function hello(extra = {}) {
        said = { id: newId(), code: code(), ...(parts.says?.() ?? person()), ...extra };
        say(wrong, "");
        tell();
        rest();
        return said.id;
      }

      const changing = () => heard !== "" && said.token !== heard;
      const asking = () => heard !== "" && !changing() && said.id !== welcomed;
      let paused = false;

      /** @param {boolean} on */
      function pause(on) {
        paused = on;
        for (const part of root.querySelectorAll(".nl-present")) /** @type {HTMLElement} */ (part).inert = on;
        rest();
      }

      /** Until the kernel has heard who is here, nobody answers: it would be as whoever was here before. */
      function rest() {
        if (!ofPeople) return;
        const page = root.closest(".jp-Notebook") ?? document;
        for (const part of page.querySelectorAll(".nl-held")) /** @type {HTMLElement} */ (part).inert = paused || changing();
      }

      /** Another tab of this browser may have handed it on to somebody else. */
      function follow() {
        clearTimeout(following);
        following = setTimeout(() => heard && !parts.says && person().token !== said.token && hello());
      }

      function tell() {
        clearTimeout(timer);
        model.send({ type: "hello", ...said });
        timer = setTimeout(tell, AGAIN);
      }

      /** Who is here and in which workshop, for what waits on this device; null before anything is known. */
      function here() {
        const { state, owner = "", round, unknown } = model.get("visit");
        if (state === "new") return null;
        if (owner && itemsOf(owner).length) keepWho(); // another tab may have forgotten who had nothing that waited
        return { code: owner ? code() : said.code, owner, token: said.token, round, gone: state === "gone" || Boolean(unknown) };
      }

      /** Keep what it takes to send something later for who is here, when somebody else is. */
      function keepWho() {
        const { owner, title, paper, round, name: called = "", removed } = model.get("visit");
        if (!unsent || !owner || removed || !said.token || said.id !== welcomed || model.get("visit").state === "gone") return;
        remember(owner, { code: code(), title, token: said.token, paper: Boolean(paper), round, name: called });
      }

      function person() {
        const paper = name === "journey" ? null : sheet(code()); // sheets are typed in on the pages of steps
        return { token: paper?.token ?? token(code()), paper: Boolean(paper), at: recall(`at:${code()}`) ?? 0, device: own("device") };
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
        if (left.length) sending.send(); // the page may go on while somebody types
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

      /** @param {any} message */
      function hear(message) {
        if (message.type === "welcome") {
          if (message.id === said.id) {
            clearTimeout(timer);
            heard = said.token ?? "";
            rest();
          }
          welcomed = message.id;
          began = message.now - performance.now(); // counted on from there: clocks are set right while people work
          if (!entered()) return;
          present?.say();
          keepWho();
          sending.send();
        } else if (message.type === "refused" && message.id === said.id) {
          clearTimeout(timer); // what is too much to be sent is not sent again
          say(wrong, message.message);
        } else sending.hear(message);
        unsent?.draw();
        parts.hear?.(message);
      }

      /** The workshop was deleted: say so, and stop trying. */
      function end() {
        const { title, problem } = model.get("visit");
        clearTimeout(timer);
        clearInterval(sendAgain);
        present?.stop();
        for (const node of parts.nodes) /** @type {HTMLElement} */ (node).hidden = true;
        for (const { leave, element } of held.values()) {
          leave.abort();
          element.remove();
        }
        held.clear();
        gone.hidden = SILENT.includes(name);
        say(goneTitle, title);
        say(goneWhy, problem);
      }

      /** @param {boolean} wish */
      function leaves(wish) {
        wished = wish;
      }

      const clock = () => began + performance.now();
      const parts = kind({ model, root, hello, hold, leaves, sendUnsent: sending.send, clock, changing, asking, pause, code, visit: () => model.get("visit") });
      const draw = () => {
        const { removed, language, state } = model.get("visit");
        if (language) speak(root, language);
        if (removed) forget(model.get("visit"), code(), wished);
        keepWho();
        if (state === "gone") end();
        else parts.draw();
        unsent?.draw();
      };
      const again = () => {
        if (said.id === welcomed) return hello({ again: true });
        said.again = true; // what was said last is not answered yet
        tell();
      };
      const sendAgain = setInterval(sending.send, SEND_AGAIN);
      root.append(wrong, gone, ...(unsent ? [unsent.element] : []), ...parts.nodes);
      cleanPastes(root);
      el.append(root);
      model.on("msg:custom", hear);
      model.on("change", draw);
      addEventListener("netlearn:connected", again);
      if (ofPeople) addEventListener("storage", follow);
      const away = onAddress(() => hello());
      draw();
      hello();

      return () => {
        clearTimeout(timer);
        model.off("msg:custom", hear);
        model.off("change", draw);
        removeEventListener("netlearn:connected", again);
        removeEventListener("storage", follow);
        clearTimeout(following);
        away();
        present?.stop();
        clearInterval(sendAgain);
        unsent?.stop();
        parts.stop?.();
        for (const { leave } of held.values()) leave.abort();
      };
    },
  };
}
