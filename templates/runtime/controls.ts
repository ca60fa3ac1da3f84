/** What the widgets of several kinds share: boxes to tick, a choice for each part, and how each part is marked and locked. */

import type { Boxes, Code, InteractionTable, PartState, Response, Tools, WidgetView } from "./contract";
import { find, findAll } from "./dom";
import type { Words } from "./words";

type Control = HTMLInputElement | HTMLSelectElement;

const isBox = (control: Element): control is HTMLInputElement => control.tagName === "INPUT";

const codeOf = (row: HTMLElement): Code => row.dataset["part"] || "";

export function makeTools(words: Words): Tools {
  /** The mark of a part in words, the state of its row, and what describes its controls. */
  function showPart(row: HTMLElement, controls: Element[], state: PartState | undefined, sentence?: string): void {
    const mark = find(row, "[data-mark]"), feedback = find(row, "[data-feedback-for]");
    if (!mark) return;
    mark.hidden = !state;
    mark.textContent = state ? sentence || words(`part-${state}`) : "";
    if (state) row.dataset["state"] = state;
    else delete row.dataset["state"];
    for (const control of controls) {
      if (state) control.setAttribute("aria-describedby", feedback && state !== "missed" ? `${mark.id} ${feedback.id}` : mark.id);
      else control.removeAttribute("aria-describedby");
    }
  }

  function boxes(root: HTMLElement, changed: () => void): Boxes {
    const inputs = findAll(root, "input") as HTMLInputElement[];
    const lock = lockable(inputs, changed);
    const chosen = (): HTMLInputElement[] => inputs.filter((input) => input.checked);
    return {
      lock,
      codes: () => chosen().map((input) => input.value),
      choose: (codes) => { for (const input of inputs) input.checked = codes.includes(input.value); },
      show: (marking, missed) => {
        for (const input of inputs) {
          const row = input.closest<HTMLElement>("[data-part]"), state = marking ? marking.parts[input.value] : undefined;
          if (row) showPart(row, [input], state, state === "missed" && missed ? words(missed) : undefined);
        }
      },
      // Radio buttons are entered at the one that is chosen.
      first: () => (inputs.some((input) => input.type === "radio") && chosen()[0]) || inputs[0] || root,
    };
  }

  function choosing(root: HTMLElement, changed: () => void, missed?: string): WidgetView {
    const { codes, choose, show, lock, first } = boxes(root, changed);
    const read = (): Response | null => (codes().length ? { type: "choice", codes: codes() } : null);
    return {
      read, lock, first,
      draft: read,
      write: (response) => { if (response.type === "choice") choose(response.codes); },
      show: (marking) => show(marking, missed),
    };
  }

  function matching(root: HTMLElement, table: InteractionTable, changed: () => void): WidgetView {
    const rows = findAll(root, "[data-part]");
    const controls = (row: HTMLElement): Control[] => findAll(row, "input, select") as Control[];
    const chosen = (row: HTMLElement): Code => (controls(row).find((one) => !isBox(one) || one.checked) || { value: "" }).value;
    const lock = lockable(rows.map(controls).reduce((all, some) => all.concat(some), []), changed);

    function choose(row: HTMLElement, target: Code): void {
      for (const one of controls(row)) {
        if (isBox(one)) one.checked = one.value === target;
        else one.value = target;
      }
    }

    /** The words of a target, as its control shows them. */
    function wordsOf(row: HTMLElement, target: Code): string {
      const box = controls(row).find((one) => isBox(one) && one.value === target) as HTMLInputElement | undefined;
      const shown = box ? (box.labels || [])[0] : find(row, `option[value="${target}"]`);
      return ((shown && shown.textContent) || "").trim();
    }

    const pairs = (): [Code, Code][] => rows.map((row): [Code, Code] => [codeOf(row), chosen(row)]).filter(([, target]) => target);
    const draft = (): Response | null => (pairs().length ? { type: "matching", pairs: pairs() } : null);
    const [right] = table.correct, wanted = right && right.type === "matching" ? right.pairs : [];
    const partner = (of: [Code, Code][], row: HTMLElement): Code => (of.find(([source]) => source === codeOf(row)) || ["", ""])[1];

    const show: WidgetView["show"] = (marking) => {
      for (const row of rows) {
        const state = marking ? marking.parts[codeOf(row)] : undefined;
        const answer = marking && marking.revealed && state === "wrong" ? wordsOf(row, partner(wanted, row)) : "";
        // Of radio buttons the one that was chosen is right or wrong, and not its neighbours.
        showPart(row, controls(row).filter((one) => !state || !isBox(one) || one.checked), state, answer ? words("part-wrong-answer", { answer }) : undefined);
      }
    };

    return {
      draft, lock, show,
      read: () => (rows.every(chosen) ? draft() : null),
      write: (response) => {
        if (response.type === "matching") for (const row of rows) choose(row, partner(response.pairs, row));
      },
      first: () => {
        const open = rows.find((row) => !chosen(row)) || rows[0];
        return (open && (controls(open).find((one) => isBox(one) && one.checked) || controls(open)[0])) || root;
      },
    };
  }

  return { showPart, boxes, choosing, matching };
}

/**
 * Controls that stay within reach while they are locked, but do not change: no `disabled`, which hides them from the keyboard.
 * Refusing the click of a radio button also refuses the arrow keys, which click what they reach.
 */
function lockable(controls: Control[], changed: () => void): (now: boolean) => void {
  let locked = false, kept: string[] = [];
  const refuse = (event: Event): void => { if (locked) event.preventDefault(); };
  controls.forEach((control, at) => {
    control.addEventListener(isBox(control) ? "click" : "mousedown", refuse);
    if (!isBox(control)) control.addEventListener("keydown", (event) => { if (event.key !== "Tab") refuse(event); });
    control.addEventListener("change", () => {
      // What a browser changes all the same is put back.
      if (locked && !isBox(control)) control.value = kept[at] || "";
      else if (!locked) changed();
    });
  });
  return (now) => {
    locked = now;
    kept = controls.map((control) => control.value);
    for (const control of controls) {
      if (now) control.setAttribute("aria-disabled", "true");
      else control.removeAttribute("aria-disabled");
    }
  };
}
