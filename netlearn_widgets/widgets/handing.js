// Going on to another person on this device: once all of this one's is saved, or knowingly before.
import { say } from "./dom.js";
import { unkept } from "./storage.js";
import { dropHalf, itemsOf } from "./unsent.js";

const LOOK_AGAIN = 150;
const LATE = 2500;
/** What is said until the kernel has heard who is next. */
export const WAITS = "One moment… Without a connection, the next person can begin once it is back.";

/**
 * @param {import("./container.js").Page} page
 * @param {Element} words where it is said what is waited for
 * @param {string} where "here", "on this sheet"
 */
export function handing(page, words, where) {
  let timer = 0;
  let began = 0;
  let warned = ""; // what was said to be left

  /** What of whoever is here is not saved. */
  function left() {
    const items = itemsOf(page.visit().owner);
    const half = items.filter(({ moving }) => !moving);
    const acts = items.some(({ answer, moving }) => moving && !answer);
    const later = items.some(({ answer, moving }) => moving && answer);
    return { moving: acts || later, later, acts, half: half.length > 0, mark: items.length ? JSON.stringify([later, acts, half]) : "" };
  }

  /** @param {ReturnType<typeof left>} found */
  function warning({ moving, later, acts, half }) {
    if (!moving) return `Something ${where} is not added or not saved. Finish it, or press again to go on without it.`;
    // What reaches into the group's moment is not done later behind its back, when somebody else is here.
    const kept = acts ? " A wording, dots or cards that are on their way to the group stay on this device, to be copied." : "";
    const sent = later ? " Answers are sent later, for whoever wrote them." : "";
    const given = half ? " What is not added is then given up." : "";
    const open = unkept() ? " Keep this page open until then: this browser keeps nothing for later." : "";
    return `Not everything ${where} is saved yet. Wait, and it goes on by itself. Or press again to go on now.${sent}${kept}${given}${open}`;
  }

  /** @param {(later: boolean) => void} go */
  function look(go) {
    const found = left();
    const { moving, mark } = found;
    if (!mark) return finish(go, false);
    if (moving && Date.now() - began < LATE) say(words, "Waiting until everything is saved…");
    else {
      warned = mark;
      say(words, warning(found));
    }
    if (moving) timer = setTimeout(() => look(go), LOOK_AGAIN);
  }

  /** @param {(later: boolean) => void} go @param {boolean} later */
  function finish(go, later) {
    dropHalf(page.visit().owner);
    warned = "";
    go(later);
  }

  /** Whoever writes on stays. */
  function cancel() {
    if (timer) say(words, "");
    clearTimeout(timer);
    timer = 0;
  }
  document.addEventListener("input", cancel);

  return {
    /**
     * Go on once everything is saved; what is not is said first.
     * @param {(later: boolean) => void} go told whether something is sent later
     */
    leave(go) {
      clearTimeout(timer);
      if (page.changing()) return say(words, WAITS);
      const { later, mark } = left();
      if (mark && mark === warned) return finish(go, later);
      began = Date.now();
      look(go);
    },
    stop() {
      clearTimeout(timer);
      document.removeEventListener("input", cancel);
    },
  };
}
