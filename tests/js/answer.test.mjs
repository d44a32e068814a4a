// An answer on its way to the kernel: what is kept, sent, sent again and said.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Answer } from "../../netlearn_widgets/widgets/answer.js";
import { keep, recall } from "../../netlearn_widgets/widgets/storage.js";

const KEY = "answer:ada:purpose";

/** A model that holds Ada's value and remembers what was sent. */
function kernel(value = null) {
  const sent = [];
  const state = { owner: "ada", value, spec: { kind: "text" } };
  return { sent, state, get: (name) => state[name], send: (content) => sent.push(content) };
}

/** Ada's answer to the question of the purpose. */
function answerOf(model) {
  return new Answer(model, "purpose", () => {});
}

/** What the kernel does when it has kept an answer. */
function save(model, answer, content = model.sent.at(-1)) {
  model.state.value = content.value;
  answer.hear({ type: "saved", id: content.id, message: "" });
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  keep(KEY, undefined);
});

test("an answer is sent at once, and saved only when the kernel says so", () => {
  const model = kernel();
  const answer = answerOf(model);

  answer.set("learn");

  assert.equal(answer.state, "saving");
  assert.deepEqual(model.sent, [{ type: "answer", id: model.sent[0].id, value: "learn", base: null }]);
  save(model, answer);
  assert.equal(answer.state, "saved");
  assert.equal(recall(KEY), null);
});

test("the kernel's value is what is shown once it is saved", () => {
  const model = kernel();
  const answer = answerOf(model);

  answer.set(" learn ");
  model.state.value = "learn";
  answer.hear({ type: "saved", id: model.sent[0].id, message: "" });

  assert.equal(answer.value, "learn");
});

test("an unsaved answer survives the page and is sent by the next one", () => {
  const first = kernel();
  answerOf(first).set("learn");

  const second = kernel();
  const answer = answerOf(second);
  answer.send();

  assert.equal(answer.value, "learn");
  assert.equal(answer.state, "saving");
  assert.deepEqual(second.sent, first.sent);
});

test("an answer nobody confirms is sent again under the same id, and the page says that it waits", () => {
  const model = kernel();
  const answer = answerOf(model);
  answer.set("learn");

  mock.timers.tick(4000);
  mock.timers.tick(4000);

  assert.equal(answer.state, "waiting");
  assert.equal(model.sent.length, 3);
  assert.equal(new Set(model.sent.map((content) => content.id)).size, 1);
});

test("where the kernel is gone the page says that it waits, and tries again", () => {
  const model = kernel();
  const { send } = model;
  model.send = () => {
    throw new Error("Comm is disposed");
  };
  const told = mock.method(console, "error", () => {});
  const answer = answerOf(model);

  answer.set("learn");

  assert.equal(answer.state, "waiting");
  assert.equal(told.mock.callCount(), 1);
  model.send = send;
  mock.timers.tick(4000);
  assert.equal(model.sent[0].value, "learn");
});

test("nothing is sent again once it is saved", () => {
  const model = kernel();
  const answer = answerOf(model);
  answer.set("learn");
  save(model, answer);

  mock.timers.tick(60_000);

  assert.equal(model.sent.length, 1);
});

test("typing is kept at once and sent at a pause", () => {
  const model = kernel();
  const answer = answerOf(model);

  answer.set("le", true);
  mock.timers.tick(500);
  answer.set("learn", true);
  mock.timers.tick(500);

  assert.deepEqual(model.sent, []);
  assert.equal(recall(KEY).value, "learn");
  mock.timers.tick(500);
  assert.deepEqual(["learn"], model.sent.map((content) => content.value));
});

test("flush sends what waits for a pause, and never twice", () => {
  const model = kernel();
  const answer = answerOf(model);
  answer.set("learn", true);

  answer.flush();
  answer.flush();

  assert.equal(model.sent.length, 1);
});

test("a newer answer wins: news of the older one changes nothing", () => {
  const model = kernel();
  const answer = answerOf(model);
  answer.set("learn");
  answer.set("learn more");

  save(model, answer, model.sent[0]);

  assert.equal(answer.state, "saving");
  assert.equal(answer.value, "learn more");
  assert.equal(recall(KEY).value, "learn more");
});

test("a newer answer goes once the earlier one has arrived, and is made from that", () => {
  const model = kernel("know");
  const answer = answerOf(model);
  answer.set("learn");
  answer.set("learn mor");
  answer.set("learn more");
  assert.deepEqual(model.sent.map(({ value, base }) => [value, base]), [["learn", "know"]]);

  save(model, answer);
  assert.deepEqual([model.sent.at(-1).value, model.sent.at(-1).base], ["learn more", "learn"]);
  save(model, answer);

  assert.equal(answer.state, "saved");
  assert.equal(recall(KEY), null);
  assert.equal(model.sent.length, 2);
});

test("what waits for an earlier answer survives the page", () => {
  const first = answerOf(kernel());
  first.set("learn");
  first.set("learn more");
  const model = kernel();
  const answer = answerOf(model);

  answer.send();
  save(model, answer);
  save(model, answer);

  assert.deepEqual(model.sent.map(({ value }) => value), ["learn", "learn more"]);
  assert.equal(answer.value, "learn more");
});

test("when the page is left everything goes at once, and what is saved early is saved", () => {
  const model = kernel();
  const answer = answerOf(model);
  answer.set("learn");
  answer.set("learn more", true);

  answer.leave();

  const [first, second] = model.sent;
  assert.deepEqual([second.value, second.base, second.after], ["learn more", "learn", first.id]);
  save(model, answer, second);
  assert.equal(answer.state, "saved");
  assert.equal(recall(KEY), null);
});

test("what went too early goes again in its turn", () => {
  const model = kernel();
  const answer = answerOf(model);
  answer.set("learn");
  answer.set("learn more");
  answer.leave();
  answer.hear({ type: "failed", id: model.sent[1].id, message: "" });
  assert.equal(answer.state, "saving");

  save(model, answer, model.sent[0]);

  assert.deepEqual([model.sent[2].value, model.sent[2].base, model.sent[2].after], ["learn more", "learn", undefined]);
});

test("where another device changed the same, the page says so until it could be read", () => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const model = kernel();
  const answer = answerOf(model);
  answer.set("learn");
  answer.hear({ type: "saved", id: model.sent[0].id, message: "Changed on another device too." });

  answer.set("learn more");
  assert.equal(answer.note, "Changed on another device too.");
  mock.timers.tick(30_000);
  answer.set("learn most");
  assert.equal(answer.note, "");
});

test("what is to be known of an answer that was sent from elsewhere is said once its question is there", () => {
  keep("note:ada:purpose", "Changed on another device too.");
  const answer = answerOf(kernel());
  assert.equal(answer.note, "Changed on another device too.");
  assert.equal(recall("note:ada:purpose"), null);

  keep("note:ada:purpose", "And again.");
  answer.takeNote();
  assert.equal(answer.note, "And again.");
});

test("where two devices together say too much, all of it is shown and kept on this device", () => {
  const model = kernel(["one"]);
  const answer = answerOf(model);
  answer.set(["one", "two"]);

  const more = { value: ["one", "three", "two"], base: ["one", "three"] };
  answer.hear({ type: "refused", id: model.sent[0].id, message: "Too much.", ...more });
  assert.deepEqual([answer.state, answer.message, answer.value], ["refused", "Too much.", more.value]);
  assert.deepEqual(recall(KEY).value, more.value);
  answer.set(["three", "two"]);

  assert.deepEqual([model.sent[1].value, model.sent[1].base], [["three", "two"], more.base]);
});

test("a refused answer is kept with the reason, not sent again, and mended by the next one", () => {
  const model = kernel();
  const answer = answerOf(model);
  answer.set("learn");
  answer.hear({ type: "refused", id: model.sent[0].id, message: "Too long." });

  const next = answerOf(kernel());

  assert.deepEqual([answer.state, answer.message], ["refused", "Too long."]);
  assert.deepEqual([next.state, next.message, next.value], ["refused", "Too long.", "learn"]);
  mock.timers.tick(60_000);
  assert.equal(model.sent.length, 1);
  answer.set("short");
  assert.deepEqual([answer.state, answer.message], ["saving", ""]);
});

test("an answer that could not be kept says why, is sent again, and forgets the trouble once saved", () => {
  const model = kernel();
  const answer = answerOf(model);
  answer.set("learn");
  answer.hear({ type: "failed", id: model.sent[0].id, message: "The disk is full." });

  assert.deepEqual([answer.state, answer.message], ["waiting", "The disk is full."]);
  mock.timers.tick(4000);
  assert.equal(model.sent.length, 2);
  save(model, answer);
  assert.deepEqual([answer.state, answer.message], ["saved", ""]);
});

test("an answer taken back is saved too, and says so", () => {
  const model = kernel("learn");
  const answer = answerOf(model);
  assert.equal(answer.state, "saved");

  answer.set(null);
  save(model, answer);

  assert.deepEqual([answer.state, answer.value], ["taken", null]);
});

test("where nothing was answered there is nothing to say", () => {
  assert.equal(answerOf(kernel()).state, "empty");
});

test("a newer answer another window keeps is not forgotten", () => {
  const model = kernel();
  const answer = answerOf(model);
  answer.set("learn");
  keep(KEY, { id: "other", value: "from the other window" });

  save(model, answer);

  assert.equal(recall(KEY).id, "other");
});

test("nor is one that another window made from the same", () => {
  const first = answerOf(kernel());
  first.set("learn");
  const model = kernel();
  const second = answerOf(model);
  second.send();
  first.set("learn more");

  save(model, second);

  assert.equal(recall(KEY).next.value, "learn more");
});

test("what was written for a question of another kind is put aside, with why, and is no value of this one", () => {
  const pending = { id: "1", value: [{ id: "i1", text: "An idea" }], kind: "ideas", base: null };
  keep(KEY, pending);

  const answer = answerOf(kernel());

  assert.equal(answer.value, null);
  assert.equal(recall(KEY), null);
  assert.deepEqual(recall(`${KEY}:1`).value, pending.value);
  assert.match(recall(`${KEY}:1`).refused, /changed/);
  keep(`${KEY}:1`, undefined);
});

test("an answer says of which kind it is, also what is made from it and once it was refused", () => {
  const model = kernel();
  const answer = answerOf(model);
  answer.set("learn");
  answer.set("learn more");
  assert.deepEqual([recall(KEY).kind, recall(KEY).next.kind], ["text", "text"]);

  answer.hear({ type: "refused", id: recall(KEY).id, message: "No." });
  answer.hear({ type: "refused", id: recall(KEY).id, message: "No." });

  assert.deepEqual([recall(KEY).kind, recall(KEY).refused], ["text", "No."]);
});
