/** What the widgets of several kinds share: boxes to tick, a choice for each part, and how each part is marked and locked. */

import type { Boxes, Code, InteractionTable, Locked, PartState, Response, Tools, WidgetView } from "./contract";
import { find, findAll, setOrRemove, textOf } from "./dom";
import type { Words } from "./words";
import { gapKey } from "./typed_text";

type Control = HTMLInputElement | HTMLSelectElement;
type Pair = [Code, Code];

export const makeTools = (words: Words): Tools => ({
  isLocked,
  showPart: (...part) => { showPart(words, ...part); },
  boxes: (root, changed) => makeBoxes(words, root, changed),
  comparable: gapKey,
  choosing: (root, changed, missed) => makeChoosing(words, root, changed, missed),
  matching: (root, table, changed) => makeMatching(words, root, table, changed),
});

const isBox = (control: Element): control is HTMLInputElement => control.tagName === "INPUT";

const codeOf = (row: HTMLElement): Code => row.dataset["part"] || "";

const isLocked = (locked: Locked, code: Code): boolean => (typeof locked === "boolean" ? locked : locked.includes(code));

const isOpen = (control: Element): boolean => control.getAttribute("aria-disabled") !== "true";

/** The mark of a part in words, the state of its row, and what describes its controls. */
function showPart(words: Words, row: HTMLElement, controls: Element[], state: PartState | undefined, sentence?: string): void {
  const mark = find(row, "[data-mark]"), feedback = find(row, "[data-feedback-for]");
  if (!mark) return;
  mark.hidden = !state;
  mark.textContent = state ? sentence || words(`part-${state}`) : "";
  if (state) row.dataset["state"] = state;
  else delete row.dataset["state"];
  for (const control of controls) {
    setOrRemove(control, "aria-describedby", !state ? "" : feedback && state !== "missed" ? `${mark.id} ${feedback.id}` : mark.id);
  }
}

// ---------------------------------------------------------------- boxes

function makeBoxes(words: Words, root: HTMLElement, changed: () => void): Boxes {
  const inputs = findAll(root, "input") as HTMLInputElement[];
  const chosen = (): HTMLInputElement[] => inputs.filter((input) => input.checked);
  const lock = lockable(inputs, changed);
  return {
    lock: (locked) => { lock((input) => isLocked(locked, input.value)); },
    codes: () => chosen().map((input) => input.value),
    choose: (codes) => { for (const input of inputs) input.checked = codes.includes(input.value); },
    show: (marking, missed) => {
      for (const input of inputs) {
        const row = input.closest<HTMLElement>("[data-part]"), state = marking ? marking.parts[input.value] : undefined;
        if (row) showPart(words, row, [input], state, state === "missed" && missed ? words(missed) : undefined);
      }
    },
    // Radio buttons are entered at the one that is chosen.
    first: () => (inputs.some((input) => input.type === "radio") && chosen()[0]) || inputs.find(isOpen) || inputs[0] || root,
  };
}

function makeChoosing(words: Words, root: HTMLElement, changed: () => void, missed?: string): WidgetView {
  const boxes = makeBoxes(words, root, changed);
  const read = (): Response | null => {
    const codes = boxes.codes();
    return codes.length ? { type: "choice", codes } : null;
  };
  return {
    ...boxes, read,
    draft: read,
    write: (response) => { if (response.type === "choice") boxes.choose(response.codes); },
    show: (marking) => { boxes.show(marking, missed); },
  };
}

// ---------------------------------------------------------------- a choice for each part

const controlsOf = (row: HTMLElement): Control[] => findAll(row, "input, select") as Control[];

const chosenIn = (row: HTMLElement): Code => (controlsOf(row).find((control) => !isBox(control) || control.checked) || { value: "" }).value;

const partnerIn = (pairs: Pair[], row: HTMLElement): Code => (pairs.find(([source]) => source === codeOf(row)) || ["", ""])[1];

function chooseIn(row: HTMLElement, target: Code): void {
  for (const control of controlsOf(row)) {
    if (isBox(control)) control.checked = control.value === target;
    else control.value = target;
  }
}

/** The words of a target, as its control shows them. */
function wordsOf(row: HTMLElement, target: Code): string {
  const box = controlsOf(row).find((control) => isBox(control) && control.value === target) as HTMLInputElement | undefined;
  return textOf(box ? (box.labels || [])[0] : find(row, `option[value="${target}"]`));
}

function makeMatching(words: Words, root: HTMLElement, table: InteractionTable, changed: () => void): WidgetView {
  const rows = findAll(root, "[data-part]");
  const draft = (): Response | null => {
    const pairs = rows.map((row): Pair => [codeOf(row), chosenIn(row)]).filter(([, target]) => target);
    return pairs.length ? { type: "matching", pairs } : null;
  };
  const [right] = table.correct, wanted = right && right.type === "matching" ? right.pairs : [];
  const lock = lockable(rows.reduce<Control[]>((all, row) => all.concat(controlsOf(row)), []), changed);
  return {
    draft,
    lock: (locked) => { lock((control) => rows.some((row) => row.contains(control) && isLocked(locked, codeOf(row)))); },
    read: () => (rows.every(chosenIn) ? draft() : null),
    write: (response) => { if (response.type === "matching") for (const row of rows) chooseIn(row, partnerIn(response.pairs, row)); },
    show: (marking) => {
      for (const row of rows) {
        const state = marking ? marking.parts[codeOf(row)] : undefined;
        const answer = marking && marking.revealed && state === "wrong" ? wordsOf(row, partnerIn(wanted, row)) : "";
        // Of radio buttons the one that was chosen is right or wrong, and not its neighbours.
        const marked = controlsOf(row).filter((control) => !state || !isBox(control) || control.checked);
        showPart(words, row, marked, state, answer ? words("part-wrong-answer", { answer }) : undefined);
      }
    },
    first: () => {
      const open = rows.find((row) => !chosenIn(row)) || rows.find((row) => controlsOf(row).some(isOpen)) || rows[0], controls = open ? controlsOf(open) : [];
      return controls.find((control) => isBox(control) && control.checked) || controls[0] || root;
    },
  };
}

/**
 * Controls that stay within reach while they are locked, but do not change: no `disabled`, which hides them from the keyboard.
 * Refusing the click of a radio button also refuses the arrow keys, which click what they reach.
 */
function lockable(controls: Control[], changed: () => void): (isLockedNow: (control: Control) => boolean) => void {
  let kept: string[] = [];
  controls.forEach((control, at) => {
    const refuse = (event: Event): void => { if (!isOpen(control)) event.preventDefault(); };
    control.addEventListener(isBox(control) ? "click" : "mousedown", refuse);
    if (!isBox(control)) control.addEventListener("keydown", (event) => { if ((event).key !== "Tab") refuse(event); });
    control.addEventListener("change", () => {
      // What a browser changes all the same is put back.
      if (isOpen(control)) changed();
      else if (!isBox(control)) control.value = kept[at] || "";
    });
  });
  return (isLockedNow) => {
    kept = controls.map((control) => control.value);
    for (const control of controls) setOrRemove(control, "aria-disabled", isLockedNow(control) ? "true" : "");
  };
}
