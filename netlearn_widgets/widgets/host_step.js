// One step as its host steers it: take the group there, open or close it, show results, and the notes.
import { elementId, h, say } from "./dom.js";
import { early } from "./early.js";
import { spent } from "./host_agenda.js";
import { following } from "./list.js";
import { keep, recall } from "./storage.js";
import { minutesLeft } from "./times.js";

const STATES = [
  { key: "open", label: "Open", words: "People can answer." },
  { key: "paused", label: "Paused", words: "No answers for a moment. What people type waits on their phones." },
  { key: "closed", label: "Closed", words: "No more answers." },
];

/**
 * @param {import("./container.js").Page} page
 * @param {{ viewed: () => string, act: import("./host_acts.js").Do }} how
 */
export function stepView(page, { viewed, act }) {
  const number = h("p", { class: "nl-soft" });
  const title = h("h2", { tabindex: -1 });
  const call = h("button", { type: "button", class: "nl-button", onclick: move });
  const states = STATES.map(({ key, label }) =>
    h("button", { type: "button", class: "nl-button nl-quiet nl-small", onclick: () => set(key) }, label),
  );
  const said = h("p", { class: "nl-soft", role: "status" });
  const questions = h("ul", { class: "nl-host-questions" });
  const none = h("p", { class: "nl-soft" }, "This step asks nothing.");
  const follow = following(questions, (question) => questionEntry(page, question, act));
  const notes = notesView(page, { viewed, act });

  const step = () => page.model.get("agenda").find((/** @type {any} */ one) => one.key === viewed());
  const here = () => page.model.get("led").step === viewed();

  function move() {
    act({ kind: "step", step: viewed() });
  }

  /** @param {string} state */
  function set(state) {
    if (page.model.get("led").states[viewed()] !== state) act({ kind: "state", step: viewed(), state });
  }

  return {
    node: h(
      "section",
      { class: "nl-card nl-host-step", "aria-label": "One step" },
      h("div", { class: "nl-row nl-apart" }, h("div", {}, number, title), call),
      h("div", { class: "nl-row", role: "group", "aria-label": "Answers to this step" }, ...states, said),
      questions,
      none,
      ...notes.nodes,
    ),
    focus: () => title.focus({ preventScroll: true }),
    draw() {
      const now = step();
      if (!now) return;
      const led = page.model.get("led");
      const at = count(page.model.get("people").at, now.key);
      const index = page.model.get("agenda").indexOf(now);
      const time = spent(page, now.key) ? minutesLeft(now.minutes, spent(page, now.key)) : `${now.minutes} min`;
      say(number, `Step ${index + 1} · ${time} · ${at} here`);
      say(title, now.title);
      say(call, here() ? "Call everyone here" : "Move everyone here");
      call.classList.toggle("nl-quiet", here());
      STATES.forEach(({ key, words }, place) => {
        const on = led.states[now.key] === key;
        states[place].setAttribute("aria-pressed", String(on));
        if (on) say(said, led.closed ? "This round has ended." : words);
        states[place].disabled = led.closed;
      });
      follow(now.questions.map((/** @type {any} */ question) => ({ ...question, id: question.key })));
      none.hidden = now.questions.length > 0;
      notes.draw(now);
    },
  };
}

/**
 * How many there are under a key; an author's key may be the name of something every object has.
 * @param {Record<string, number>} counts
 * @param {string} key
 */
function count(counts, key) {
  return Object.hasOwn(counts, key) ? counts[key] : 0;
}

/**
 * @param {import("./container.js").Page} page
 * @param {any} question
 * @param {import("./host_acts.js").Do} act
 */
function questionEntry(page, { key, prompt }, act) {
  const counts = h("p", { class: "nl-soft" });
  const waits = h("p", { class: "nl-soft" });
  const name = elementId("prompt");
  const results = h("button", {
    type: "button", class: "nl-button nl-quiet nl-small", "aria-describedby": name,
    onclick: () => asked.ask(shows() ? "" : missing()),
  });
  const asked = early(results, () => act({ kind: "reveal", question: key, shown: !shows() }));
  const shows = () => page.model.get("led").shown[key];
  /** What a host should know before: who is late is in the picture only with others. */
  const missing = () => page.model.get("people").early[key] ?? "";
  return {
    node: h("li", {}, h("div", {}, h("p", { id: name, class: "nl-host-prompt" }, prompt), counts, waits, asked.node), results),
    draw() {
      const { answered, seen, waiting, typing, joined } = page.model.get("people");
      const shown = shows();
      asked.draw(shown ? "" : missing());
      const writing = count(typing, key);
      const now = [`${count(answered, key)} of ${joined} answered`, writing && `${writing} typing now`, shown && (count(seen, key) ? "results are shown" : "nothing can be seen yet")];
      say(counts, now.filter(Boolean).join(" · "));
      say(waits, Object.hasOwn(waiting, key) ? waiting[key] : "");
      waits.hidden = !waits.textContent;
      say(results, shown ? "Hide results" : "Show results");
      results.classList.toggle("nl-on", shown);
    },
  };
}

/**
 * The guide's notes for this step, and the facilitator's own; what is not kept yet stays in this browser.
 * @param {import("./container.js").Page} page
 * @param {{ viewed: () => string, act: import("./host_acts.js").Do }} how
 */
function notesView(page, { viewed, act }) {
  const guiding = h("p", { class: "nl-soft" });
  const id = elementId("note");
  const own = h("textarea", { id, class: "nl-input", rows: 3, dir: "auto", oninput: () => keep(draft(drawn), own.value), onchange: send });
  const kept = h("p", { class: "nl-soft", role: "status" });
  let drawn = "";

  /** @param {string} step */
  const draft = (step) => `host-note:${page.visit().code}:${step}`;

  function send() {
    const [step, text] = [drawn, own.value];
    act({ kind: "note", step, text }, () => {
      if (recall(draft(step)) === text) keep(draft(step), undefined);
      say(kept, "✓ Your note is kept.");
    });
  }

  return {
    nodes: [
      h("div", { class: "nl-items" }, h("h3", {}, "Notes"), guiding),
      h("div", { class: "nl-label" }, h("label", { for: id }, "Your own notes, for hosts only"), own, kept),
    ],
    /** @param {any} step */
    draw(step) {
      if (step.key !== drawn) say(kept, "");
      const another = step.key !== drawn;
      drawn = step.key;
      say(guiding, step.note);
      if (another || own !== document.activeElement)
        own.value = recall(draft(step.key)) ?? page.model.get("led").notes[viewed()] ?? "";
    },
  };
}
