// What waits in a browser: whose it is, and what is said of it.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { keep, recall, recallAll } from "../../netlearn_widgets/widgets/storage.js";
import { dropHalf, give, itemsOf, known, remember, takenOut, waiting, wordsOf } from "../../netlearn_widgets/widgets/unsent.js";

const ADA = { code: "KRTM-27", title: "Falls", token: "a", paper: false, round: 1, name: "Ada" };
const HERE = { code: "KRTM-27", owner: "bo", round: 1 };

beforeEach(() => {
  for (const { key } of recallAll("")) keep(key, undefined);
});

/** What is said, without the items. @param {import("../../netlearn_widgets/widgets/unsent.js").Here} here */
const fates = (here) => waiting(here).map(({ fate, owner, items }) => [fate, owner, items.length]);

test("what is on its way is told from what is not finished or not taken", () => {
  keep("answer:ada:stage", { id: "1", value: "emerging", refused: "No." });
  keep("draft:ada:ideas:new", "Half a");
  keep("answer:ada:size", { id: "2", value: "too_big" });
  keep("draft:ada:agree:proposing", JSON.stringify({ id: "3", text: "We learn" }));
  const moving = Object.fromEntries(itemsOf("ada").map(({ question, moving }) => [question, moving]));

  assert.deepEqual(moving, { stage: false, ideas: false, size: true, agree: true });
  dropHalf("ada");
  assert.deepEqual(itemsOf("ada").map(({ question }) => question).sort(), ["agree", "size"]);
});

test("nothing is said where nothing waits, and whoever has nothing that waits is forgotten", () => {
  remember("ada", ADA);
  remember("bo", { ...ADA, token: "b" });

  assert.deepEqual(fates(HERE), []);
  assert.equal(known("ada"), null);
  assert.equal(known("bo")?.token, "b");
});

test("what another person wrote is sent later; what they did not finish is said apart", () => {
  remember("ada", ADA);
  keep("answer:ada:size", { id: "2", value: "too_big" });
  keep("draft:ada:ideas:new", "Half a");

  assert.deepEqual(fates(HERE), [["later", "ada", 1], ["half", "ada", 1]]);
});

test("an answer of an earlier round is given to this one as a new answer, or stays", () => {
  remember("ada", ADA);
  keep("answer:ada:size", { id: "2", value: "first", sent: true, next: { id: "3", value: "second" } });

  assert.deepEqual(fates({ ...HERE, round: 2 }), [["round", "ada", 1]]);
  give("answer:ada:size");
  const given = recall("answer:ada:size");
  assert.deepEqual({ ...given, id: "" }, { id: "", value: "second", base: null, given: true });
  assert.ok(!["2", "3"].includes(given.id));
});

test("another workshop, a deleted one, and whoever was taken out are told apart", () => {
  remember("ada", ADA);
  keep("answer:ada:size", { id: "2", value: "too_big" });

  assert.deepEqual(fates({ code: "LUNG-34", owner: "", round: 1 }), [["elsewhere", "ada", 1]]);
  assert.deepEqual(fates({ code: "KRTM-27", owner: "", gone: true }), [["gone", "ada", 1]]);
  remember("ada", { ...ADA, out: true });
  assert.deepEqual(fates({ ...HERE, owner: "ada" }), [["out", "ada", 1]]);
});

test("of one's own only what is refused is said, and nothing of an older script is lost", () => {
  keep("answer:bo:size", { id: "2", value: "too_big" });
  keep("answer:bo:stage", { id: "3", value: "emerging", refused: "No." });
  keep("answer:older:stage", { id: "4", value: "growth" });

  assert.deepEqual(fates(HERE), [["refused", "bo", 1], ["unknown", "older", 1]]);
});

test("words are read out of any answer", () => {
  assert.deepEqual(wordsOf("Fewer falls"), ["Fewer falls"]);
  assert.deepEqual(wordsOf([{ id: "x1", text: "Library" }, { id: "x2", text: "Bus" }]), ["Library", "Bus"]);
  assert.deepEqual(wordsOf({ patients: 4, carers: null }), ["patients: 4"]);
  assert.deepEqual(wordsOf({ guardian: { holds: ["Bo"], could: [] } }), ["guardian: holds: Bo"]);
  assert.deepEqual(wordsOf(null), []);
});

test("whoever was taken out was taken out of earlier rounds too", () => {
  remember("ada in the first round", ADA);
  remember("ada in another workshop", { ...ADA, code: "BELP-45" });
  for (const owner of ["ada in the first round", "ada in another workshop"]) keep(`draft:${owner}:ideas:new`, "Half a");

  takenOut("a", "KRTM-27");

  assert.deepEqual(fates({ ...HERE, round: 2 }), [["out", "ada in the first round", 1], ["elsewhere", "ada in another workshop", 1]]);
  assert.equal(known("ada in the first round")?.token, "");
});
