// Acts on their way: sent in order until they are kept, drawn until the board has them.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Outbox } from "../../netlearn_widgets/widgets/themes_outbox.js";

/** @type {any[]} */
let sent;
/** @type {string[]} */
let refused;
const model = { send: (/** @type {any} */ message) => sent.push(message) };
const made = () => new Outbox(/** @type {any} */ (model), "draft:ada:purpose:sorting", { changed: () => {}, refused: (words) => refused.push(words) });

beforeEach(() => {
  sent = [];
  refused = [];
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  const open = made(); // what an earlier test left
  open.acts = [];
  open.keep();
});

test("what is done is sent at once, and again in the same order until it is answered", () => {
  const outbox = made();
  outbox.act("theme", { theme: "t1", name: "Safe" });
  outbox.act("group", { card: "c1", theme: "t1" });
  assert.deepEqual(sent.map(({ type, kind }) => [type, kind]), [["sort", "theme"], ["sort", "group"]]);
  assert.equal(outbox.words, "");

  mock.timers.tick(4000);
  assert.deepEqual(sent.slice(2).map(({ id }) => id), sent.slice(0, 2).map(({ id }) => id));
  assert.match(outbox.words, /will be sent/);

  for (const { id } of sent.slice(0, 2)) outbox.hear({ type: "saved", id });
  mock.timers.tick(9000);
  assert.equal(sent.length, 4);
  assert.equal(outbox.words, "");
  outbox.stop();
});

test("what is kept is drawn until the board has it", () => {
  const outbox = made();
  outbox.act("group", { card: "c1", theme: "t1" });
  outbox.hear({ type: "saved", id: sent[0].id });
  assert.equal(outbox.acts.length, 1);
  outbox.arrived();
  assert.equal(outbox.acts.length, 0);
  outbox.stop();
});

test("what is refused is taken back, and said", () => {
  const outbox = made();
  outbox.act("theme", { theme: "t1", name: "Safe" });
  outbox.hear({ type: "refused", id: sent[0].id, message: "There is a theme “Safe” already." });
  assert.deepEqual(outbox.acts, []);
  assert.deepEqual(refused, ["There is a theme “Safe” already."]);
  outbox.stop();
});

test("of dots only the newest are sent again", () => {
  const outbox = made();
  outbox.act("dots", { t1: 1 });
  outbox.act("dots", { t1: 2 });
  assert.deepEqual(outbox.acts.map(({ value }) => value), [{ t1: 2 }]);
  assert.equal(sent[1].type, "dots");
  outbox.stop();
});

test("a page opened anew sends what the earlier one could not", () => {
  const first = made();
  first.act("group", { card: "c1", theme: "t1" });
  first.stop();
  const second = made();
  second.send();
  assert.equal(sent[1].id, sent[0].id);
  second.hear({ type: "failed", id: sent[0].id, message: "The disk is full." });
  assert.equal(second.acts.length, 1);
  second.stop();
});
