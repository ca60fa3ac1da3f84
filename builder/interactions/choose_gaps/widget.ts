/** Missing words, chosen where they are missing. */

import type { Code, Widget } from "../../../templates/runtime/contract";

const widget: Widget = (root, table, words, changed) => {
  const gaps = Array.from(root.querySelectorAll<HTMLElement>("[data-part]"));
  const lists = gaps.map((gap) => gap.querySelector("select") as HTMLSelectElement);
  const codeOf = (gap: HTMLElement): Code => gap.dataset["part"] || "";
  let locked = false, kept: string[] = [];
  const pairs = (): [Code, Code][] => gaps
    .map((gap, at): [Code, Code] => [codeOf(gap), (lists[at] as HTMLSelectElement).value])
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
    read: () => (pairs().length === gaps.length ? { type: "matching", pairs: pairs() } : null),
    draft: () => (pairs().length ? { type: "matching", pairs: pairs() } : null),
    write: (response) => {
      if (response.type !== "matching") return;
      gaps.forEach((gap, at) => {
        const pair = response.pairs.find(([source]) => source === codeOf(gap));
        (lists[at] as HTMLSelectElement).value = pair ? pair[1] : "";
      });
    },
    show: (marking) => {
      const right = table.correct && table.correct[0], wanted = right && right.type === "matching" ? right.pairs : [];
      gaps.forEach((gap, at) => {
        const list = lists[at] as HTMLSelectElement, mark = gap.querySelector<HTMLElement>("[data-mark]");
        if (!mark) return;
        const state = marking && marking.parts[codeOf(gap)];
        const pair = marking && marking.revealed && state === "wrong" && wanted.find(([source]) => source === codeOf(gap));
        const answer = pair && list.querySelector(`option[value="${pair[1]}"]`);
        mark.hidden = !state;
        mark.textContent = !state ? "" : answer ? words("part-wrong-answer", { answer: answer.textContent || "" }) : words(`part-${state}`);
        if (state) {
          gap.dataset["state"] = state;
          list.setAttribute("aria-describedby", mark.id);
        } else {
          delete gap.dataset["state"];
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
