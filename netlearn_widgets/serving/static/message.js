// Jupyter's messages as plain values: made, read and put into one buffer. No page, no socket.

/**
 * @typedef {object} Message
 * @property {{ msg_id: string, msg_type: string, session: string, username: string, date: string, version: string }} header
 * @property {Record<string, any>} parent_header
 * @property {Record<string, any>} metadata
 * @property {Record<string, any>} content
 * @property {string} channel
 * @property {(ArrayBuffer | ArrayBufferView)[]} [buffers]
 */

/** A new name, also where `crypto.randomUUID` is missing: on a plain http address of a local network. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * A message to the kernel.
 * @param {string} session
 * @param {string} type
 * @param {Record<string, any>} content
 * @param {{ channel?: string, metadata?: Record<string, any>, buffers?: (ArrayBuffer | ArrayBufferView)[] }} [more]
 * @returns {Message}
 */
export function message(session, type, content, { channel = "shell", metadata = {}, buffers = [] } = {}) {
  const date = new Date().toISOString();
  const header = { msg_id: newId(), msg_type: type, session, username: "", date, version: "5.3" };
  return { header, parent_header: {}, metadata, content, channel, buffers };
}

/** Bytes of a message that the server takes: a longer one would close the socket, again and again. */
export const LARGEST = 1024 * 1024;

const HEADERS = 4096; // bytes at most that a message has beside its content

/**
 * Whether this is more than the server takes.
 * @param {any} content
 */
export const isTooLarge = (content) => new TextEncoder().encode(JSON.stringify(content)).length + HEADERS > LARGEST;

/** How messages are laid out in the socket's buffers. */
export const PROTOCOL = "v1.kernel.websocket.jupyter.org";

const PARTS = /** @type {const} */ (["header", "parent_header", "metadata", "content"]);

/**
 * One buffer for the socket: how many places are named, the places, then channel, four parts in JSON, and buffers.
 * @param {Message} sent
 */
export function encode(sent) {
  const text = new TextEncoder();
  const json = PARTS.map((part) => text.encode(JSON.stringify(sent[part])));
  const parts = [text.encode(sent.channel), ...json, ...(sent.buffers ?? []).map(asBytes)];
  const head = 8 * (parts.length + 2);
  const whole = new Uint8Array(head + parts.reduce((sum, part) => sum + part.length, 0));
  const view = new DataView(whole.buffer);
  view.setBigUint64(0, BigInt(parts.length + 1), true);
  let at = head;
  parts.forEach((part, index) => {
    view.setBigUint64(8 * (index + 1), BigInt(at), true);
    whole.set(part, at);
    at += part.length;
  });
  view.setBigUint64(8 * (parts.length + 1), BigInt(at), true);
  return whole.buffer;
}

/**
 * The message in a buffer from the socket.
 * @param {ArrayBuffer} data
 * @returns {Message}
 */
export function decode(data) {
  const view = new DataView(data);
  const place = (/** @type {number} */ index) => Number(view.getBigUint64(8 * (index + 1), true));
  const count = Number(view.getBigUint64(0, true)) - 1;
  const parts = Array.from({ length: count }, (_, index) => new Uint8Array(data, place(index), place(index + 1) - place(index)));
  const text = new TextDecoder();
  const [header, parent_header, metadata, content] = parts.slice(1, 5).map((part) => JSON.parse(text.decode(part)));
  const buffers = parts.slice(5).map((part) => new DataView(data, part.byteOffset, part.length));
  return { header, parent_header, metadata, content, channel: text.decode(parts[0]), buffers };
}

/**
 * The messages in one from the kernel: what its widgets say in one moment comes in a bundle.
 * @param {Message} heard
 * @returns {Message[]}
 */
export function unbundled(heard) {
  if (heard.header.msg_type !== "comm_bundle") return [heard];
  return heard.content.messages.map((/** @type {{ msg_type: string, content: Record<string, any> }} */ { msg_type, content }) => ({
    ...heard,
    header: { ...heard.header, msg_type },
    content,
  }));
}

/** @param {ArrayBuffer | ArrayBufferView} data */
function asBytes(data) {
  return data instanceof ArrayBuffer
    ? new Uint8Array(data)
    : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/**
 * A state without its binary values, which follow as buffers with the path each one had.
 * @param {Record<string, any>} state
 */
export function takeBuffers(state) {
  /** @type {{ state: Record<string, any>, paths: (string | number)[][], buffers: (ArrayBuffer | ArrayBufferView)[] }} */
  const taken = { state: {}, paths: [], buffers: [] };
  /** @type {(value: any, path: (string | number)[]) => any} */
  function without(value, path) {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      taken.paths.push(path);
      taken.buffers.push(value);
      return null;
    }
    if (Array.isArray(value)) return value.map((one, index) => without(one, [...path, index]));
    if (value && Object.getPrototypeOf(value) === Object.prototype)
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, without(one, [...path, key])]));
    return value;
  }
  taken.state = without(state, []);
  return taken;
}

/**
 * Put buffers back where they were.
 * @param {Record<string, any>} state
 * @param {(string | number)[][]} paths
 * @param {(ArrayBuffer | ArrayBufferView)[]} buffers
 */
export function putBuffers(state, paths, buffers) {
  paths.forEach((path, index) => {
    /** @type {any} */
    let place = state;
    for (const key of path.slice(0, -1)) place = place[key];
    place[/** @type {string} */ (path.at(-1))] = buffers[index];
  });
  return state;
}

/**
 * Where a widget's script comes from: an address on this server with the name of an export, or the script itself.
 * @param {string} esm
 * @returns {{ address: string, name: string } | { source: string }}
 */
export function scriptOf(esm) {
  const place = /^(\/(?![/\\])[^\s#]+\.m?js)(?:#(\w+))?$/.exec(esm);
  return place ? { address: place[1], name: place[2] ?? "default" } : { source: esm };
}
