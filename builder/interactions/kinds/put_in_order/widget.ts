/** Lines in order: each is moved by its own two buttons. */

import type { Code, Widget } from "../../../../templates/runtime/contract";

const widget: Widget = (root, table, words, changed, tools) => {
  const list = root.querySelector(".copack-order") as HTMLElement, said = root.querySelector<HTMLElement>("[data-said]");
  const rows = (): HTMLElement[] => Array.from(list.querySelectorAll<HTMLElement>("[data-part]"));
  const codeOf = (row: HTMLElement): Code => row.dataset["part"] || "";
  const button = (row: HTMLElement, way: string): HTMLElement => row.querySelector(`[data-move=${way}]`) as HTMLElement;
  const buttons = (): HTMLElement[] => Array.from(list.querySelectorAll<HTMLElement>("[data-move]"));
  // The order at the start is never the right one, and no answer: nobody has put it so.
  let locked = false, touched = false;

  /** Numbers the lines; the first cannot go up, the last cannot go down. */
  const number = (): void => rows().forEach((row, at, all) => {
    (row.querySelector("[data-place]") as HTMLElement).textContent = String(at + 1);
    button(row, "up").hidden = at === 0;
    button(row, "down").hidden = at === all.length - 1;
  });

  const move = (row: HTMLElement, way: string): void => {
    // Its neighbour moves in the document, so that the focus stays where it is.
    if (way === "up") row.after(row.previousElementSibling as Element);
    else row.before(row.nextElementSibling as Element);
    touched = true;
    number();
    if (button(row, way).hidden) button(row, way === "up" ? "down" : "up").focus();
    const text = row.querySelector("[data-text]"), all = rows();
    if (said) said.textContent = words("order-moved", { text: (text && text.textContent) || "", place: all.indexOf(row) + 1, total: all.length });
    changed();
  };

  list.addEventListener("click", (event) => {
    const pressed = (event.target as Element).closest<HTMLElement>("[data-move]"), row = pressed && pressed.closest<HTMLElement>("[data-part]");
    if (pressed && row && !locked) move(row, pressed.dataset["move"] || "");
  });

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
        tools.showPart(row, [button(row, "up"), button(row, "down")], state, place ? words("part-wrong-place", { place }) : undefined);
      }
    },
    lock: (now) => {
      locked = now;
      // What was said of the last move is over.
      if (said) said.textContent = "";
      for (const button of buttons()) {
        if (now) button.setAttribute("aria-disabled", "true");
        else button.removeAttribute("aria-disabled");
      }
    },
    first: () => buttons().find((button) => !button.hidden) || root,
  };
};

export default widget;
