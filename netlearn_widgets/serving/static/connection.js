// The one WebSocket to the page's kernel: it notices by itself when it is dead, and comes back.
import { PROTOCOL, backoff, decode, encode, message, newId } from "./message.js";

const BEAT = 10_000; // between two questions whether the kernel is there
const PATIENCE = 4_000; // how long an answer may take
const WAKING = 2_000; // and how long after the phone was asleep or offline
const QUEUE = 500; // messages kept while there is no connection

/**
 * @typedef {import("./message.js").Message} Message
 * @typedef {object} Hearing
 * @property {() => void} opened the kernel can be talked to
 * @property {() => void} lost it cannot, and we are trying
 * @property {() => void} gone the kernel has ended; this connection is closed for good
 * @property {(heard: Message) => void} heard
 */

export class Connection {
  #session = newId();
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {ArrayBuffer[]} */
  #queue = [];
  #tries = 0;
  #closed = false;
  #beat = 0;
  #deadline = 0;
  #again = 0;
  #leave = new AbortController();

  /**
   * @param {string} kernel its address on this server, without a trailing slash
   * @param {Hearing} hearing
   */
  constructor(kernel, hearing) {
    this.kernel = kernel;
    this.hearing = hearing;
    const wake = () => this.wake();
    const { signal } = this.#leave;
    for (const name of ["online", "pageshow", "focus"]) addEventListener(name, wake, { signal });
    document.addEventListener("visibilitychange", wake, { signal });
    this.#open();
  }

  /**
   * Send a message, now or when the connection is back.
   * @param {string} type
   * @param {Record<string, any>} content
   * @param {{ channel?: string, metadata?: Record<string, any>, buffers?: (ArrayBuffer | ArrayBufferView)[] }} [more]
   */
  send(type, content, more) {
    const data = encode(message(this.#session, type, content, more));
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(data);
    else if (this.#queue.length < QUEUE) this.#queue.push(data);
  }

  /** Ask at once whether the kernel is still there: the phone was asleep, or the network is back. */
  wake() {
    if (this.#closed || document.visibilityState === "hidden") return;
    if (this.#socket?.readyState === WebSocket.OPEN) this.#ask(WAKING);
    else if (this.#again) this.#check();
  }

  /** End the connection for good. */
  close() {
    this.#closed = true;
    this.#leave.abort();
    this.#drop();
  }

  #open() {
    const address = new URL(`${this.kernel}/channels?session_id=${this.#session}`, location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address, PROTOCOL);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      for (const data of this.#queue.splice(0)) socket.send(data);
      this.#ask(PATIENCE);
      this.hearing.opened();
    };
    socket.onmessage = ({ data }) => this.#hear(decode(data));
    socket.onclose = () => this.#lose();
    this.#socket = socket;
    this.#deadline = setTimeout(() => this.#lose(), PATIENCE * 2);
  }

  /** @param {Message} heard */
  #hear(heard) {
    const { msg_type: type } = heard.header;
    if (type === "kernel_info_reply") this.#answered();
    else if (type === "status" && ["dead", "restarting"].includes(heard.content.execution_state)) this.#end();
    else this.hearing.heard(heard);
  }

  /**
   * One heartbeat. It goes to the control channel, which answers while the kernel is busy.
   * @param {number} patience
   */
  #ask(patience) {
    clearTimeout(this.#beat);
    clearTimeout(this.#deadline);
    this.send("kernel_info_request", {}, { channel: "control" });
    this.#deadline = setTimeout(() => this.#lose(), patience);
  }

  #answered() {
    clearTimeout(this.#beat);
    clearTimeout(this.#deadline);
    this.#tries = 0;
    this.#beat = setTimeout(() => (document.visibilityState === "hidden" ? this.#answered() : this.#ask(PATIENCE)), BEAT);
  }

  #drop() {
    for (const timer of [this.#beat, this.#deadline, this.#again]) clearTimeout(timer);
    this.#again = 0;
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #lose() {
    this.#drop();
    if (this.#closed) return;
    this.hearing.lost();
    this.#again = setTimeout(() => this.#check(), backoff(this.#tries++));
  }

  /** Is the kernel there? Then connect to it again; if it is gone, say so; if nobody answers, wait. */
  async #check() {
    clearTimeout(this.#again);
    this.#again = 0;
    const status = await fetch(this.kernel, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) }).then(
      (response) => response.status,
      () => 0,
    );
    if (this.#closed || this.#socket) return;
    if (status === 200) this.#open();
    else if (status === 404) this.#end();
    else this.#lose();
  }

  #end() {
    this.close();
    this.hearing.gone();
  }
}
