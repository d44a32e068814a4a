// The skip link moves the focus, and leaves the address to the join code.

/** Follow the skip link; without this script it is an ordinary link to the content. */
export function skipLink() {
  document.querySelector(".nl-skip")?.addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("main")?.focus();
  });
}
