// The page: connects its widgets to its kernel, says when the connection is gone, and comes back by itself.
import { Banner } from "./banner.js";
import { Connection } from "./connection.js";
import { leadOn, writtenCode } from "./links.js";
import { assetsOf, freshPage } from "./page.js";
import { backoff } from "./patience.js";
import { isComposing, placeIn } from "./place.js";
import { nap } from "./signals.js";
import { skipLink } from "./skip.js";
import { Widgets } from "./widgets-host.js";

const HUNG = 15_000; // a kernel that is listened to and tells nothing for so long is given up for another
const SLOW = 10_000; // a page that shows nothing so long says so
const DRAWN = 3_000; // how long a new page may be drawn out of sight
const LOOK = 40;

const root = document.documentElement;
const base = document.body.dataset.base ?? "/";
const main = mainOf(document);
const banner = new Banner(/** @type {HTMLElement} */ (document.getElementById("nl-connection")));

/**
 * A page's widgets and their kernel's connection.
 * @typedef {{ widgets: Widgets, connection: Connection, told: Promise<unknown>, over: Promise<unknown> }} Life
 */

/** @type {Life} */
let life;
/** The life that is to follow, while it is prepared. @type {Life | null} */
let next = null;

/** @param {Document} page */
function mainOf(page) {
  return /** @type {HTMLElement} */ (page.querySelector("main"));
}

/** @param {import("./words.js").Trouble} trouble */
function lost(trouble) {
  root.dataset.connection = "lost";
  banner.bad(trouble);
}

/** The widgets on the page are as the kernel knows them: the page is as good as new. */
function connected() {
  root.dataset.connection = "open";
  banner.good();
  dispatchEvent(new CustomEvent("netlearn:connected"));
}

/** Whichever workshop this tab is in, the page's links lead to it. @param {Event} event */
function entered(event) {
  leadOn(/** @type {CustomEvent<string>} */ (event).detail);
}

/**
 * Bring widgets to life.
 * @param {HTMLElement} place where they are drawn
 * @param {DOMStringMap} of which kernel is theirs
 * @param {() => void} told called each time the kernel has told their states
 * @returns {Life}
 */
function begin(place, { kernel, pass = "" }, told) {
  let first = () => {};
  let last = () => {};
  let hung = 0;
  const widgets = new Widgets(place, () => {
    clearTimeout(hung);
    first();
    told();
  });
  const connection = new Connection(`${base}api/kernels/${kernel}`, pass, {
    opened() {
      widgets.ask(connection);
      hung ||= setTimeout(giveUp, HUNG);
    },
    heard: (heard) => widgets.hear(heard),
    lost(trouble) {
      widgets.pause();
      lost(trouble);
    },
    gone() {
      widgets.pause();
      last();
    },
  });

  function giveUp() {
    connection.close();
    leave(connection);
    widgets.pause();
    last();
  }

  return {
    widgets,
    connection,
    told: new Promise((resolve) => (first = () => resolve(true))),
    over: new Promise((resolve) => (last = () => resolve(false))),
  };
}

/** @param {Life} one */
function live(one) {
  life = one;
  one.over.then(renew);
}

/** The kernel is gone: fetch the page anew, draw it out of sight, and put it in place of the old one. */
async function renew() {
  lost("lost");
  for (let tries = 0; ; tries++) {
    const given = await freshPage(`${base}health`, tries);
    if (!("page" in given)) {
      banner.bad(given.trouble);
      await nap(Math.max(given.pause, backoff(tries)));
    } else if (assetsOf(given.page) !== assetsOf(document)) {
      const { kernel, pass = "" } = mainOf(given.page).dataset;
      return newer(`${base}api/kernels/${kernel}`, pass);
    } else if (await exchange(given.page)) return undefined;
  }
}

/**
 * The server has a newer page than this script knows. What was typed is kept, and stands there again.
 * @param {string} kernel was made for nothing
 * @param {string} pass
 */
function newer(kernel, pass) {
  leave({ kernel, pass });
  if (banner.kept) location.reload();
  else banner.bad("newer");
}

/** @param {{ kernel: string, pass: string }} of */
function leave({ kernel, pass }) {
  navigator.sendBeacon(`${kernel}/leave`, new URLSearchParams({ pass }));
}

/**
 * Draw the page's content out of sight, then put it in place in one step: until then the old one can be typed in.
 * @param {Document} page
 * @returns {Promise<boolean>} whether it was; false when its kernel has gone too
 */
async function exchange(page) {
  const fresh = mainOf(page);
  const stage = document.createElement("div");
  stage.append(...[...fresh.childNodes].map((node) => document.adoptNode(node)));
  const coming = begin(stage, fresh.dataset, () => life === coming && connected());
  next = coming;
  const there = await Promise.race([coming.told, coming.over]);
  if (there) await drawn(coming, stage);
  next = null;
  if (!there) {
    coming.widgets.end();
    return false;
  }
  const place = placeIn(main);
  for (const { name, value } of fresh.attributes) main.setAttribute(name, value);
  coming.widgets.main = main;
  main.replaceChildren(...stage.childNodes);
  place.enter(main);
  life.widgets.end();
  live(coming);
  connected();
  return true;
}

/**
 * Wait until all is drawn and said, and the control the person is in is there; but not for ever.
 * @param {Life} coming
 * @param {HTMLElement} stage
 */
async function drawn(coming, stage) {
  const until = performance.now() + DRAWN;
  const ready = () => coming.widgets.settled && coming.connection.settled && placeIn(main).isIn(stage) && !isComposing();
  while (!ready() && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, LOOK));
}

// A page that closes ends its kernel. One that the browser shows again as it was (`persisted`) gets another.
addEventListener("pagehide", () => {
  for (const one of [life, next]) if (one) leave(one.connection);
});

addEventListener("netlearn:workshop", entered);
skipLink();
leadOn(writtenCode());
root.dataset.connection = "opening";
const first = begin(main, main.dataset, connected);
const slow = setTimeout(() => banner.bad("slow"), SLOW);
first.told.then(() => clearTimeout(slow));
live(first);
