// The host's page: asks every two seconds how the server is doing, and shows the server's own words.
import { skipLink } from "./skip.js";

const EVERY = 2_000;
const PATIENCE = 6_000; // longer than the wait for a wrong key
const KEPT = "netlearn-status-key"; // in this tab only, so that the page can be loaded again
const CURE = "On the computer that runs the server, type “netlearn status”: it prints the address of this page.";

/**
 * @typedef {{ what: string, cure: string }} Trouble
 * @typedef {{ heading: string, troubles: Trouble[], lines: { about: string, words: string }[] }} Told
 */

/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const { figures = "", header = "" } = part("main").dataset;
const pause = part("pause");
let next = 0;
let following = true;
let heard = "";

/** Take the key out of the address, where others could read it on a shared display. */
function takeKey() {
  const given = location.hash.slice(1);
  if (given) {
    sessionStorage.setItem(KEPT, given);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(KEPT) ?? "";
}

/**
 * Touched only when it changes, so that a selection stays and nothing is read out twice.
 * @param {Element} element
 * @param {string} words
 */
function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

/**
 * What there is to say first.
 * @param {string} words
 * @param {boolean} good
 */
function say(words, good) {
  write(part("heading"), words);
  part("state").className = good ? "nl-card" : "nl-card nl-note";
}

/**
 * Cards with a heading and words; those that are there already are kept.
 * @param {HTMLElement} place
 * @param {string} looks
 * @param {[string, string][]} cards
 */
function drawCards(place, looks, cards) {
  while (place.children.length > cards.length) place.lastElementChild?.remove();
  while (place.children.length < cards.length) {
    const card = document.createElement("section");
    card.className = looks;
    card.append(document.createElement("h2"), document.createElement("p"));
    place.append(card);
  }
  cards.forEach(([heading, words], i) => {
    const [h2, p] = place.children[i].children;
    write(h2, heading);
    write(p, words);
  });
  place.hidden = !cards.length;
}

/** @param {Told} told */
function draw(told) {
  say(told.heading, !told.troubles.length);
  drawCards(part("troubles"), "nl-card nl-note", told.troubles.map(({ what, cure }) => [what, cure]));
  drawCards(part("lines"), "nl-card", told.lines.map(({ about, words }) => [about, words]));
  heard = new Date().toLocaleTimeString();
  drawTime();
}

function drawTime() {
  part("time").hidden = !heard;
  write(part("when"), following ? `As of ${heard}, asked again every two seconds.` : `As of ${heard}. Not asked again.`);
  write(pause, following ? "Stop following" : "Follow again");
}

/** Nothing more can be asked with this key. @param {string} why */
function stop(why) {
  say(`${why} ${CURE}`, false);
  for (const id of ["time", "troubles", "lines"]) part(id).hidden = true;
}

/** @param {string} key */
async function ask(key) {
  clearTimeout(next);
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(figures, { cache: "no-store", headers: { [header]: key }, signal }).catch(() => null);
  if (answer?.status === 403) return stop("The key does not fit: the server has been started anew.");
  const told = answer?.ok ? await answer.json().catch(() => null) : null;
  if (told) draw(told.told);
  else say("The server does not answer. What is shown is from before; this page keeps asking.", false);
  if (following && document.visibilityState === "visible") next = setTimeout(() => ask(key), EVERY);
}

function begin() {
  const key = takeKey();
  if (!key) return stop("This page opens with a key.");
  pause.addEventListener("click", () => {
    following = !following;
    drawTime();
    clearTimeout(next);
    if (following) ask(key);
  });
  document.addEventListener("visibilitychange", () => {
    if (following && document.visibilityState === "visible") ask(key);
  });
  ask(key);
}

skipLink();
addEventListener("hashchange", () => location.reload());
begin();
