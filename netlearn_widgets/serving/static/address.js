// What the address says where no widget reads it.
import { readCode } from "../../scripts/code.js";

/** The join code in the address, however it is written; "" where it names a place on the page, or nothing. */
export function codeInAddress() {
  const text = location.hash.slice(1);
  return text && !document.getElementById(text) ? readCode(text) : "";
}
