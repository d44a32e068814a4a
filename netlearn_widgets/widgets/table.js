// A table that is filled in row by row: each row a small form. A row that is not fit to share yet stays on this device.
import { elementId, h, newId, say } from "./dom.js";
import { following, inserted, Undo } from "./list.js";
import { questionWidget } from "./question.js";
import { alike, began, carried, rowTitle, seen, sorted, waitsFor, withRows } from "./table_rows.js";
import { brief, roomLeft, unpacked } from "./words.js";

/** @typedef {import("./table_rows.js").Row} Row */
/** @typedef {import("./table_rows.js").Column} Column */

export default questionWidget((ask) => {
  const spec = /** @type {any} */ (ask.spec);
  const thing = spec.row;
  const called = thing.charAt(0).toUpperCase() + thing.slice(1);
  const undo = new Undo();
  const shared = () => ask.value() ?? [];
  /** @type {() => Row[]} */
  const waiting = () => unpacked(ask.draft("rows")) ?? [];
  const rows = () => seen(shared(), waiting());
  /** @type {() => Row[]} */
  const were = () => unpacked(ask.draft("were")) ?? [];

  /**
   * Take the rows as they are now: the fit ones are sent, the others kept on this device.
   * @param {Row[]} next
   * @param {{ typing?: boolean, before?: Row[], from?: Row[] }} [how] typing: somebody types; before: what the group has
   *   of these rows; from: rows as the person saw them, where another device has changed them since
   */
  function change(next, { typing = false, before = shared(), from = [] } = {}) {
    const sorting = sorted(spec, next, before);
    const still = began(sorting.waiting, were(), withRows(shared(), from));
    const done = were().filter((row) => !still.some((one) => one.id === row.id));
    ask.draft("rows", sorting.waiting.length ? JSON.stringify(sorting.waiting) : "");
    ask.draft("were", still.length ? JSON.stringify(still) : "");
    const made = withRows(from, done).filter((row) => sorting.send.some((one) => one.id === row.id));
    if (alike(spec, sorting.send, shared())) draw();
    else ask.set(sorting.send.length ? sorting.send : null, typing, (base) => withRows(base ?? [], made));
  }

  function add() {
    if (rows().length >= spec.most) {
      full.textContent = `The table holds ${spec.most}, and no more fit. Take one away to add another.`;
      return;
    }
    const row = { id: newId() };
    undo.clear();
    change([...rows(), row]);
    const item = list.lastElementChild;
    item?.querySelector("details")?.setAttribute("open", "");
    /** @type {HTMLElement | null | undefined} */ (item?.querySelector("input, select, textarea"))?.focus();
  }

  const goingOn = () => carried(spec, ask.context().before?.rows ?? [], rows());

  function carryOver() {
    const first = goingOn()[0];
    undo.clear();
    change([...rows(), ...goingOn()]);
    const item = [...list.children].find((one) => /** @type {HTMLElement} */ (one).dataset.id === first?.id);
    item?.querySelector("summary")?.focus();
  }

  /** @param {string} id */
  function take(id) {
    const before = rows();
    const index = before.findIndex((row) => row.id === id);
    const known = shared().filter((/** @type {Row} */ row) => row.id === id);
    change(before.filter((row) => row.id !== id));
    undo.offer(index, id, `${called} ${index + 1} taken away`, () => {
      undo.clear();
      change(inserted(rows(), index, before[index]), { before: [...shared(), ...known] });
      const item = [...list.children].find((one) => /** @type {HTMLElement} */ (one).dataset.id === id);
      item?.querySelector("summary")?.focus();
    });
    draw();
    undo.button.focus();
  }

  /**
   * @param {string} id
   * @param {Column} column
   * @param {string} text
   * @param {string} was what stood there before
   */
  function write(id, column, text, was) {
    undo.clear();
    const row = rows().find((one) => one.id === id) ?? { id };
    const stale = (row[column.key] ?? "") !== was;
    change(withRows(rows(), [{ ...row, [column.key]: text }]), {
      typing: column.type === "text",
      from: stale ? [{ ...row, [column.key]: was }] : [],
    });
  }

  /** @returns {import("./list.js").Entry} */
  function rowEntry(/** @type {any} */ first) {
    const cells = spec.columns.map((/** @type {Column} */ column) =>
      cell(column, (text, was) => write(first.id, column, text, was)),
    );
    const name = h("span", { class: "nl-row-name" });
    const mark = h("span", { class: "nl-row-mark" }, "Not shared yet");
    const waits = h("p", { class: "nl-waits" });
    const off = h("button", { type: "button", class: "nl-link", onclick: () => take(first.id) }, "Take away");
    const details = h(
      "details",
      { class: "nl-table-row" },
      h("summary", {}, h("span", { class: "nl-summary" }, name, mark)),
      h("div", { class: "nl-cells" }, ...cells.map((/** @type {any} */ one) => one.node)),
      waits,
      off,
    );
    details.open = waitsFor(spec, first) !== "";
    return {
      node: h("li", { "data-id": first.id }, details),
      draw(row, index) {
        for (const one of cells) one.draw(row);
        const title = rowTitle(spec, row);
        const words = waitsFor(spec, row);
        const known = shared().some((/** @type {Row} */ one) => one.id === row.id);
        name.textContent = `${called} ${index + 1}${title && ": "}${brief(title, 60)}`;
        mark.hidden = words === "";
        const meanwhile = known ? ", and the group still has the earlier words." : ".";
        waits.textContent = words && `Not shared yet: ${words} It is kept on this device${meanwhile}`;
        waits.hidden = words === "";
        off.setAttribute("aria-label", `Take away ${thing} ${index + 1}`);
      },
    };
  }

  /**
   * One cell with its label.
   * @param {Column & { hint?: string }} column
   * @param {(text: string, was: string) => void} written
   */
  function cell(column, written) {
    const id = elementId("cell");
    let shown = "";
    const about = `${id}-about`;
    const needed = column.required ? "true" : undefined;
    const common = { id, class: "nl-input", "aria-describedby": about, "aria-required": needed, oninput: () => type() };
    const options = [{ key: "", label: "Choose…" }, ...column.options];
    const input =
      column.type === "choice"
        ? h("select", common, ...options.map((one) => h("option", { value: one.key }, one.label)))
        : column.type === "date"
          ? h("input", { ...common, type: "date", max: "9999-12-31", onblur: () => finish() })
          : h("textarea", { ...common, rows: 1, dir: "auto", onblur: () => draw() });
    const room = h("p", { class: "nl-room" });
    const wrong = h("p", { class: "nl-wrong", role: "alert" });

    function type() {
      wrong.textContent = "";
      if (column.type === "text") room.textContent = roomLeft(input.value, spec.longest);
      written(input.value, shown);
    }
    /** A date that is half typed has no value a page could keep; its writer should know. */
    function finish() {
      wrong.textContent = input.validity.badInput ? "This date is not complete, and is not kept yet." : "";
    }
    /** @param {Row} row */
    function show(row) {
      const text = row[column.key] ?? "";
      if (input === document.activeElement && input.value !== text) return;
      shown = text;
      if (input.value === text) return;
      const lost = column.type === "choice" && ![...input.querySelectorAll("option")].some((one) => one.value === text);
      if (lost) input.append(h("option", { value: text }, text));
      input.value = text;
    }

    const label = h(
      "label",
      { class: "nl-label", for: id },
      column.required ? `${column.label} (needed)` : column.label,
    );
    const hint = h("p", { class: "nl-help", id: about });
    const node = h("div", { class: "nl-field" }, h("div", {}, label, hint), input, room, wrong);
    return {
      node,
      /** @param {Row} row */
      draw(row) {
        say(hint, [column.hint, ask.context().notices?.[column.key]].filter(Boolean).join(" "));
        show(row);
      },
    };
  }

  const none = h("p", { class: "nl-soft" }, `No ${thing} yet. Begin with one; you can share it bit by bit.`);
  const list = h("ol", { class: "nl-table-rows" });
  const follow = following(list, (row) => (row.id === "undo" ? undo.entry() : rowEntry(row)));
  const button = h("button", { type: "button", class: "nl-button", onclick: add });
  const carry = h("button", { type: "button", class: "nl-button nl-quiet", onclick: carryOver });
  const full = h("p", { class: "nl-wrong", role: "alert" });

  function draw() {
    const now = rows();
    follow(undo.among(now));
    none.hidden = list.children.length > 0;
    button.textContent = now.length ? `Add another ${thing}` : `Add a first ${thing}`;
    const open = goingOn().length;
    carry.hidden = open === 0;
    carry.textContent = `Carry over ${open} ${thing}${open === 1 ? "" : "s"} from last time`;
    if (now.length < spec.most) full.textContent = "";
  }

  return { nodes: [none, list, h("div", { class: "nl-row" }, button, carry), full], draw };
});
