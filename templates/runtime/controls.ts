/** What the widgets of several kinds share: boxes to tick, a choice for each part, and how each part is marked and locked. */

import type { Boxes, Choices, Code, Marking, PartState, Tools } from "./contract";
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
      inputs, lock,
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

  function choices(root: HTMLElement, changed: () => void): Choices {
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

    function show(marking: Marking | null, wanted: [Code, Code][]): void {
      for (const row of rows) {
        const state = marking ? marking.parts[codeOf(row)] : undefined;
        const pair = marking && marking.revealed && state === "wrong" && wanted.find(([source]) => source === codeOf(row));
        // Of radio buttons the one that was chosen is right or wrong, and not its neighbours.
        showPart(row, controls(row).filter((one) => !state || !isBox(one) || one.checked), state, pair ? words("part-wrong-answer", { answer: wordsOf(row, pair[1]) }) : undefined);
      }
    }

    return {
      lock, show,
      pairs: () => rows.map((row): [Code, Code] => [codeOf(row), chosen(row)]).filter(([, target]) => target),
      complete: () => rows.every(chosen),
      choose: (pairs) => {
        for (const row of rows) choose(row, (pairs.find(([source]) => source === codeOf(row)) || ["", ""])[1]);
      },
      first: () => {
        const open = rows.find((row) => !chosen(row)) || rows[0];
        return (open && (controls(open).find((one) => isBox(one) && one.checked) || controls(open)[0])) || root;
      },
    };
  }

  return { showPart, boxes, choices };
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
