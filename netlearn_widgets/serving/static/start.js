// The start page: takes the code from the address and hands it on in the fragment, which is never sent to a server.

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("join"));
const field = /** @type {HTMLInputElement | null} */ (document.getElementById("code"));

/** Every link of the page leads on with the code that stands in the field. */
function carry() {
  const code = field?.value.trim() ?? "";
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-with-code]"))) {
    link.hash = code;
  }
}

/** The code in the address fills the field. */
function fill() {
  if (field && location.hash.length > 1) field.value = decodeURIComponent(location.hash.slice(1));
  carry();
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const there = new URL(form.action);
  there.hash = field?.value.trim() ?? "";
  location.assign(there);
});
field?.addEventListener("input", carry);
addEventListener("hashchange", fill);
addEventListener("pageshow", fill);
fill();
