/** A partner for each: one list to choose from beside each thing. */

import type { Code, Widget } from "../../../templates/runtime/contract";

const widget: Widget = (root, table, words, changed) => {
  const rows = Array.from(root.querySelectorAll<HTMLElement>("[data-part]"));
  const lists = rows.map((row) => row.querySelector("select") as HTMLSelectElement);
  let locked = false, kept: string[] = [];
  const pairs = (): [Code, Code][] => rows
    .map((row, at): [Code, Code] => [row.dataset["part"] || "", (lists[at] as HTMLSelectElement).value])
    .filter((pair) => pair[1]);
  lists.forEach((list, at) => {
    // A locked list stays reachable: it neither opens nor turns by a key, and what a browser changes all the same is put back.
    list.addEventListener("mousedown", (event) => { if (locked) event.preventDefault(); });
    list.addEventListener("keydown", (event) => { if (locked && event.key !== "Tab") event.preventDefault(); });
    list.addEventListener("change", () => {
      if (locked) list.value = kept[at] || "";
      else changed();
    });
  });
  return {
    read: () => (pairs().length === rows.length ? { type: "matching", pairs: pairs() } : null),
    draft: () => (pairs().length ? { type: "matching", pairs: pairs() } : null),
    write: (response) => {
      if (response.type !== "matching") return;
      rows.forEach((row, at) => {
        const pair = response.pairs.find(([source]) => source === row.dataset["part"]);
        (lists[at] as HTMLSelectElement).value = pair ? pair[1] : "";
      });
    },
    show: (marking) => {
      const right = table.correct && table.correct[0], wanted = right && right.type === "matching" ? right.pairs : [];
      rows.forEach((row, at) => {
        const list = lists[at] as HTMLSelectElement, mark = row.querySelector<HTMLElement>("[data-mark]");
        if (!mark) return;
        const state = marking && marking.parts[row.dataset["part"] || ""];
        mark.hidden = !state;
        const pair = marking && marking.revealed && state === "wrong" && wanted.find(([source]) => source === row.dataset["part"]);
        const answer = pair && list.querySelector(`option[value="${pair[1]}"]`);
        mark.textContent = !state ? "" : answer ? words("part-wrong-answer", { answer: answer.textContent || "" }) : words(`part-${state}`);
        if (state) {
          row.dataset["state"] = state;
          const feedback = row.querySelector("[data-feedback-for]");
          list.setAttribute("aria-describedby", feedback ? `${mark.id} ${feedback.id}` : mark.id);
        } else {
          delete row.dataset["state"];
          list.removeAttribute("aria-describedby");
        }
      });
    },
    lock: (now) => {
      locked = now;
      kept = lists.map((list) => list.value);
      for (const list of lists) {
        if (now) list.setAttribute("aria-disabled", "true");
        else list.removeAttribute("aria-disabled");
      }
    },
    first: () => lists.find((list) => !list.value) || lists[0] || root,
  };
};

export default widget;
