// The start page: takes the code from the address and hands it on in the fragment, which is never sent to a server.
import { readCode } from "../../scripts/code.js";
import { codeInAddress } from "./address.js";
import { leadOn } from "./links.js";
import { skipLink } from "./skip.js";

const NO_CODE = "This is no join code. It has four letters and two digits, as on the shared screen. You can paste the whole link too.";

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("join"));
const field = /** @type {HTMLInputElement | null} */ (document.getElementById("code"));
const problem = document.getElementById("code-problem");

const code = () => (field ? readCode(field.value) : codeInAddress());

/** Every link of the page leads on with the code that stands in the field. */
const carry = () => leadOn(code());

/** The code in the address fills the field. */
function fill() {
  const given = codeInAddress();
  if (field && given) field.value = given;
  carry();
}

/** @param {string} words */
function complain(words) {
  if (problem) problem.textContent = words;
  field?.setAttribute("aria-invalid", String(Boolean(words)));
  if (words) field?.focus();
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const wrong = field?.value.trim() && !code();
  complain(wrong ? NO_CODE : "");
  if (wrong) return;
  const there = new URL(form.action);
  const given = code();
  there.hash = encodeURIComponent(given.includes("-") ? given : (field?.value.trim() ?? "")); // a wrong one stays as it is
  location.assign(there);
});
field?.addEventListener("input", carry);
addEventListener("hashchange", fill);
addEventListener("pageshow", fill);
skipLink();
fill();
