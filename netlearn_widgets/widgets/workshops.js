// The administrator's page: every workshop, and a form to make a new one.
import { adminKey, keyInAddress } from "./admin_key.js";
import { arrange, h, newId, say } from "./dom.js";
import { cleanPastes } from "./pasting.js";
import { workshopCard } from "./workshops_card.js";
import { workshopForm } from "./workshops_form.js";

const AGAIN = 4000;
const LOST = "The connection was lost. Look at the list whether it was done; if not, try again.";

/** @typedef {(type: string, content?: Record<string, any>) => Promise<any>} Ask resolves with `done`, `refused` or `failed` */

export default {
  /** @param {{ model: any, el: HTMLElement }} view */
  render({ model, el }) {
    /** @type {Map<string, (message: any) => void>} */
    const waiting = new Map();
    /** @type {Map<string, ReturnType<typeof workshopCard>>} */
    const cards = new Map();
    let timer = 0;

    /** @type {Ask} */
    function ask(type, content = {}) {
      const id = newId();
      model.send({ type, id, key: adminKey(), ...content });
      return new Promise((resolve) => waiting.set(id, resolve));
    }

    const title = h("h1", { tabindex: -1 }, "Workshops");
    const problem = h("p", { class: "nl-error", role: "alert" });
    const kept = h("p", { hidden: true }, "What you typed on this page is kept: put a new link into the address line of this tab, and it is there again.");
    const locked = h(
      "div",
      { class: "nl-card" },
      h("p", {}, "This page makes workshops and looks after them. It opens with the administrator’s link."),
      h("p", {}, "The link stands in the window where the server was started, after the word “Workshops”. It is good for 30 days; `netlearn admin` prints a new one."),
      problem,
      kept,
    );
    const form = workshopForm({ ask, made });
    const summary = h("summary", {}, "Make a new workshop");
    const making = h("details", { class: "nl-card nl-making" }, summary, form.node);
    const none = h("p", { class: "nl-soft" }, "There is no workshop yet. Make the first one above.");
    const list = h("div", { class: "nl-items" });
    const there = h("section", { class: "nl-items", "aria-label": "Your workshops", hidden: true }, none, list);
    const said = h("p", { class: "nl-said", role: "status" });
    const root = h("div", { class: "netlearn nl-workshops" }, title, said, locked, making, there);
    cleanPastes(root);

    /** @param {any} wayIn */
    function made(wayIn) {
      making.open = false;
      say(said, `“${wayIn.title}” is ready.`);
      draw();
      cards.get(wayIn.workshop)?.show(wayIn);
    }

    /** @param {any} workshop */
    function cardOf(workshop) {
      const known = cards.get(workshop.id);
      if (known) return known;
      const card = workshopCard({ ask, id: workshop.id, gone });
      cards.set(workshop.id, card);
      return card;
    }

    /** @param {string} words */
    function gone(words) {
      say(said, words);
      title.focus();
    }

    /** Put away what only an administrator sees; what was typed stays in the form. */
    function lock() {
      cards.clear();
      list.replaceChildren();
      say(said, "");
      kept.hidden = false;
      title.focus();
    }

    let first = true;
    function draw() {
      const visit = model.get("visit");
      const workshops = /** @type {any[]} */ ([...model.get("workshops")].reverse());
      const here = visit.state === "here";
      const ended = !here && !there.hidden;
      locked.hidden = visit.state !== "locked";
      making.hidden = there.hidden = !here;
      say(problem, visit.problem ?? "");
      if (ended) lock();
      if (!here) return;
      form.offer(model.get("choices"));
      if (first) making.open = workshops.length === 0;
      first = false;
      none.hidden = workshops.length > 0;
      const ids = workshops.map((workshop) => workshop.id);
      for (const id of cards.keys()) if (!ids.includes(id)) cards.delete(id);
      const shown = workshops.map((workshop) => {
        const card = cardOf(workshop);
        card.draw(workshop);
        return card.node;
      });
      arrange(list, shown);
    }

    function hello() {
      clearTimeout(timer);
      timer = setTimeout(hello, AGAIN);
      ask("hello").then((answer) => {
        clearTimeout(timer);
        if (answer.type === "failed") say(said, answer.message);
      });
    }

    /** @param {any} message */
    function hear(message) {
      const answer = waiting.get(message.id);
      waiting.delete(message.id);
      const ended = message.type === "refused" && model.get("visit").state === "locked"; // the page says why
      answer?.(ended ? { ...message, message: "" } : message);
    }

    function again() {
      for (const answer of waiting.values()) answer({ type: "failed", message: LOST });
      waiting.clear();
      hello();
    }

    function anew() {
      if (keyInAddress()) hello();
    }

    el.append(root);
    model.on("msg:custom", hear);
    model.on("change", draw);
    addEventListener("netlearn:connected", again);
    addEventListener("hashchange", anew);
    draw();
    hello();
    return () => {
      clearTimeout(timer);
      model.off("msg:custom", hear);
      model.off("change", draw);
      removeEventListener("netlearn:connected", again);
      removeEventListener("hashchange", anew);
    };
  },
};
