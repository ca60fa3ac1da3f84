/** The review file with script: copies the reply, and keeps drafts on the device for those who ask for it. Nothing is ever sent from here. */

import { type Note, type Reply, writeReply } from "./reply";

const all = <T extends HTMLElement>(selector: string): T[] => Array.from(document.querySelectorAll<T>(selector));
const one = (selector: string): HTMLElement => document.querySelector(selector) as HTMLElement;

type Field = HTMLInputElement | HTMLTextAreaElement;

const fields = (): Field[] => all<Field>("[data-field]");
const isTicked = (field: Field): field is HTMLInputElement => field instanceof HTMLInputElement && /^(?:radio|checkbox)$/.test(field.type);
const valueOf = (name: string): string => {
  const found = fields().filter((field) => field.name === name && (!isTicked(field) || field.checked))[0];
  return found ? found.value.trim() : "";
};

function readNotes(): Note[] {
  return all("[data-passage]").map((element) => {
    const { passage = "", was = "" } = element.dataset;
    const says = (element.querySelector("[data-words]") || element).textContent || "";
    const typed = { better: valueOf(`better-${passage}`), comment: valueOf(`comment-${passage}`), story: valueOf(`story-${passage}`) };
    return { n: Number(passage), was, says: says.replace(/\s+/g, " ").trim(), ...typed };
  }).filter(({ better, comment, story }) => better || comment || story);
}

function readReply(): Reply {
  const { course = "", session = "", digest = "", word = "", title = "" } = one("main").dataset;
  const other = valueOf("role-other");
  return {
    course, session, digest, word, title, name: valueOf("name"), consent: valueOf("consent") === "yes", role: other || valueOf("role"),
    decision: valueOf("decision"), disagreed: valueOf("disagreed"), meeting: valueOf("meeting"), date: valueOf("date"), notes: readNotes(),
  };
}

// ---------------------------------------------------------------- the reply

let copied = true;

function tell(sentence: string): void {
  one("#told").textContent = sentence;
}

function showReply(): void {
  const box = one("#reply") as HTMLTextAreaElement;
  box.value = writeReply(readReply());
  one("#reply-part").hidden = false;
  box.focus();
  box.select();
  const select = "Your reply is in the box below, and all of it is selected. Copy it, and put it into an e-mail.";
  const clipboard = (navigator as Partial<Navigator>).clipboard;
  if (!clipboard) {
    tell(select);
    return;
  }
  clipboard.writeText(box.value).then(() => {
    copied = true;
    tell("Your reply is copied. Open your e-mail, hold a finger or click in an empty message, and choose Paste. It is also in the box below.");
  }, () => { tell(select); });
}

// ---------------------------------------------------------------- drafts

const key = (): string => `copack-review-${one("main").dataset["digest"] || ""}`;

function keep(): void {
  const values = fields().filter((field) => (isTicked(field) ? field.checked : field.value)).map((field) => [field.name, field.value]);
  try {
    localStorage.setItem(key(), JSON.stringify(values));
    sayKept("What you type is kept in this browser, on this device. Anyone who uses this browser can read it.");
  } catch {
    sayKept("This browser does not keep anything for this page. Copy your reply before you close it.");
  }
}

function forget(): void {
  try {
    localStorage.removeItem(key());
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
  sayKept("Nothing is kept on this device. What you typed is in this window alone.");
}

function sayKept(sentence: string): void {
  one("#kept").textContent = sentence;
}

function readKept(): [string, string][] {
  try {
    return JSON.parse(localStorage.getItem(key()) || "[]") as [string, string][];
  } catch {
    return [];
  }
}

/** Puts back what was kept; tells whether there was any. */
function restore(): boolean {
  const kept = readKept();
  for (const [name, value] of kept) {
    for (const field of fields().filter((each) => each.name === name)) {
      if (isTicked(field)) field.checked = field.checked || field.value === value;
      else field.value = value;
      const folded = field.closest("details");
      if (folded) folded.open = true;
    }
  }
  return kept.length > 0;
}

// ---------------------------------------------------------------- the page

function start(): void {
  for (const element of all("[data-with-script]")) element.hidden = false;
  for (const element of all("[data-without-script]")) element.hidden = true;
  const choice = one("#keep") as HTMLInputElement;
  choice.checked = restore();
  if (choice.checked) keep();
  choice.addEventListener("change", () => { if (choice.checked) keep(); else forget(); });
  one("form").addEventListener("input", ({ target }) => {
    if (target === choice) return;
    copied = false;
    if (choice.checked) keep();
  });
  one("form").addEventListener("submit", (event) => event.preventDefault());
  one("#copy").addEventListener("click", showReply);
  one("#reply").addEventListener("copy", () => { copied = true; });
  window.addEventListener("beforeunload", (event) => { if (!copied && !choice.checked) event.preventDefault(); });
}

start();
