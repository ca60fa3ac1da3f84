/** Own words, in a box that grows with them. */

import type { Widget } from "../../../../templates/runtime/contract";

/** From so many characters left on it is said how many, in steps: a sentence at every letter would only disturb. */
const NEAR = 200, STEP = 50;

const widget: Widget = (root, _table, words, changed) => {
  const field = root.querySelector("textarea") as HTMLTextAreaElement, hint = root.querySelector("[data-left]");
  const read = (): { type: "long-fill-in"; texts: string[] } | null => {
    const text = field.value.trim();
    return text ? { type: "long-fill-in", texts: [text] } : null;
  };
  let told = "";
  /** Nothing that was written is hidden, on the screen or on paper. */
  const fit = (): void => {
    field.style.height = "auto";
    // Nothing is known of the height while its page is not shown.
    if (field.scrollHeight) field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
    const left = field.maxLength - field.value.length, near = field.maxLength > 0 && left <= NEAR;
    const sentence = !near ? "" : left < STEP ? words(left > 0 ? "writing-nearly-full" : "writing-full")
      : words("writing-left", { left: left - (left % STEP) });
    if (hint && told !== sentence) hint.textContent = sentence;
    told = sentence;
  };
  field.addEventListener("input", () => {
    fit();
    changed();
  });
  return {
    read,
    draft: read,
    write: (response) => {
      if (response.type !== "long-fill-in") return;
      field.value = response.texts[0] || "";
      fit();
      requestAnimationFrame(fit);
    },
    // Nothing that somebody writes for themselves is right or wrong.
    show: () => undefined,
    lock: (locked) => { field.readOnly = locked === true; },
    first: () => field,
  };
};

export default widget;
