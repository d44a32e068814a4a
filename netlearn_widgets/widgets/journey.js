// A participant's page: join, then one step at a time, where the host takes the group, and "my answers" at any time.
import { readCode } from "../scripts/code.js";
import { containerWidget } from "./container.js";
import { h, say } from "./dom.js";
import { groupView } from "./group.js";
import { joinForm, personalCode } from "./joining.js";
import { wholeNote } from "./privacy.js";
import { messageView, timerView } from "./room.js";
import { keep } from "./storage.js";

/** @typedef {import("./container.js").Page} Page */

/** @param {Page} page */
function stepHead(page) {
  const title = h("h1", { tabindex: -1 });
  const why = h("p", {});
  const words = h("div", { class: "nl-words-used" });
  const terms = h("details", { class: "nl-more" }, h("summary", {}, "Words used here"), words);
  const guiding = h("p", { class: "nl-soft" });
  const note = h("details", { class: "nl-more" }, h("summary", {}, "For whoever guides the group"), guiding);
  const source = h("p", { class: "nl-source nl-soft" });
  let shown = -1;
  return {
    title,
    nodes: [h("div", { class: "nl-head" }, title, why, h("div", {}, terms, note))],
    source,
    draw() {
      const step = page.model.get("step");
      if (step.index === undefined || step.index === shown) return;
      shown = step.index;
      title.textContent = step.title;
      why.textContent = step.why;
      terms.hidden = step.terms.length === 0;
      terms.open = note.open = false;
      words.replaceChildren(...grouped(step.terms));
      guiding.textContent = `About ${step.minutes} minutes. ${step.note}`;
      source.textContent = `Source: ${step.source}`;
    },
  };
}

/**
 * Terms with their meanings, under the headings they belong to.
 * @param {{ name: string, meaning: string, group: string }[]} terms
 * @returns {HTMLElement[]}
 */
function grouped(terms) {
  return [...new Set(terms.map((term) => term.group))].flatMap((group) => {
    const those = terms.filter((term) => term.group === group);
    const list = h("dl", { class: "nl-terms" }, those.flatMap((term) => [h("dt", {}, term.name), h("dd", {}, term.meaning)]));
    return group ? [h("h2", {}, group), list] : [list];
  });
}

/**
 * @param {HTMLElement} place
 * @param {any[]} steps
 */
function showMine(place, steps) {
  const sections = steps.map((step) =>
    h(
      "section",
      { class: "nl-card" },
      h("h2", {}, step.title),
      step.answers.map((/** @type {any} */ answer) =>
        h("div", {}, h("h3", {}, answer.prompt), h("ul", {}, answer.words.map((/** @type {string} */ line) => h("li", {}, line)))),
      ),
    ),
  );
  const empty = h("p", { class: "nl-card" }, "You have not answered anything yet. Your answers will stand here.");
  place.replaceChildren(...(sections.length ? sections : [empty]));
}

/**
 * The way out: asked for, then confirmed.
 * @param {Page} page
 */
function wayOut(page) {
  const problem = h("p", { class: "nl-error", role: "alert" });
  const ask = h("button", { type: "button", class: "nl-link", "aria-expanded": "false", onclick: () => open(true) }, "Take all my answers out");
  const keepThem = h("button", { type: "button", class: "nl-button nl-quiet", onclick: () => open(false) }, "No, keep my answers");
  const leave = h("button", { type: "button", class: "nl-button", onclick: go }, "Yes, take everything out");
  const goes = h("p", {});
  const stays = h("p", {});
  const sure = h(
    "div",
    { class: "nl-sure", role: "group", "aria-label": "Take all my answers out", hidden: true },
    goes,
    stays,
    h("div", { class: "nl-row" }, keepThem, leave),
  );

  /** @param {boolean} asked */
  function open(asked) {
    const named = page.visit().names !== "nothing";
    say(goes, `${named ? "Your name and all your" : "All your"} answers, of every round, are deleted from the group’s file. Nobody can bring them back.`);
    say(stays, `${named ? "Where others wrote your name on a map, for a role or in a table, a host is asked to take it out. Their ideas and sentences stay. " : ""}A wording of yours that others took a position on stays, without your name. So that nobody can tell which answers were yours, some of others leave the pictures with them in this round; in a small group a whole picture may.`);
    sure.hidden = !asked;
    ask.setAttribute("aria-expanded", String(asked));
    problem.textContent = "";
    (asked ? keepThem : ask).focus();
  }

  function go() {
    leave.disabled = true;
    problem.textContent = "";
    page.leaves(true);
    page.model.send({ type: "leave" });
  }

  return {
    element: h("div", { class: "nl-card nl-way-out" }, ask, sure, problem),
    /** @param {any} message */
    hear(message) {
      if (!leave.disabled) return;
      leave.disabled = false;
      if (message.type === "failed" || message.type === "refused") {
        problem.textContent = message.message;
        page.leaves(false);
      }
      else if (message.type === "left") sure.hidden = true;
      else leave.disabled = true;
    },
  };
}

export default containerWidget((page) => {
  const { model } = page;
  const gate = joinForm(page);
  const head = stepHead(page);
  const timer = timerView(page);
  const message = messageView(page, { dismiss: true });
  const group = groupView(page, (step) => go(step));
  const notice = h("p", { class: "nl-soft" });
  const items = h("div", { class: "nl-items" });
  const out = wayOut(page);
  const elsewhere = personalCode(page);
  const privacy = wholeNote(page);
  const mineTitle = h("h1", { tabindex: -1 }, "My answers");
  const mineList = h("div", { class: "nl-items" });
  const mine = h("div", { class: "nl-items", hidden: true }, mineTitle, mineList, elsewhere.element, out.element);
  const main = h("div", { class: "nl-items", oninput: group.wrote }, ...group.above, ...head.nodes, notice, group.late, h("h2", { class: "nl-unseen" }, "Questions"), items, head.source);

  const own = h("button", { type: "button", class: "nl-link", onclick: toggleMine }, "My answers");
  const workshop = h("strong", {});
  const where = h("span", { class: "nl-soft" });
  const bar = h("ol", { class: "nl-steps" });
  const header = h("div", { class: "nl-journey-top" }, h("div", { class: "nl-row nl-apart" }, workshop, timer.node, own), h("div", { class: "nl-row" }, bar, where), group.bar, message.node);
  const back = h("button", { type: "button", class: "nl-button nl-quiet", onclick: () => go(at() - 1) }, "Back");
  const next = h("button", { type: "button", class: "nl-button", onclick: () => go(at() + 1) }, "Next");
  const footer = h("div", { class: "nl-journey-bottom", role: "group", "aria-label": "Steps" }, back, next);
  let moving = false;
  let shown = -1; // the step that was drawn last

  const at = () => model.get("step").index ?? 0;

  /**
   * @param {number} step
   * @param {boolean} [remember] whether the browser's Back button should come back here
   */
  function go(step, remember = true) {
    if (step < 0 || step >= model.get("steps").length) return;
    moving = true;
    keep(`at:${page.code()}`, step);
    if (remember) history.pushState({ netlearn: step }, "");
    closeMine();
    model.send({ type: "go", step });
  }

  function toggleMine() {
    if (mine.hidden) model.send({ type: "mine" });
    else history.back();
  }

  function closeMine() {
    mine.hidden = true;
    main.hidden = false;
    own.textContent = "My answers";
  }

  /** @param {any} message */
  function hear(message) {
    for (const part of [gate, out, elsewhere]) part.hear(message);
    if (message.type !== "mine") return;
    showMine(mineList, message.steps);
    if (!history.state?.mine) history.pushState({ netlearn: at(), mine: true }, "");
    mine.hidden = false;
    main.hidden = true;
    own.textContent = "Back to the step";
    mineTitle.focus();
    scrollTo({ top: 0 });
  }

  function drawSteps() {
    const steps = model.get("steps");
    bar.replaceChildren(
      ...steps.map((/** @type {any} */ step, /** @type {number} */ index) => {
        const now = index === at();
        const done = step.answered === step.questions;
        const said = `${step.title}, ${step.answered} of ${step.questions} answered`;
        const button = h("button", { type: "button", "aria-current": now && "step", "aria-label": said, title: step.title });
        button.addEventListener("click", () => go(index));
        return h("li", { class: now ? "nl-now" : done ? "nl-done" : "" }, button);
      }),
    );
    where.textContent = `${at() + 1} of ${steps.length}`;
    back.disabled = at() === 0;
    next.textContent = at() + 1 < steps.length ? `Next: ${steps[at() + 1].title}` : "The end";
    next.disabled = at() + 1 >= steps.length;
  }

  /** Go along when the host calls the group to another step: nobody asked for it on this page. */
  function along() {
    if (!group.called() || shown < 0 || shown === at()) return;
    moving = true;
    closeMine();
    keep(`at:${page.code()}`, at());
    history.pushState({ netlearn: at() }, "");
  }

  /** Follow the browser's Back and Forward. @param {PopStateEvent} event */
  function follow({ state }) {
    if (typeof state?.netlearn !== "number" || page.code() !== readCode(page.visit().code)) return; // it leads to another workshop
    if (state.netlearn !== at()) go(state.netlearn, false);
    else closeMine();
    if (state.mine) model.send({ type: "mine" });
  }
  addEventListener("popstate", follow);

  const shownSteps = { key: "" };

  return {
    nodes: [gate.element, header, main, mine, privacy.element, footer],
    hear,
    stop() {
      removeEventListener("popstate", follow);
      timer.stop();
    },
    draw() {
      const here = page.visit().state === "here";
      moving ||= here && gate.element.contains(document.activeElement); // who has joined goes on at the step's title
      gate.element.hidden = here || page.visit().state === "new";
      for (const part of [header, privacy.element, footer]) part.hidden = !here;
      if (!here) {
        main.hidden = mine.hidden = true;
        gate.draw();
        return;
      }
      if (!model.get("steps").length) return;
      along();
      main.hidden = !mine.hidden;
      privacy.draw();
      timer.draw();
      message.draw();
      group.draw();
      say(notice, page.visit().notice ?? "");
      notice.hidden = model.get("steps").some((/** @type {any} */ step) => step.answered);
      workshop.textContent = page.visit().title;
      const key = JSON.stringify([model.get("steps"), at()]);
      if (key !== shownSteps.key) {
        shownSteps.key = key;
        drawSteps();
      }
      const before = head.title.textContent;
      // Back leads to the step one began with too, though nobody went there.
      if (!before && model.get("step").title) history.replaceState({ netlearn: at() }, "");
      head.draw();
      shown = at();
      page.hold(items);
      if (moving && head.title.textContent !== before) {
        moving = false;
        scrollTo({ top: 0 });
        head.title.focus({ preventScroll: true });
      }
    },
  };
}, "journey");
