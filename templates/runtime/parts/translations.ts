/**
 * The switch between the languages of a course: pages come from the session files of the chosen language, and texts outside pages are put in the place of
 * those that stand there. What learners have answered hangs on ids and codes, which are the same in every language. A course of one language has no such part.
 */

import type { Host, LanguagePack, LanguageTexts, LocalTable, Parts, Tables, TranslationHooks } from "../contract";

/** Under which name a device keeps the choice, where the platform keeps none. */
const KEPT = "copack-language";
const PATIENCE = 30000;
const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt"];

/** A language that is here: what it says, and texts by those of the first language. */
interface Spoken { texts: LanguageTexts; replacing: [string, string][] }

const openTranslations: Parts["translations"] = (host, tables, hooks) => {
  const { document } = host.window;
  const place = document.querySelector<HTMLElement>("[data-languages]"), main = document.querySelector("main");
  if (!place || !main) return;
  const buttons = Array.from(place.querySelectorAll<HTMLButtonElement>("button"));
  const spoken = new Map<string, Spoken>(), first = document.documentElement.lang, firstPage = { ...hooks.firstPage };
  spoken.set(first, { texts: readTexts(tables, hooks), replacing: [] });
  host.window.copack.language = (tag, { texts, replacing }: LanguagePack) => { spoken.set(tag, { texts, replacing }); };
  let now = first;

  async function turn(button: HTMLButtonElement, isAsked: boolean): Promise<void> {
    const tag = button.lang;
    if (tag === now) return;
    const wanted = spoken.get(tag) || (await fetchPack(host, button.dataset["address"] || "", () => spoken.get(tag)));
    const left = spoken.get(now);
    if (!wanted || !left) {
      if (isAsked) hooks.tell("page-problem");
      return;
    }
    now = tag;
    replaceTexts(document, left.replacing.map(([from, to]): [string, string] => [to, from]));
    replaceTexts(document, wanted.replacing);
    writeTexts(tables, hooks, wanted.texts);
    nameLanguage(tables, tag === first ? tables.course.language : tag);
    Object.assign(hooks.firstPage, tag === first ? firstPage : { id: "", html: "" });
    document.documentElement.lang = tag;
    mark();
    await hooks.draw();
    if (isAsked) hooks.choose(Number(button.dataset["listed"]));
    if (isAsked && host.deviceStore) host.deviceStore.set(KEPT, tag);
  }

  function mark(): void {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.lang === now));
  }

  for (const button of buttons) button.addEventListener("click", () => { void turn(button, true); });
  main.insertBefore(place, main.firstChild);
  place.hidden = false;
  mark();
  const chosen = hooks.chosen(), onDevice = host.deviceStore && host.deviceStore.get(KEPT);
  const wanted = buttons.find(({ lang, dataset }) => (chosen !== null ? dataset["listed"] === String(chosen) : lang === onDevice));
  if (wanted) void turn(wanted, false);
};

/** Asks for the file of a language; resolves to what it holds, or to nothing where it did not arrive. */
function fetchPack(host: Host, address: string, find: () => Spoken | undefined): Promise<Spoken | undefined> {
  const script = host.window.document.createElement("script");
  script.src = address;
  return new Promise<void>((done) => {
    script.onload = script.onerror = () => { done(); };
    host.window.document.head.appendChild(script);
    void host.wait(PATIENCE).then(done);
  }).then(() => {
    script.remove();
    return find();
  });
}

function readTexts({ course, sessions, outcomes, checks, interactions, words }: Tables, { files, words: { language } }: TranslationHooks): LanguageTexts {
  const pages: [string, string][] = [], prompts: [string, string][] = [];
  for (const session of sessions) for (const { id, title } of session.pages) pages.push([id, title]);
  for (const { id, prompt } of interactions) if (prompt) prompts.push([id, prompt]);
  return {
    title: course.title, spoken: language, words: { ...words }, pages: entries(pages), prompts: entries(prompts), shown: {},
    sessions: entries(sessions.map(({ id, title }) => [id, title])),
    files: entries(sessions.map(({ id }) => [id, files.get(id) || { address: "", digest: "" }])),
    outcomes: entries(outcomes.map(({ id, text }) => [id, text])),
    checks: entries(checks.map(({ id, title }) => [id, title])),
  };
}

/** In place: whoever holds a table finds the other words in it. */
function writeTexts(tables: Tables, hooks: TranslationHooks, texts: LanguageTexts): void {
  const { course, sessions, outcomes, checks, interactions, words } = tables;
  course.title = texts.title;
  for (const session of sessions) {
    session.title = texts.sessions[session.id] || session.title;
    for (const page of session.pages) page.title = texts.pages[page.id] || page.title;
  }
  for (const outcome of outcomes) outcome.text = texts.outcomes[outcome.id] || outcome.text;
  for (const check of checks) check.title = texts.checks[check.id] || check.title;
  for (const question of interactions) {
    if (question.prompt) question.prompt = texts.prompts[question.id] || question.prompt;
    question.shown = texts.shown[question.id] || [];
  }
  // An empty sentence counts as none: a form for numbers that this language does not have.
  for (const name of Object.keys(words)) words[name] = "";
  Object.assign(words, texts.words);
  hooks.words.language = texts.spoken;
  for (const id of Object.keys(texts.files)) hooks.files.set(id, texts.files[id] as { address: string; digest: string });
}

/**
 * From now on each statement says that it comes of this language (xAPI 1.0.3 Data 2.4.6, `language`). In place too: whoever fills the shapes of the plan has
 * them in its driver's table; other drivers have none.
 */
function nameLanguage({ driver }: Tables, tag: string): void {
  const { shapes = {} } = driver.table as { shapes?: Record<string, { context: { language: string } }> };
  for (const { context } of Object.values(shapes)) context.language = tag;
}

function entries<Value>(pairs: [string, Value][]): Record<string, Value> {
  const made: Record<string, Value> = {};
  for (const [name, value] of pairs) made[name] = value;
  return made;
}

/** Puts other texts in the place of those that stand outside pages, seen or not. */
function replaceTexts(document: Document, replacing: [string, string][]): void {
  const by = new Map(replacing), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, element = node.nodeType === Node.TEXT_NODE ? node.parentElement : (node as Element);
    if (!element || element.closest("[data-page], [data-languages] *, script, style")) continue;
    if (node.nodeType === Node.TEXT_NODE) {
      const bare = (node as Text).data.trim(), other = by.get(bare);
      if (other !== undefined) (node as Text).data = (node as Text).data.split(bare).join(other);
    } else {
      for (const name of ATTRIBUTES) {
        const other = by.get(element.getAttribute(name) || "");
        if (other !== undefined) element.setAttribute(name, other);
      }
    }
  }
  replaceHeld(document, by);
}

/** The words of an organisation wait in the launch page (blocks/local.ts), with one sentence of ours among them. */
function replaceHeld(document: Document, by: ReadonlyMap<string, string>): void {
  const held = document.querySelector("script[data-local]");
  if (!held) return;
  const table = JSON.parse(held.textContent || "{}") as LocalTable;
  held.textContent = JSON.stringify({ ...table, newTab: by.get(table.newTab) || table.newTab });
}

export default openTranslations;
