// Which sheet is typed in, and what of it is not saved.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { drop, endSheets, nextSheet, sheet, unsaved } from "../../netlearn_widgets/widgets/paper.js";
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

test("what is on its way is told from what is left", () => {
  assert.deepEqual(unsaved("ada"), { moving: false, left: "" });
  keep("answer:ada:stage", { id: "1", value: "emerging", refused: "No." });
  const refused = unsaved("ada");
  keep("draft:ada:ideas:new", "Half a");
  const half = unsaved("ada");
  keep("answer:ada:size", { id: "2", value: "too_big" });

  assert.equal(refused.moving, false);
  assert.match(refused.left, /No\./);
  assert.notEqual(half.left, refused.left);
  assert.equal(unsaved("ada").moving, true);
});

test("what one person left is dropped, and nobody else's", () => {
  keep("draft:ada:ideas:new", "Half a");
  keep("draft:bo:ideas:new", "Half b");
  drop("ada");

  assert.equal(unsaved("ada").left, "");
  assert.match(unsaved("bo").left, /Half b/);
});
