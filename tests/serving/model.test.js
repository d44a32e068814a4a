// A widget's state in the browser, apart from any page or socket.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Model } from "../../netlearn_widgets/serving/static/model.js";

/** A model with what it sent. @param {Record<string, any>} state */
function make(state) {
  /** @type {any[]} */
  const sent = [];
  const model = new Model("one", state, (data, buffers) => sent.push([data, buffers]));
  return { model, sent };
}

test("what was set is sent once, when it is saved", () => {
  const { model, sent } = make({ n: 0, name: "Ada" });

  model.set("n", 1);
  model.set("n", 2);
  model.save_changes();
  model.save_changes();

  assert.equal(model.get("n"), 2);
  assert.deepEqual(sent, [[{ method: "update", state: { n: 2 }, buffer_paths: [] }, []]]);
});

test("listeners hear a change of theirs, with the value, and of anything", () => {
  const { model } = make({ n: 0, name: "Ada" });
  /** @type {any[]} */
  const heard = [];
  model.on("change:n", (_, value) => heard.push(value));
  model.on("change", () => heard.push("any"));

  model.set("n", 0);
  model.set("n", 5);
  model.hear({ method: "update", state: { name: "Bo" } }, []);

  assert.deepEqual(heard, [5, "any", "any"]);
});

test("a listener that left hears nothing more", () => {
  const { model } = make({ n: 0 });
  /** @type {any[]} */
  const heard = [];
  const listener = () => heard.push("left");
  model.on("change:n change", listener);
  model.off("change:n", listener);
  model.set("n", 1);
  model.off();
  model.set("n", 2);

  assert.deepEqual(heard, ["left"]);
});

test("messages arrive with their buffers", () => {
  const { model, sent } = make({});
  /** @type {any[]} */
  const heard = [];
  model.on("msg:custom", (content, buffers) => heard.push([content, buffers.length]));

  model.hear({ method: "custom", content: "hello" }, [new ArrayBuffer(1)]);
  model.send("back", undefined, [new ArrayBuffer(2)]);

  assert.deepEqual(heard, [["hello", 1]]);
  assert.deepEqual(sent[0][0], { method: "custom", content: "back" });
  assert.equal(sent[0][1].length, 1);
});

test("catching up tells only what differs and keeps what waits to be sent", () => {
  const { model } = make({ list: [1], n: 0, mine: 0 });
  /** @type {string[]} */
  const heard = [];
  for (const key of ["list", "n", "mine"]) model.on(`change:${key}`, () => heard.push(key));
  model.set("mine", 9);
  heard.length = 0;

  model.catchUp({ list: [1], n: 4, mine: 0 });

  assert.deepEqual(heard, ["n"]);
  assert.equal(model.get("mine"), 9);
});

test("a message that no server takes is refused at once, and never sent", async () => {
  const { model, sent } = make({});
  /** @type {any[]} */
  const heard = [];
  model.on("msg:custom", (news) => heard.push(news));

  model.send({ type: "answer", id: "a", value: "x".repeat(1_200_000) });
  model.send({ type: "answer", id: "b", value: "ä".repeat(600_000) });
  model.send({ type: "answer", id: "c", value: "x".repeat(1_000_000) });
  await Promise.resolve();

  assert.deepEqual(heard.map(({ type, id }) => [type, id]), [["refused", "a"], ["refused", "b"]]);
  assert.match(heard[0].message, /too long to be sent/);
  assert.deepEqual(sent.map(([data]) => data.content.id), ["c"]);
});
