/** Texts that learners take with them: their own notes, and what stands on a page that is to be handed in. */

import type { AnsweringAttempt } from "./answers";
import type { InteractionTable } from "./contract";
import { find, findAll, textOf } from "./dom";
import { nameOf } from "./verdicts";
import type { Words } from "./words";

/** Everything that the learner wrote for themselves, in the order of the course; empty where there is nothing. */
export function writeNotes(attempt: AnsweringAttempt): string {
  const { tables } = attempt.course;
  const notes = tables.interactions.filter((table) => table.windowOnly && !!table.prompt).map((table) => {
    const response = attempt.notes.get(table.key);
    return response && "texts" in response ? `${table.prompt || ""}\n\n${response.texts.join("\n")}\n` : "";
  }).filter(Boolean);
  return notes.length ? [tables.course.title, ...notes].join("\n\n") : "";
}

/** A page of questions with what was answered, as text. */
export function writePage(article: HTMLElement, words: Words): string {
  const questions = findAll(article, "[data-question]").map((form) => {
    const groups = findAll(form, "fieldset").filter((group) => !find(group, "fieldset"));
    const asked = textOf(find(form, "legend"));
    const answers = (groups.length ? groups : [form]).map((group) => {
      const own = textOf(find(group, "legend")), given = filled(group).join("; ") || unmarked(words("sheet-nothing"));
      return own && own !== asked ? `${own}: ${given}` : given;
    });
    return `${asked}\n${answers.join("\n")}\n`;
  });
  return [textOf(find(article, "h1")), ...questions].join("\n\n");
}

/** What was answered to a question, or to a part of one: a line for each thing that is matched or put in order, else all in one. */
export function describeAnswer(root: HTMLElement, type: InteractionTable["type"]): string[] {
  if (type === "sequencing") return findAll(root, "[data-part]").map((row, at) => `${at + 1}. ${nameOf(row)}`);
  if (type === "matching") return findAll(root, "[data-part]").map((row) => [nameOf(row), filled(row).join("; ")]).filter(([, given]) => given).map(([name, given]) => tell(name, given));
  const given = filled(root).join("; ");
  return given ? [type === "likert" ? tell(nameOf(root), given) : given] : [];
}

/** What an answer is to, and the answer; a sentence keeps its own sign at the end, but for a full stop. */
export function tell(name = "", given = ""): string {
  return /[?!:…]$/.test(name) ? `${name} ${given}` : `${name.replace(/\.$/, "")}: ${given}`;
}

/** What is chosen or typed in a group of fields, in words. */
function filled(group: HTMLElement): string[] {
  const fields = findAll(group, "input, textarea, select") as (HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[];
  return fields.map((field) => {
    if (field.tagName === "SELECT") return textOf((field as HTMLSelectElement).selectedOptions[0]);
    if (field.type === "radio" || field.type === "checkbox") return (field as HTMLInputElement).checked ? textOf(field.labels && field.labels[0]) : "";
    return field.value.trim();
  }).filter(Boolean);
}

/** A text without the marks of languages (words.ts), for what is no part of the document. */
const unmarked = (text: string): string => text.split(/[\x0e-\x10]/).join("");

/** Hands a text to the learner as a file. */
export function download(window: Window & typeof globalThis, name: string, text: string): void {
  const { document } = window;
  // The mark at the start tells older programs that this is UTF-8.
  const address = window.URL.createObjectURL(new window.Blob(["\ufeff", text.replace(/\n/g, "\r\n")], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  window.setTimeout(() => window.URL.revokeObjectURL(address), 60000);
}
