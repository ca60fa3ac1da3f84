/** Lines in order: each is moved by its own two buttons, or to any place in one choice. */

import type { Code, Locked, Widget } from "../../../../templates/runtime/contract";

const codeOf = (row: HTMLElement): Code => row.dataset["part"] || "";
const rowOf = (control: HTMLElement): HTMLElement | null => control.closest<HTMLElement>("[data-part]");
const button = (row: HTMLElement, way: string): HTMLElement => row.querySelector(`[data-move=${way}]`) as HTMLElement;
const choiceOf = (row: HTMLElement): HTMLSelectElement => row.querySelector("[data-move-to]") as HTMLSelectElement;

const widget: Widget = (root, table, words, changed, tools) => {
  const list = root.querySelector(".copack-order") as HTMLElement, said = root.querySelector<HTMLElement>("[data-said]");
  const rows = (): HTMLElement[] => Array.from(list.querySelectorAll<HTMLElement>("[data-part]"));
  const buttons = (): HTMLElement[] => Array.from(list.querySelectorAll<HTMLElement>("[data-move]"));
  // The order at the start is never the right one, and no answer: nobody has put it so.
  let locked: Locked = false, touched = false;
  /** The lines that change places with one another; what is kept of an earlier try keeps its place. */
  const movable = (): HTMLElement[] => rows().filter((row) => locked === true || !tools.isLocked(locked, codeOf(row)));
  const number = (): void => { numberLines(rows(), movable(), locked !== true); };

  /** @param to place among the lines that can be moved, from 0 */
  const move = (row: HTMLElement, to: number): void => {
    const before = movable(), order = before.filter((other) => other !== row);
    order.splice(to, 0, row);
    arrange(list, rows().map((held) => (before.includes(held) ? order[before.indexOf(held)] as HTMLElement : held)), row);
    touched = true;
    number();
    const text = row.querySelector("[data-text]"), all = rows();
    if (said) said.textContent = words("order-moved", { text: (text && text.textContent) || "", place: all.indexOf(row) + 1, total: all.length });
    changed();
  };

  list.addEventListener("click", (event) => {
    const pressed = (event.target as Element).closest<HTMLElement>("[data-move]"), row = pressed && rowOf(pressed);
    if (!pressed || !row || locked === true) return;
    const isUp = pressed.dataset["move"] === "up";
    move(row, movable().indexOf(row) + (isUp ? -1 : 1));
    if (pressed.hidden) button(row, isUp ? "down" : "up").focus();
  });
  list.addEventListener("change", (event) => {
    const choice = event.target as HTMLSelectElement, row = rowOf(choice), there = rows()[Number(choice.value) - 1];
    if (row && there) move(row, movable().indexOf(there));
  });
  number();

  const read = (): { type: "sequencing"; codes: Code[] } | null => (touched ? { type: "sequencing", codes: rows().map(codeOf) } : null);
  return {
    read,
    draft: read,
    problem: () => "order-needed",
    write: (response) => {
      if (response.type !== "sequencing") return;
      const all = rows();
      touched = all.every((row) => response.codes.indexOf(codeOf(row)) >= 0);
      if (touched) for (const code of response.codes) list.append(...all.filter((row) => codeOf(row) === code));
      number();
    },
    show: (marking) => {
      const [right] = table.correct, order = right && right.type === "sequencing" ? right.codes : [];
      for (const row of rows()) {
        const state = marking ? marking.parts[codeOf(row)] : undefined;
        const place = marking && marking.revealed && state === "wrong" ? order.indexOf(codeOf(row)) + 1 : 0;
        tools.showPart(row, [button(row, "up"), button(row, "down"), choiceOf(row)], state, place ? words("part-wrong-place", { place }) : undefined);
      }
    },
    lock: (now) => {
      locked = now;
      number();
      // What was said of the last move is over.
      if (said) said.textContent = "";
      for (const each of buttons()) if (now === true) each.setAttribute("aria-disabled", "true"); else each.removeAttribute("aria-disabled");
    },
    first: () => buttons().find((each) => !each.hidden) || root,
  };
};

/**
 * Numbers the lines. The first that can be moved cannot go up, the last cannot go down, and none to the place of one that is kept.
 *
 * @param isOpen whether a place may be chosen at all
 */
function numberLines(all: HTMLElement[], movable: HTMLElement[], isOpen: boolean): void {
  all.forEach((row, at) => {
    const place = row.querySelector("[data-place]") as HTMLElement, choice = choiceOf(row), among = movable.indexOf(row);
    place.textContent = String(at + 1);
    choice.hidden = !isOpen || among < 0;
    place.hidden = !choice.hidden;
    choice.value = String(at + 1);
    for (const option of Array.from(choice.options)) option.disabled = !movable.includes(all[Number(option.value) - 1] as HTMLElement);
    button(row, "up").hidden = among <= 0;
    button(row, "down").hidden = among < 0 || among === movable.length - 1;
  });
}

/** Brings the lines into an order. One of them is never taken out of the document, so that it keeps the focus. */
function arrange(list: HTMLElement, order: HTMLElement[], still: HTMLElement): void {
  const at = order.indexOf(still);
  for (const before of order.slice(0, at)) still.before(before);
  list.append(...order.slice(at + 1));
}

export default widget;
