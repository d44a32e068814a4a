// Dragging the items of a list by mouse, pen or finger. What follows from it is the caller's.

/**
 * @typedef {object} Drag
 * @property {(index: number) => void} start an item is taken up
 * @property {(from: number, to: number) => void} move it has come to another place; the caller puts the others around it
 * @property {(kept: boolean) => void} end it is let go, or the drag was broken off
 */

/**
 * Let the items of a list be dragged: by their handles with a finger, so that the page still scrolls, and by all of
 * them but their buttons with a mouse.
 * @param {HTMLElement} list
 * @param {Drag} drag
 */
export function draggable(list, { start, move, end }) {
  /** @type {{ item: HTMLElement, pointer: number, grip: number } | null} */
  let held = null;

  list.addEventListener("pointerdown", (event) => {
    const item = taken(list, event);
    if (!item || held) return;
    event.preventDefault();
    held = { item, pointer: event.pointerId, grip: event.clientY - item.getBoundingClientRect().top };
    list.setPointerCapture(event.pointerId);
    item.classList.add("nl-dragged");
    start([...list.children].indexOf(item));
  });

  list.addEventListener("pointermove", (event) => {
    if (held?.pointer !== event.pointerId) return;
    const { item, grip } = held;
    const from = [...list.children].indexOf(item);
    const to = target(list, item, event.clientY);
    if (from !== to) {
      move(from, to);
      item.scrollIntoView({ block: "nearest" });
    }
    item.style.setProperty("--drag", "0px");
    item.style.setProperty("--drag", `${event.clientY - grip - item.getBoundingClientRect().top}px`);
  });

  /**
   * @param {PointerEvent} event
   * @param {boolean} kept
   */
  function letGo(event, kept) {
    if (held?.pointer !== event.pointerId) return;
    held.item.classList.remove("nl-dragged");
    held.item.style.removeProperty("--drag");
    held = null;
    end(kept);
  }
  list.addEventListener("pointerup", (event) => letGo(event, true));
  list.addEventListener("pointercancel", (event) => letGo(event, false));
}

/**
 * The item a press takes up, or null.
 * @param {HTMLElement} list
 * @param {PointerEvent} event
 * @returns {HTMLElement | null}
 */
function taken(list, event) {
  const pressed = /** @type {Element} */ (event.target);
  const may = event.pointerType === "mouse" ? !pressed.closest("button") : pressed.closest(".nl-handle");
  const item = event.button === 0 && may ? pressed.closest("li") : null;
  return item?.parentElement === list ? item : null;
}

/**
 * The place of a dragged item: after all whose middle is above the pointer.
 * @param {HTMLElement} list
 * @param {HTMLElement} item
 * @param {number} y
 */
function target(list, item, y) {
  return [...list.children].filter((other) => {
    const box = other.getBoundingClientRect();
    return other !== item && box.top + box.height / 2 < y;
  }).length;
}
