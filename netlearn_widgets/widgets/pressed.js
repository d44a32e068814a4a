// Whether a finger or a mouse button is down: what moved on the page now would take the tap from under it.
const EVENTS = ["pointerdown", "pointerup", "pointercancel"];

export function pressed() {
  let down = false;
  /** What is done once it is up. @type {(() => void)[]} */
  const later = [];
  /** @param {Event} event */
  const hear = ({ type }) => {
    down = type === EVENTS[0];
    if (!down) later.splice(0).forEach((act) => act());
  };
  for (const type of EVENTS) addEventListener(type, hear, true);

  return {
    /** Do this once nothing is pressed: at once, or as the finger goes up, before the click. @param {() => void} act */
    over: (act) => (down ? later.push(act) : act()),
    stop() {
      for (const type of EVENTS) removeEventListener(type, hear, true);
    },
  };
}
