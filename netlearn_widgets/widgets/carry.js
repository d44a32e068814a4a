// Carrying a card across a board by mouse, pen or finger. What follows from letting it go is the caller's.

const EDGE = 70; // pixels from the edge of the window where the page begins to scroll
const SPEED = 12;

/**
 * @typedef {object} Carry
 * @property {(card: HTMLElement) => void} start a card is taken up
 * @property {(under: Element | null) => void} over what is under it now
 * @property {(under: Element | null) => void} end it is let go over this; null: it was let go elsewhere, or broken off
 */

/**
 * Let the cards of a board be carried: by their handles with a finger, so that the page still scrolls, and by all of
 * them but their buttons with a mouse.
 * @param {HTMLElement} board
 * @param {string} cards a selector
 * @param {Carry} carry
 * @returns {() => void} ends it
 */
export function carried(board, cards, { start, over, end }) {
  /** @type {{ card: HTMLElement, pointer: number, grip: [number, number], at: [number, number], moved: boolean } | null} */
  let held = null;
  let frame = 0;

  board.addEventListener("pointerdown", (event) => {
    const card = pressed(event, cards);
    if (!card || held) return;
    event.preventDefault();
    const box = card.getBoundingClientRect();
    const at = /** @type {[number, number]} */ ([event.clientX, event.clientY]);
    held = { card, pointer: event.pointerId, grip: [at[0] - box.left, at[1] - box.top], at, moved: false };
    board.setPointerCapture(event.pointerId);
  });

  board.addEventListener("pointermove", (event) => {
    if (held?.pointer !== event.pointerId) return;
    const first = !held.moved;
    held.at = [event.clientX, event.clientY];
    held.moved = true;
    if (!first) return;
    held.card.classList.add("nl-carried");
    start(held.card);
    follow();
  });

  /** Keep the card under the pointer, also while the page scrolls. */
  function follow() {
    if (!held) return;
    const { card, grip, at } = held;
    const scroll = at[1] < EDGE ? -SPEED : at[1] > innerHeight - EDGE ? SPEED : 0;
    if (scroll) scroller(board).scrollBy(0, scroll);
    card.style.setProperty("--x", "0px");
    card.style.setProperty("--y", "0px");
    const box = card.getBoundingClientRect();
    card.style.setProperty("--x", `${at[0] - grip[0] - box.left}px`);
    card.style.setProperty("--y", `${at[1] - grip[1] - box.top}px`);
    over(under(at));
    frame = requestAnimationFrame(follow);
  }

  /** @param {[number, number]} at */
  function under(at) {
    const there = document.elementFromPoint(...at);
    return there && board.contains(there) ? there : null;
  }

  /**
   * @param {PointerEvent} event
   * @param {boolean} kept
   */
  function letGo(event, kept) {
    if (held?.pointer !== event.pointerId) return;
    const { card, at, moved } = held;
    cancelAnimationFrame(frame);
    const there = kept ? under(at) : null;
    held = null;
    card.classList.remove("nl-carried");
    card.style.removeProperty("--x");
    card.style.removeProperty("--y");
    if (moved) end(there);
  }
  board.addEventListener("pointerup", (event) => letGo(event, true));
  board.addEventListener("pointercancel", (event) => letGo(event, false));
  return () => cancelAnimationFrame(frame);
}

/**
 * The card a press takes up, or null.
 * @param {PointerEvent} event
 * @param {string} cards
 * @returns {HTMLElement | null}
 */
function pressed(event, cards) {
  const element = /** @type {Element} */ (event.target);
  const may = event.pointerType === "mouse" ? !element.closest("button, input, textarea, summary") : element.closest(".nl-handle");
  return event.button === 0 && may ? element.closest(cards) : null;
}

/**
 * What scrolls the board: an element around it, or the page.
 * @param {HTMLElement} board
 * @returns {Element}
 */
function scroller(board) {
  for (let one = board.parentElement; one; one = one.parentElement)
    if (one.scrollHeight > one.clientHeight && /auto|scroll/.test(getComputedStyle(one).overflowY)) return one;
  return document.scrollingElement ?? document.documentElement;
}
