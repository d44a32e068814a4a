// The page: connects its widgets to its kernel, says when the connection is gone, and comes back by itself.
import { Connection } from "./connection.js";
import { Widgets } from "./widgets-host.js";
import { backoff } from "./message.js";

const LOST = "No connection. What you type is safe on this phone and is sent when it is back.";
const BACK = "Connected again.";
const QUIET = 1000; // a shorter loss is not worth a word
const SHOWN = 3000;
const PAGE_PATIENCE = 60_000;

const base = document.body.dataset.base ?? "/";
const banner = /** @type {HTMLElement} */ (document.getElementById("nl-connection"));

/** @type {Connection | null} */
let connection = null;
/** @type {Widgets | null} */
let widgets = null;
let bannerTimer = 0;
let tries = 0;

function main() {
  return /** @type {HTMLElement} */ (document.querySelector("main"));
}

function kernelAddress() {
  return `${base}api/kernels/${main().dataset.kernel}`;
}

/**
 * @param {string} words
 * @param {"good" | "bad"} tone
 */
function say(words, tone) {
  banner.textContent = words;
  banner.dataset.tone = tone;
}

function lost() {
  widgets?.pause();
  if (document.documentElement.dataset.connection === "lost") return;
  document.documentElement.dataset.connection = "lost";
  clearTimeout(bannerTimer);
  bannerTimer = setTimeout(() => say(LOST, "bad"), QUIET);
}

/** The kernel has told all widgets' states: the page is as good as new. */
function ready() {
  tries = 0;
  const told = banner.dataset.tone === "bad" && banner.textContent !== "";
  document.documentElement.dataset.connection = "open";
  clearTimeout(bannerTimer);
  if (told) {
    say(BACK, "good");
    bannerTimer = setTimeout(() => say("", "good"), SHOWN);
  }
  dispatchEvent(new CustomEvent("netlearn:connected"));
}

/** Bring the widgets of the page as it is now to life. */
function start() {
  const mine = new Widgets(main(), ready);
  const own = new Connection(kernelAddress(), {
    opened: () => mine.ask(own),
    lost,
    gone: renew,
    heard: (heard) => mine.hear(heard),
  });
  widgets = mine;
  connection = own;
}

/** The kernel is gone: fetch the page anew and put its content in place. Nothing is lost from view until it is there. */
async function renew() {
  lost();
  widgets?.pause();
  connection?.close();
  const fresh = await freshPage();
  if (!fresh) {
    await waking(backoff(tries++));
    return renew();
  }
  if (scriptsOf(fresh) !== scriptsOf(document)) {
    location.reload(); // the server has a newer page than this script knows
    return undefined;
  }
  const old = main();
  const { scrollX, scrollY } = window;
  const height = old.offsetHeight;
  widgets?.end();
  const next = document.adoptNode(/** @type {HTMLElement} */ (fresh.querySelector("main")));
  next.style.minHeight = `${height}px`; // keeps the scroll position until the widgets are drawn
  old.replaceWith(next);
  scrollTo(scrollX, scrollY);
  setTimeout(() => next.style.removeProperty("min-height"), SHOWN);
  return start();
}

/** The page as the server gives it now, or null when it cannot. @returns {Promise<Document | null>} */
async function freshPage() {
  try {
    const address = location.href.split("#")[0];
    const response = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(PAGE_PATIENCE) });
    if (!response.ok) return null;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return page.querySelector("main[data-kernel]") && page.querySelector("footer") ? page : null;
  } catch (problem) {
    console.info("The server cannot be reached yet.", problem);
    return null;
  }
}

/** @param {Document} page */
function scriptsOf(page) {
  const linked = page.querySelectorAll('script[src], link[rel="modulepreload"], link[rel="stylesheet"]');
  return [...linked].map((one) => one.getAttribute("src") ?? one.getAttribute("href")).join();
}

/**
 * Wait, but no longer than until the network is back or the page is looked at again.
 * @param {number} milliseconds
 */
function waking(milliseconds) {
  return new Promise((resolve) => {
    const leave = new AbortController();
    const wake = () => {
      leave.abort();
      clearTimeout(timer);
      resolve(undefined);
    };
    const timer = setTimeout(wake, milliseconds);
    addEventListener("online", wake, { signal: leave.signal });
    addEventListener("pageshow", wake, { signal: leave.signal });
    document.addEventListener("visibilitychange", wake, { signal: leave.signal });
  });
}

addEventListener("pagehide", ({ persisted }) => {
  if (persisted) return; // it may come back as it was
  const token = new URLSearchParams({ _xsrf: main().dataset.xsrf ?? "" });
  navigator.sendBeacon(`${kernelAddress()}/leave`, token);
});

document.documentElement.dataset.connection = "opening";
start();
