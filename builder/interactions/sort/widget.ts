/** Things in groups: radio buttons or one list for each thing. */

import type { Code, Widget } from "../../../templates/runtime/contract";

type Control = HTMLInputElement | HTMLSelectElement;

const widget: Widget = (root, table, words, changed) => {
  const rows = Array.from(root.querySelectorAll<HTMLElement>("[data-part]"));
  const controls = (row: HTMLElement): Control[] => Array.from(row.querySelectorAll<Control>("input, select"));
  const codeOf = (row: HTMLElement): Code => row.dataset["part"] || "";
  let locked = false, kept: { [part: string]: Code } = {};

  const groupOf = (row: HTMLElement): Code => {
    const found = controls(row).find((one) => !(one instanceof HTMLInputElement) || one.checked);
    return found ? found.value : "";
  };
  const put = (row: HTMLElement, group: Code): void => {
    for (const one of controls(row)) {
      if (one instanceof HTMLInputElement) one.checked = one.value === group;
      else one.value = group;
    }
  };
  /** The words of a group, as its control shows them. */
  const wordsOf = (row: HTMLElement, group: Code): string => {
    const radio = controls(row).find((one) => one instanceof HTMLInputElement && one.value === group) as HTMLInputElement | undefined;
    const shown = radio ? (radio.labels || [])[0] : row.querySelector(`option[value="${group}"]`);
    return ((shown && shown.textContent) || "").trim();
  };
  const pairs = (): [Code, Code][] => rows.map((row): [Code, Code] => [codeOf(row), groupOf(row)]).filter((pair) => pair[1]);

  // A locked control stays reachable: it neither opens nor turns, and what a browser changes all the same is put back.
  const refuse = (event: Event): void => { if (locked) event.preventDefault(); };
  for (const row of rows) for (const one of controls(row)) {
    if (one instanceof HTMLInputElement) {
      one.addEventListener("click", refuse);
    } else {
      one.addEventListener("mousedown", refuse);
      one.addEventListener("keydown", (event) => { if (event.key !== "Tab") refuse(event); });
    }
    one.addEventListener("change", () => {
      if (locked) put(row, kept[codeOf(row)] || "");
      else changed();
    });
  }

  const describe = (row: HTMLElement, ids: string): void => {
    for (const one of controls(row)) {
      if (ids) one.setAttribute("aria-describedby", ids);
      else one.removeAttribute("aria-describedby");
    }
  };

  return {
    read: () => (pairs().length === rows.length ? { type: "matching", pairs: pairs() } : null),
    draft: () => (pairs().length ? { type: "matching", pairs: pairs() } : null),
    write: (response) => {
      if (response.type !== "matching") return;
      for (const row of rows) {
        const pair = response.pairs.find(([line]) => line === codeOf(row));
        put(row, pair ? pair[1] : "");
      }
    },
    show: (marking) => {
      const right = table.correct && table.correct[0], wanted = right && right.type === "matching" ? right.pairs : [];
      for (const row of rows) {
        const mark = row.querySelector<HTMLElement>("[data-mark]"), state = marking && marking.parts[codeOf(row)];
        if (!mark) continue;
        const pair = marking && marking.revealed && state === "wrong" && wanted.find(([line]) => line === codeOf(row));
        mark.hidden = !state;
        mark.textContent = !state ? "" : pair ? words("part-wrong-answer", { answer: wordsOf(row, pair[1]) }) : words(`part-${state}`);
        const feedback = row.querySelector("[data-feedback-for]");
        describe(row, !state ? "" : feedback ? `${mark.id} ${feedback.id}` : mark.id);
        if (state) row.dataset["state"] = state;
        else delete row.dataset["state"];
      }
    },
    lock: (now) => {
      locked = now;
      kept = {};
      for (const row of rows) {
        kept[codeOf(row)] = groupOf(row);
        for (const one of controls(row)) {
          if (now) one.setAttribute("aria-disabled", "true");
          else one.removeAttribute("aria-disabled");
        }
      }
    },
    first: () => {
      const open = rows.find((row) => !groupOf(row)) || rows[0];
      return (open && (controls(open).find((one) => one instanceof HTMLInputElement && one.checked) || controls(open)[0])) || root;
    },
  };
};

export default widget;
