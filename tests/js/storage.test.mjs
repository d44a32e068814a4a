// What the browser keeps, and what happens where it keeps nothing.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { keep, recall, recallAll } from "../../netlearn_widgets/widgets/storage.js";

/** A browser's storage with room for so many characters a value. */
class FakeStorage {
  constructor(room = Infinity) {
    Object.defineProperty(this, "room", { value: room, writable: true });
  }
  getItem(key) {
    return this[key] ?? null;
  }
  setItem(key, text) {
    if (text.length > this.room) throw new Error("QuotaExceededError");
    this[key] = text;
  }
  removeItem(key) {
    delete this[key];
  }
}

function use(get) {
  Object.defineProperty(globalThis, "localStorage", { configurable: true, get });
}

beforeEach(() => {
  const storage = new FakeStorage();
  use(() => storage);
});

afterEach(() => {
  for (const { key } of recallAll("")) keep(key, undefined);
});

test("a value comes back as it was, and undefined forgets it", () => {
  keep("token", { id: "a1", words: ["é", "🌱"] });

  assert.deepEqual(recall("token"), { id: "a1", words: ["é", "🌱"] });
  keep("token", undefined);
  assert.equal(recall("token"), null);
});

test("keys of other pages are neither read nor listed", () => {
  localStorage.setItem("draft:theirs", "1");
  keep("draft:ours", 2);

  assert.equal(recall("draft:theirs"), null);
  assert.deepEqual(recallAll("draft:"), [{ key: "draft:ours", value: 2 }]);
});

test("what is not JSON is as good as nothing", () => {
  localStorage.setItem("netlearn:token", "{broken");

  assert.equal(recall("token"), null);
});

test("where storage is forbidden, the page remembers for as long as it is open", () => {
  use(() => {
    throw new Error("SecurityError");
  });

  keep("answer:ada:purpose", "learn");

  assert.equal(recall("answer:ada:purpose"), "learn");
  assert.deepEqual(recallAll("answer:ada:"), [{ key: "answer:ada:purpose", value: "learn" }]);
});

test("where the newer value has no room, the older does not come back", () => {
  const storage = new FakeStorage();
  use(() => storage);
  keep("answer:ada:purpose", "short");
  storage.room = 10;

  keep("answer:ada:purpose", "far too long for this browser");

  assert.equal(recall("answer:ada:purpose"), "far too long for this browser");
  assert.equal(storage.getItem("netlearn:answer:ada:purpose"), null);
});

test("a value that found room again is kept by the browser, not by the page", () => {
  const storage = new FakeStorage(1);
  use(() => storage);
  keep("code", "KRTM-27");
  storage.room = 100;

  keep("code", "KRTM-28");

  assert.equal(storage.getItem("netlearn:code"), '"KRTM-28"');
  assert.equal(recall("code"), "KRTM-28");
});
