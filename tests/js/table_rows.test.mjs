// Rows of a table: what is fit to share, what waits on the device, and what it waits for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { alike, began, carried, rowTitle, seen, sorted, waitsFor, withRows } from "../../netlearn_widgets/widgets/table_rows.js";

const SPEC = {
  longest: 10,
  columns: [
    { key: "who", label: "For whom", type: "text", required: true, options: [] },
    { key: "what", label: "Action", type: "text", required: true, options: [] },
    { key: "way", label: "How", type: "choice", required: false, options: [{ key: "room", label: "In a room" }] },
    { key: "when", label: "When", type: "date", required: false, options: [] },
  ],
};
const FIT = { id: "1", who: "Carers", what: "Ask" };
const HALF = { id: "2", who: "Nurses" };

test("a row waits until what it needs is filled in", () => {
  assert.equal(waitsFor(SPEC, FIT), "");
  assert.equal(waitsFor(SPEC, HALF), "fill in “Action”.");
  assert.equal(waitsFor(SPEC, { id: "3", who: " " }), "fill in “For whom” and “Action”.");
});

test("a row of a table that needs nothing waits for something", () => {
  const easy = { ...SPEC, columns: SPEC.columns.slice(2) };
  assert.equal(waitsFor(easy, { id: "3" }), "fill in something.");
  assert.equal(waitsFor(easy, { id: "3", way: "room" }), "");
});

test("a text too long and a date half typed wait too", () => {
  assert.match(waitsFor(SPEC, { ...FIT, what: "x".repeat(12) }), /^“Action” is too long.*by 2\.$/);
  for (const when of ["0002-03-31", "12027-03-31", "soon"])
    assert.equal(waitsFor(SPEC, { ...FIT, when }), "finish the date in “When”.");
  assert.equal(waitsFor(SPEC, { ...FIT, when: "2027-03-31" }), "");
});

test("a choice the guide no longer has is to be made anew, and does not keep other rows from being shared", () => {
  const old = { ...FIT, way: "pigeon" };
  assert.equal(waitsFor(SPEC, old), "choose “How” anew: “pigeon” is no longer among the choices.");
  assert.deepEqual(sorted(SPEC, [old, { ...FIT, id: "2" }], [old]), { send: [{ ...FIT, id: "2" }], waiting: [old] });
});

test("fit rows are sent, the others wait", () => {
  assert.deepEqual(sorted(SPEC, [FIT, HALF], []), { send: [FIT], waiting: [HALF] });
});

test("while a shared row is being changed the group keeps the earlier words", () => {
  const emptied = { ...FIT, what: "" };
  assert.deepEqual(sorted(SPEC, [emptied], [FIT]), { send: [FIT], waiting: [emptied] });
});

test("a row taken away is not sent", () => {
  assert.deepEqual(sorted(SPEC, [], [FIT]), { send: [], waiting: [] });
});

test("the person sees shared rows as they are changed here, then those not shared yet", () => {
  const emptied = { ...FIT, what: "" };
  assert.deepEqual(seen([FIT], [HALF, emptied]), [emptied, HALF]);
});

test("whatever is typed is sent or waits: sorted and seen again, no row is lost", () => {
  const rows = [FIT, HALF, { id: "3" }, { ...FIT, id: "4" }];
  const { send, waiting } = sorted(SPEC, rows, []);
  assert.deepEqual(new Set(seen(send, waiting)), new Set(rows));
});

test("rows that differ in outer blanks and open cells only say the same", () => {
  assert.equal(alike(SPEC, [FIT], [{ ...FIT, what: "Ask ", when: "" }]), true);
  assert.equal(alike(SPEC, [FIT], [{ ...FIT, what: "Ask them" }]), false);
  assert.equal(alike(SPEC, [FIT], []), false);
});

test("a row is called by its first needed cell, a choice by its label", () => {
  assert.equal(rowTitle(SPEC, { id: "1", way: "room", who: " Carers" }), "Carers");
  assert.equal(rowTitle(SPEC, { id: "1", way: "room" }), "In a room");
  assert.equal(rowTitle(SPEC, { id: "1", way: "gone" }), "gone");
  assert.equal(rowTitle(SPEC, { id: "1", when: "2027-03-31" }), "");
});

test("rows go on into a new round unless they are settled, here already, or too many", () => {
  const earlier = [
    { id: "1", what: "Ring", status: "" },
    { id: "2", what: "Meet", status: "done" },
    { id: "3", what: "Ask", status: "under_way" },
    { id: "4", what: "Sing", status: "dropped" },
  ];
  assert.deepEqual(carried({ most: 20 }, earlier, []).map((row) => row.id), ["1", "3"]);
  assert.deepEqual(carried({ most: 20 }, earlier, [earlier[0]]).map((row) => row.id), ["3"]);
  assert.deepEqual(carried({ most: 1 }, earlier, []).map((row) => row.id), ["1"]);
});

test("rows are put in the place of those with their id, or last", () => {
  const other = { ...FIT, what: "Tell" };
  assert.deepEqual(withRows([HALF, FIT], [other]), [HALF, other]);
  assert.deepEqual(withRows([HALF], [other]), [HALF, other]);
  assert.deepEqual(withRows([HALF], []), [HALF]);
});

test("a shared row that waits is remembered as it was when it began to, whatever another device does to it", () => {
  const first = began([{ ...FIT, what: "" }, HALF], [], [FIT]);
  assert.deepEqual(first, [FIT]);
  assert.deepEqual(began([{ ...FIT, what: "" }], first, [{ ...FIT, way: "room" }]), [FIT]);
  assert.deepEqual(began([], first, [FIT]), []);
});
