// Which workshop this tab is in. Its address says so and nothing else: other tabs of this browser may be in others.
import { readCode } from "../scripts/code.js";
import { keep, recall, unkept } from "./storage.js";

const LONGEST = 40; // characters
const LOST =
  "This browser keeps nothing for later: whatever you typed and is not saved will be gone, and so will who you are in this workshop. " +
  "Go to the other workshop?";

/** A code that was typed here and has opened nothing yet. */
let typed = "";
/** The code of the workshop that is open in this tab. */
let opened = "";
/** @type {Set<() => void>} who asks anew when the address says something new */
const asking = new Set();

/** In a notebook the address is JupyterLab's own, and the kernel knows the workshop. */
const served = () => document.querySelector("main[data-kernel]") !== null;

/** What the address gives as a code, as it is written there; "" where it names a place on the page. */
function addressed() {
  const text = served() ? written(location.hash.slice(1)) : "";
  return text && !document.getElementById(text) ? text : "";
}

/** A fragment as it was written. @param {string} fragment */
function written(fragment) {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment; // a percent sign that stands for nothing
  }
}

/** The code in the address, for a field: a wrong one as it was written. */
export function codeInAddress() {
  const read = readCode(addressed());
  return read.includes("-") || !read ? read : addressed().split(":")[0].slice(0, LONGEST);
}

/** The join code of this tab's workshop, or "". */
export const codeOfTab = () => typed || readCode(addressed()) || (served() ? readCode(opened) : "");

/** From now on this code counts, and not the one in the address. @param {string} given */
export function type(given) {
  typed = given;
}

/**
 * This workshop is open: the address says so from now on, also to whoever copies it.
 * @param {{ code: string, title: string }} workshop
 * @param {string} said the code it was opened with
 */
export function enter(workshop, said) {
  const asked = readCode(addressed());
  if (!typed && asked && asked !== said && asked !== readCode(workshop.code)) return; // the address has just changed
  typed = "";
  opened = workshop.code;
  keep("last", { code: workshop.code, title: workshop.title });
  if (!served()) return;
  write();
  dispatchEvent(new CustomEvent("netlearn:workshop", { detail: opened }));
}

/**
 * The workshop that this browser used last, in whichever tab.
 * @returns {{ code: string, title: string } | null}
 */
export const lastUsed = () => recall("last");

/** What was kept for the whole browser belongs to the workshop that it was kept in. */
function adopt() {
  const before = recall("code");
  if (!before) return;
  if (!recall("last")) keep("last", { code: before, title: before });
  for (const kind of ["paper", "message"]) {
    const kept = recall(kind);
    if (kept) keep(`${kind}:${readCode(before)}`, kept);
    keep(kind, undefined);
  }
  keep("code", undefined);
}

function write() {
  const hash = `#${encodeURIComponent(opened)}`;
  if (location.hash !== hash) history.replaceState(history.state, "", hash);
}

/**
 * Call this when the address says something new about the workshop that is open, or about a code where none is.
 * @param {() => void} anew
 * @returns {() => void} the way to stop
 */
export function onAddress(anew) {
  adopt();
  if (!asking.size) addEventListener("hashchange", turned);
  asking.add(anew);
  return () => {
    asking.delete(anew);
    if (!asking.size) removeEventListener("hashchange", turned);
  };
}

/** Another link was followed or pasted in this tab, or Back pressed: another workshop gets a page of its own. */
function turned() {
  if (!served()) return;
  const asked = readCode(addressed());
  if (opened && asked && asked !== readCode(opened)) {
    if (unkept() && !confirm(LOST)) write();
    else location.reload();
    return;
  }
  if (opened && !asked) return write(); // a place on this page was looked up
  typed = "";
  for (const anew of asking) anew();
  if (opened) write();
}
