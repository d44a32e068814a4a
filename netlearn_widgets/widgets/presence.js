// Saying that this page is open and which question is being typed in; never what is typed.

const AGAIN = 20_000;
const PAUSE = 5000; // without a key pressed, nobody is typing
const TYPED = "textarea, input:not([type]), input[type='text'], input[type='search']";

/**
 * Begin to say so; returns how to say it once more, and how to stop.
 * @param {(said: { open: boolean, typing: string }) => void} send
 */
export function presence(send) {
  let typing = "";
  let still = 0;

  function say(open = true) {
    try {
      send({ open, typing });
    } catch (problem) {
      console.info(problem); // The kernel is gone: whoever looks sees by itself that nothing is said.
    }
  }

  /** @param {string} question */
  function change(question) {
    clearTimeout(still);
    if (question) still = setTimeout(() => change(""), PAUSE);
    if (question === typing) return;
    typing = question;
    say();
  }

  /** @param {Event} event */
  function typed(event) {
    const field = /** @type {HTMLElement} */ (event.target).closest?.(TYPED);
    const question = /** @type {HTMLElement | undefined} */ (field?.closest("[data-question]"))?.dataset.question;
    if (question) change(question);
  }
  const left = () => change("");
  const closed = () => say(false);

  document.addEventListener("input", typed);
  document.addEventListener("focusout", left);
  addEventListener("pagehide", closed);
  const again = setInterval(() => say(), AGAIN);
  return {
    say: () => say(),
    stop() {
      clearTimeout(still);
      clearInterval(again);
      document.removeEventListener("input", typed);
      document.removeEventListener("focusout", left);
      removeEventListener("pagehide", closed);
    },
  };
}
