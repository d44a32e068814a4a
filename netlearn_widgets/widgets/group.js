// Where the group is: for somebody who is elsewhere, who comes late, or who was writing when the host went on.
import { h, say } from "./dom.js";

const RECENT = 30_000; // whoever wrote so short ago may not have finished
const TYPED = "textarea, input[type='text']";
const NOT_OPEN = /** @type {Record<string, string>} */ ({
  paused: "The host has paused this step. What you answer now is kept on this device, and sent when the step goes on.",
  closed: "This step is closed: it takes no more answers.",
});

/**
 * @param {import("./container.js").Page} page
 * @param {(step: number) => void} go
 */
export function groupView(page, go) {
  const words = h("span", { role: "status" });
  const bar = h("div", { class: "nl-row nl-apart nl-away", hidden: true }, words, button("Go there", () => go(group()), ""));
  const kept = h("p", {});
  const writing = h("div", { class: "nl-message", role: "status", hidden: true }, kept, button("Back to it", () => go(wrote.step)));
  const shut = h("p", { class: "nl-note", role: "status" });
  const earlier = h("div", { class: "nl-row" });
  const late = h("div", { class: "nl-items", hidden: true }, h("p", {}, "You can still answer what the group did before:"), earlier);
  let wrote = { step: -1, when: 0 };
  let call = "";
  let states = "";
  let missed = "";

  const steps = () => page.model.get("steps");
  const at = () => page.model.get("step").index;
  const group = () => page.model.get("room").step;

  function drawLate() {
    const left = steps()
      .map((/** @type {any} */ step, /** @type {number} */ index) => ({ ...step, index }))
      .filter((/** @type {any} */ step) => step.index < group() && step.state === "open" && step.questions && !step.answered);
    late.hidden = group() !== at() || !left.length;
    if (JSON.stringify(left) === missed) return;
    missed = JSON.stringify(left);
    earlier.replaceChildren(...left.map((/** @type {any} */ step) => button(`${step.index + 1}. ${step.title}`, () => go(step.index))));
  }

  /** A step that is open again takes what waits on this device. */
  function sendReopened() {
    const now = steps().map((/** @type {any} */ step) => step.state).join();
    if (states && now !== states) page.sendUnsent();
    states = now;
  }

  return {
    bar,
    above: [writing, shut],
    late,
    /** Remember where somebody wrote last. @param {Event} event */
    wrote(event) {
      if (/** @type {HTMLElement} */ (event.target).matches(TYPED)) wrote = { step: at(), when: Date.now() };
    },
    /** Whether the host has called the group since this was last asked; whoever was writing is told that it is kept. */
    called() {
      const now = page.model.get("room").call;
      if (now === call) return false;
      call = now;
      writing.hidden = wrote.step < 0 || wrote.step === at() || Date.now() - wrote.when > RECENT;
      say(kept, writing.hidden ? "" : `The host went on. What you wrote in “${steps()[wrote.step]?.title}” is kept.`);
      return true;
    },
    draw() {
      const away = group() >= 0 && group() !== at();
      bar.hidden = !away;
      say(words, away ? `The group is at step ${group() + 1}: ${steps()[group()].title}.` : "");
      if (wrote.step === at()) writing.hidden = true;
      say(shut, NOT_OPEN[steps()[at()].state] ?? "");
      shut.hidden = !shut.textContent;
      drawLate();
      sendReopened();
    },
  };
}

/**
 * @param {string} words
 * @param {() => void} act
 * @param {string} [look]
 */
function button(words, act, look = "nl-quiet") {
  return h("button", { type: "button", class: `nl-button ${look} nl-small`, onclick: act }, words);
}
