// Going on to another person on this device: at once where all of this one's is kept, or knowingly without the rest.
//
// Whoever presses has given the device away: until somebody else is here, or it is said that this one goes on, nobody can
// answer on the page, for it would be in this one's name.
import { h, say } from "./dom.js";
import { keep, recall, unkept } from "./storage.js";
import { dropHalf, itemsOf } from "./unsent.js";

const LOOK_AGAIN = 150;
const LATE = 2500;
/** What is said until the kernel has heard who is next. */
export const WAITS = "One moment… Without a connection, the next person can begin once it is back.";

/** Under which key it is kept that a device was given away and nobody else is here yet. @param {string} code */
const given = (code) => `given:${code}`;

/**
 * Whether the page was loaded anew in between: then whoever is here now is the next person.
 * @param {string} code
 */
export function wasGiven(code) {
  const was = recall(given(code)) === true;
  keep(given(code), undefined);
  return was;
}

/**
 * @param {import("./container.js").Page} page
 * @param {Element} words where it is said what is waited for
 * @param {string} where "here", "on this sheet"
 */
export function handing(page, words, where) {
  let timer = 0;
  let began = 0;
  /** What is done when the device is given away, told whether something is sent later. @type {((later: boolean) => void) | null} */
  let onward = null;
  let asked = ""; // what was said to be left
  /** @type {HTMLElement | null} */
  let pressed = null;
  const stay = h("button", { type: "button", class: "nl-button nl-quiet nl-small", onclick: cancel }, "Finish it first");
  const go = h("button", { type: "button", class: "nl-button nl-quiet nl-small", onclick: finish }, "Go on now");
  const choice = h("div", { class: "nl-row", hidden: true }, stay, go);

  /** What of whoever is here is not saved. */
  function left() {
    const items = itemsOf(page.visit().owner);
    const half = items.filter(({ moving }) => !moving);
    const acts = items.some(({ answer, moving }) => moving && !answer);
    const later = items.some(({ answer, moving }) => moving && answer);
    const name = page.asking();
    const mark = items.length || name ? JSON.stringify([later, acts, name, half]) : "";
    return { later, acts, name, half: half.length > 0, moving: acts || later || name, mark };
  }

  /** @param {ReturnType<typeof left>} found */
  function warning({ moving, later, acts, half, name }) {
    if (!moving) return `Something ${where} is not added or not saved. Finish it first, or go on without it.`;
    // What reaches into the group's moment is not done later behind its back, when somebody else is here.
    const kept = acts ? " A wording, dots or cards that are on their way to the group stay on this device, to be copied." : "";
    const sent = later ? " Answers are sent later, for whoever wrote them." : "";
    const given = half ? " What is not added is then given up." : "";
    const unnamed = name ? " The name in the box is then not used." : "";
    const open = unkept() ? " Keep this page open until then: this browser keeps nothing for later." : "";
    return `Not everything ${where} is saved yet. Wait, and it goes on by itself. Or go on now.${sent}${kept}${given}${unnamed}${open}`;
  }

  function look() {
    clearTimeout(timer);
    const found = left();
    const { moving, acts, half, name, mark } = found;
    const late = Date.now() - began >= LATE;
    const safe = !acts && !half && !name && !unkept();
    if (!mark || (late && safe)) return finish();
    if (moving && !late) say(words, "Waiting until everything is saved…");
    else {
      asked = mark;
      say(words, warning(found));
      choice.hidden = false;
    }
    if (moving) timer = setTimeout(look, LOOK_AGAIN);
  }

  function finish() {
    const { later } = left();
    const next = onward;
    dropHalf(page.visit().owner);
    rest();
    next?.(later);
    page.pause(false);
  }

  /** Whoever is here goes on. */
  function cancel() {
    rest();
    page.pause(false);
    say(words, "");
    pressed?.focus();
  }

  function rest() {
    clearTimeout(timer);
    onward = null;
    asked = "";
    choice.hidden = true;
    keep(given(page.code()), undefined);
  }

  return {
    choice,
    /**
     * Go on once everything is saved; what is not is said first.
     * @param {(later: boolean) => void} then told whether something is sent later
     */
    leave(then) {
      if (page.changing()) return say(words, WAITS);
      onward = then;
      if (asked && asked === left().mark) return finish();
      began = Date.now();
      pressed = /** @type {HTMLElement | null} */ (document.activeElement);
      page.pause(true);
      keep(given(page.code()), true);
      look();
    },
    stop: () => clearTimeout(timer),
  };
}
