// Which sheet is typed in.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { drop, endSheets, nextSheet, sheet } from "../../netlearn_widgets/widgets/paper.js";
import { keep, recall } from "../../netlearn_widgets/widgets/storage.js";

beforeEach(() => {
  endSheets("KRTM-27");
  for (const owner of ["ada", "bo"]) drop(owner);
});

test("every sheet is a person of its own, and sheets are counted", () => {
  assert.equal(sheet("KRTM-27"), null);
  nextSheet("KRTM-27");
  const first = sheet("KRTM-27");
  nextSheet("KRTM-27");

  assert.deepEqual([first?.number, sheet("KRTM-27")?.number], [1, 2]);
  assert.notEqual(first?.token, sheet("KRTM-27")?.token);
});

test("the browser's own person is untouched", () => {
  keep("token", "own");
  nextSheet("KRTM-27");
  endSheets("KRTM-27");

  assert.equal(recall("token"), "own");
  assert.equal(sheet("KRTM-27"), null);
});

test("what one person left is dropped, and nobody else's", () => {
  keep("draft:ada:ideas:new", "Half a");
  keep("draft:bo:ideas:new", "Half b");
  drop("ada");

  assert.equal(recall("draft:ada:ideas:new"), null);
  assert.equal(recall("draft:bo:ideas:new"), "Half b");
});
