// Jupyter's messages, apart from any page or socket.
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  decode, encode, message, newId, putBuffers, scriptOf, takeBuffers, unbundled,
} from "../../netlearn_widgets/serving/static/message.js";

test("ids are 32 hexadecimal digits and differ", () => {
  const ids = new Set(Array.from({ length: 100 }, newId));
  assert.equal(ids.size, 100);
  for (const id of ids) assert.match(id, /^[0-9a-f]{32}$/);
});

test("a message comes back as it was sent, text and buffers", () => {
  const sent = message("ada", "comm_msg", { words: "Größe 🌱 مرحبا" }, { channel: "control", buffers: [new Uint8Array([1, 2])] });

  const heard = decode(encode(sent));

  assert.deepEqual(heard.header, sent.header);
  assert.deepEqual(heard.content, { words: "Größe 🌱 مرحبا" });
  assert.equal(heard.channel, "control");
  const [view] = /** @type {DataView[]} */ (heard.buffers);
  assert.deepEqual([view.byteLength, view.getUint8(0), view.getUint8(1)], [2, 1, 2]);
});

test("a bundle is the messages in it, and any other message is itself", () => {
  const told = { comm_id: "a", data: { method: "update" } };
  const bundle = message("ada", "comm_bundle", { messages: [{ msg_type: "comm_msg", content: told }, { msg_type: "comm_close", content: { comm_id: "b" } }] });
  const alone = message("ada", "comm_msg", told);

  assert.deepEqual(unbundled(bundle).map(({ header, content }) => [header.msg_type, content]), [["comm_msg", told], ["comm_close", { comm_id: "b" }]]);
  assert.deepEqual(unbundled(alone), [alone]);
});

test("a view of a part of a buffer is sent as that part", () => {
  const part = new DataView(new Uint8Array([9, 1, 9]).buffer, 1, 1);

  const heard = decode(encode(message("ada", "comm_msg", {}, { buffers: [part] })));

  assert.equal(/** @type {DataView} */ (heard.buffers?.[0]).getUint8(0), 1);
});

test("binary values are taken out of a state and put back in place", () => {
  const data = new Uint8Array([1]);
  const state = { name: "Ada", list: [1, { data }], whole: data };

  const taken = takeBuffers(state);

  assert.deepEqual(taken.paths, [["list", 1, "data"], ["whole"]]);
  assert.deepEqual(taken.state, { name: "Ada", list: [1, { data: null }], whole: null });
  assert.deepEqual(putBuffers(taken.state, taken.paths, taken.buffers), state);
});

test("a script is an address on this server with the name of an export, or the script itself", () => {
  assert.deepEqual(scriptOf("/assets/widgets.a1.js#choice"), { address: "/assets/widgets.a1.js", name: "choice" });
  assert.deepEqual(scriptOf("/book/assets/widgets.a1.js"), { address: "/book/assets/widgets.a1.js", name: "default" });
  assert.deepEqual(scriptOf("export default {}"), { source: "export default {}" });
});

test("an address of another server is no address", () => {
  assert.ok("source" in scriptOf("https://elsewhere.example/a.js"));
  assert.ok("source" in scriptOf("//elsewhere.example/a.js"));
});
