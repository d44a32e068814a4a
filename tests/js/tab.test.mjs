// Which workshop a tab is in: its own address says so, whatever other tabs of the browser keep.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const page = new EventTarget();
const kept = {};
let tab;
let reloads;
let places;
let count = 0;

/** A served page at an address, in a browser that keeps things. */
async function open(hash) {
  reloads = 0;
  places = [];
  Object.defineProperty(globalThis, "localStorage", { configurable: true, get: () => storage });
  Object.assign(globalThis, {
    document: { querySelector: () => ({}), getElementById: (id) => (places.includes(id) ? {} : null) },
    location: { hash, reload: () => (reloads += 1) },
    history: { state: { netlearn: 3 }, replaceState: (_state, _title, to) => (location.hash = to) },
    addEventListener: page.addEventListener.bind(page),
    removeEventListener: page.removeEventListener.bind(page),
    dispatchEvent: page.dispatchEvent.bind(page),
    confirm: () => false,
  });
  count += 1;
  tab = await import(`../../netlearn_widgets/widgets/tab.js?${count}`);
}

const storage = Object.assign(Object.create({ getItem: (key) => kept[key] ?? null, setItem: (key, text) => (kept[key] = text), removeItem: (key) => delete kept[key] }));

const turn = (hash) => {
  location.hash = hash;
  page.dispatchEvent(new Event("hashchange"));
};

beforeEach(() => {
  for (const key of Object.keys(kept)) delete kept[key];
  delete storage.setItem;
});

const FALLS = { code: "KRTM-27", title: "Falls" };

test("the address says which workshop, however the code is written there", async () => {
  await open("#krtm%E2%80%9327");

  assert.equal(tab.codeOfTab(), "KRTM-27");
  assert.equal(tab.codeInAddress(), "KRTM-27");
});

test("a wrong code stands in the field as it was written", async () => {
  await open("#KRTM-2");

  assert.equal(tab.codeInAddress(), "KRTM-2");
  assert.equal(tab.codeOfTab(), "KRTM2");
});

test("without a code in the address there is none, whatever the browser used last", async () => {
  await open("");
  kept["netlearn:last"] = JSON.stringify(FALLS);

  assert.equal(tab.codeOfTab(), "");
  assert.deepEqual(tab.lastUsed(), FALLS);
});

test("what is typed counts more than a wrong code in the address, until it has opened a workshop", async () => {
  await open("#KRTM-99");
  tab.type("KRTM-27");
  assert.equal(tab.codeOfTab(), "KRTM-27");

  tab.enter(FALLS, "KRTM-27");
  assert.equal(location.hash, "#KRTM-27");
  assert.deepEqual(tab.lastUsed(), FALLS);
});

test("a welcome that was on its way does not overwrite the link that was pasted meanwhile", async () => {
  await open("#KRTM-27");
  location.hash = "#BELP-45";
  tab.enter(FALLS, "KRTM-27");

  assert.equal(location.hash, "#BELP-45");
});

test("another workshop gets a page of its own; a page that asks tries again", async () => {
  await open("");
  let asked = 0;
  const stop = tab.onAddress(() => (asked += 1));
  turn("#KRTM-27");
  assert.deepEqual([asked, reloads, tab.codeOfTab()], [1, 0, "KRTM-27"]);

  tab.enter(FALLS, "KRTM-27");
  turn("#krtm27");
  assert.deepEqual([reloads, location.hash], [0, "#KRTM-27"]);
  turn("#BELP-45");
  assert.equal(reloads, 1);
  stop();
});

test("a place on the page is no code, and the code comes back into the address", async () => {
  await open("#KRTM-27");
  places = ["main", "why it matters"];
  const stop = tab.onAddress(() => assert.fail("nothing is asked"));
  tab.enter(FALLS, "KRTM-27");
  for (const hash of ["#main", "#why%20it%20matters", "", "#%"]) {
    turn(hash);
    assert.deepEqual([location.hash, reloads], ["#KRTM-27", 0]);
  }
  stop();
});

test("where the browser keeps nothing, the page is not left without a word", async () => {
  await open("#KRTM-27");
  storage.setItem = () => {
    throw new Error("QuotaExceededError");
  };
  const stop = tab.onAddress(() => {});
  tab.enter(FALLS, "KRTM-27");
  turn("#BELP-45");
  assert.deepEqual([location.hash, reloads], ["#KRTM-27", 0]);

  globalThis.confirm = () => true;
  turn("#BELP-45");
  assert.equal(reloads, 1);
  stop();
});
