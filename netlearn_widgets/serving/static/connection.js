// The one WebSocket to the page's kernel: it notices by itself when it is dead, and comes back.
import { LARGEST, PROTOCOL, decode, encode, message, newId, unbundled } from "./message.js";
import { HIDDEN, backoff } from "./patience.js";
import { whenBack, within } from "./signals.js";

const SILENCE = 15_000; // how long nothing may be heard before the server is asked whether it is there
const UNANSWERED = 2_000; // and after something was sent
const PATIENCE = 4_000; // how long its answer may take
const WAKING = 1_200; // and how long after the phone was asleep or offline
const OPENING = 10_000; // how long a socket may take to open, and a kernel to listen
const MOST = 500; // messages kept until the kernel has heard them
const HELD_BACK = 3; // times the kernel is there and no socket opens, until the network is to blame
const GONE = [403, 404, 410]; // what the server says when the kernel is not there for this page

/**
 * @typedef {import("./message.js").Message} Message
 * @typedef {object} Hearing
 * @property {() => void} opened the kernel can be talked to
 * @property {(trouble: "lost" | "blocked") => void} lost it cannot, and we are trying
 * @property {() => void} gone the kernel has ended; this connection is closed for good
 * @property {(heard: Message) => void} heard
 */

export class Connection {
  #session = newId();
  /** @type {WebSocket | null} */
  #socket = null;
  /** By id, what the kernel has not worked off yet. @type {Map<string, { data: ArrayBuffer, text: string }>} */
  #unheard = new Map();
  #tries = 0;
  #answered = 0;
  #expecting = false;
  #beat = 0;
  #deadline = 0;
  #again = 0;
  #attempt = new AbortController();
  #life = new AbortController();

  /**
   * @param {string} kernel its address on this server, without a trailing slash
   * @param {string} pass shows the server that the kernel is this page's own
   * @param {Hearing} hearing
   */
  constructor(kernel, pass, hearing) {
    this.kernel = kernel;
    this.pass = pass;
    this.hearing = hearing;
    whenBack(() => this.wake(), this.#life.signal);
    this.#open(OPENING);
  }

  /** Whether the kernel has worked off all it was sent. */
  get settled() {
    return this.#unheard.size === 0;
  }

  /**
   * Send a message: now, and again over the next socket if this one was dead, unless it is `passing`.
   * @param {string} type
   * @param {Record<string, any>} content
   * @param {{ metadata?: Record<string, any>, buffers?: (ArrayBuffer | ArrayBufferView)[], passing?: boolean }} [more]
   */
  send(type, content, { passing = false, ...more } = {}) {
    if (this.#life.signal.aborted) return;
    const sent = message(this.#session, type, content, more);
    const data = encode(sent);
    if (data.byteLength > LARGEST) return console.error("A message was too large to be sent:", type);
    if (!passing) this.#keep(sent.header.msg_id, data, JSON.stringify(content));
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#socket.send(data);
    if (!this.#expecting) this.#askIn(UNANSWERED);
    this.#expecting = true;
  }

  /**
   * Keep a message until the kernel has heard it; one that says the same as another, as an answer sent once more, once.
   * @param {string} id
   * @param {ArrayBuffer} data
   * @param {string} text
   */
  #keep(id, data, text) {
    const known = [...this.#unheard.values()].some((one) => one.text === text && one.data.byteLength === data.byteLength);
    if (!known && this.#unheard.size < MOST) this.#unheard.set(id, { data, text });
  }

  /** Look at once whether the kernel is still there: the phone was asleep, or the network is back. */
  wake() {
    this.#tries = 0;
    if (this.#socket?.readyState !== WebSocket.OPEN) return this.#retry();
    this.#ask(WAKING);
    this.#check(WAKING);
  }

  /** End the connection for good. */
  close() {
    this.#life.abort();
    this.#attempt.abort();
    this.#drop();
  }

  /** @param {number} patience a first socket may have to wait for its kernel */
  #open(patience) {
    const address = new URL(`${this.kernel}/channels?session_id=${this.#session}`, location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address, [PROTOCOL, `netlearn.${this.pass}`]);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.#answered = 0;
      this.#ask(OPENING);
      for (const { data } of this.#unheard.values()) socket.send(data);
      this.hearing.opened();
    };
    socket.onmessage = ({ data }) => this.#hear(data);
    socket.onclose = () => this.#lose();
    this.#socket = socket;
    this.#deadline = setTimeout(() => this.#lose(), patience);
  }

  /** @param {string | ArrayBuffer} data a message, or the server's word that it is there */
  #hear(data) {
    this.#tries = 0;
    this.#expecting = false;
    clearTimeout(this.#deadline);
    this.#askIn(SILENCE);
    if (typeof data === "string") return;
    const heard = decode(data);
    if (heard.header.msg_type !== "status") return unbundled(heard).forEach((one) => this.hearing.heard(one));
    const { execution_state: state } = heard.content;
    if (state === "idle") this.#unheard.delete(heard.parent_header.msg_id);
    if (state === "dead" || state === "restarting") this.#end();
  }

  /** @param {number} milliseconds */
  #askIn(milliseconds) {
    clearTimeout(this.#beat);
    this.#beat = setTimeout(() => this.#askIfSeen(), milliseconds);
  }

  /** A page nobody looks at stays silent: it asks when it is looked at again. */
  #askIfSeen() {
    if (document.visibilityState === "hidden") this.#askIn(SILENCE);
    else this.#ask(PATIENCE);
  }

  /**
   * Ask the server whether it and the kernel are there.
   * @param {number} patience
   */
  #ask(patience) {
    clearTimeout(this.#beat);
    clearTimeout(this.#deadline);
    this.#socket?.send("there?");
    this.#deadline = setTimeout(() => this.#lose(), patience);
  }

  #drop() {
    for (const timer of [this.#beat, this.#deadline, this.#again]) clearTimeout(timer);
    this.#expecting = false;
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #lose() {
    this.#drop();
    this.hearing.lost(this.#answered >= HELD_BACK ? "blocked" : "lost");
    const pause = document.visibilityState === "hidden" ? HIDDEN : backoff(this.#tries++);
    this.#again = setTimeout(() => this.#retry(), pause);
  }

  /**
   * Try a new socket, and ask at the same time whether the kernel is there. Not first the one, then the other: what is
   * asked may take a way the browser kept open and that is dead, where a socket always takes a new one.
   */
  #retry() {
    this.#drop();
    this.#open(Math.min(OPENING, 2 * WAKING * 2 ** this.#tries));
    this.#check(Math.min(PATIENCE, WAKING * 2 ** this.#tries));
  }

  /**
   * If the kernel is gone, say so. If it is there and still no socket opens, the network holds sockets back.
   * @param {number} patience
   */
  async #check(patience) {
    this.#attempt.abort();
    const attempt = (this.#attempt = new AbortController());
    const status = await this.#status(within(patience, attempt.signal));
    if (attempt.signal.aborted) return;
    if (GONE.includes(status)) this.#end();
    else if (status === 200 && this.#socket?.readyState !== WebSocket.OPEN) this.#answered += 1;
  }

  /** @param {AbortSignal} signal */
  #status(signal) {
    return fetch(this.kernel, { cache: "no-store", headers: { "X-Netlearn-Pass": this.pass }, signal }).then(
      (response) => response.status,
      () => 0,
    );
  }

  #end() {
    this.close();
    this.hearing.gone();
  }
}
