/** `window.copack`: where kinds, drivers, parts, session files and tables meet; starts the player when all are here. */

import type { Copack, Enhance, Host, MakeDriver, Parts, Tables, Widget } from "./contract";
import { announce } from "./announce";
import { makeAttempt } from "./attempt";
import { newSeed } from "./chance";
import { makeCourse } from "./course";
import { showDisplay } from "./display";
import { box, fill, findAll, focus, show } from "./dom";
import { makeHost } from "./host";
import { makeLate } from "./late";
import { launch } from "./launch";
import { replaceOldPage } from "./launch_page";
import { makeNotes } from "./notes";
import { makeNotices } from "./notices";
import { play } from "./player";
import { restore } from "./restore";
import { unpackTables } from "./table_rows";
import { makeLibrary, readSessionFiles } from "./sessions";
import { watchLanguages } from "./languages";
import { makeWords, type Words } from "./words";

const widgets = new Map<string, Widget>();
const drivers = new Map<string, MakeDriver>();
const blocks = new Map<string, Enhance>();
const parts: Partial<Parts> = {};
let notify: Host["notify"] = () => undefined;
const host = makeHost(window, parts, (name, values) => notify(name, values));
let held: Tables | null = null;
let tellAgain = (): void => undefined;
const late = makeLate(host, () => held, () => { tellAgain(); });
const library = makeLibrary(host, readSessionFiles(document));

const copack: Copack = {
  widget: (kind, widget) => { widgets.set(kind, widget); },
  driver: (name, make) => { drivers.set(name, make); },
  block: (name, enhance) => { blocks.set(name, enhance); },
  part: (name, part) => { parts[name] = part; },
  session: (id, digest, pages) => library.register(id, digest, pages),
  begun: false,
  tables: (packed) => {
    const tables = unpackTables(packed);
    copack.begun = true;
    held = tables;
    if (document.readyState !== "loading") void begin(tables);
    else document.addEventListener("DOMContentLoaded", () => { void begin(tables); });
  },
  late: (half) => { late.bring(half); },
  rest: (rest) => { late.take(rest); },
};
window.copack = copack;
showDisplay(host);

async function begin(tables: Tables): Promise<void> {
  if (!(await replaceOldPage(host))) await start(tables);
}

async function start(tables: Tables): Promise<void> {
  const { spoken, language } = tables.course;
  watchLanguages(document, spoken, language);
  const words = makeWords(tables.words, spoken, language);
  const article = box("page"), makeDriver = drivers.get(tables.driver.name);
  if (!article || !makeDriver) return;
  const firstPage = { id: article.dataset["page"] || "", html: article.innerHTML };
  const { tell, show: showNotices } = makeNotices(words, (sentence) => { announce(host, sentence); });
  tellAgain = showNotices;
  notify = (name, values) => { tell("driver", name, values); };
  const driver = makeDriver(host, tables.driver.table, tables);
  let launched = await launch(driver);
  // What is asked takes its look from the whole sheet.
  if (launched.ask) await late.fetch();
  const fresh = launched.ask && !(await askContinue(words, tables.course.title));
  if (fresh) {
    if (driver.clear) driver.clear();
    launched = { ...launched, states: [], location: "", finished: false };
  }
  const restored = restore(launched);
  tell("state", restored.notice);
  tell("launch", launched.notice || (launched.connection === "untracked" ? "notice-untracked" : ""));
  // Only a course with a mark of its own can be asked for another one.
  const asked = launched.mark !== undefined && tables.pass.mark !== null ? { ...tables, pass: { ...tables.pass, mark: launched.mark } } : tables;
  if (restored.state.seed === null) restored.state.seed = newSeed(host.uuid());
  const notes = makeNotes(host, tables.course, launched.connection === "untracked" ? null : launched.states, restored.state.seed);
  if (fresh) notes.clear();
  play({ host, words, tell, driver, launch: launched, library, late, widgets, blocks, firstPage }, makeAttempt(makeCourse(asked), restored.state, notes), restored.kept);
}

/** Tracking contract 5: on a shared device nobody sees somebody else's answers unasked. */
function askContinue(words: Words, course: string): Promise<boolean> {
  document.title = words("title", { page: words("ask-heading"), course });
  fill("start-heading", words("ask-heading"));
  fill("start-text", words("ask-text"));
  show(box("ask"), true);
  focus(findAll(document, '[data-slot="start-heading"]')[0] || null);
  return new Promise((done) => {
    for (const button of findAll(document, "[data-ask] [data-action]")) button.onclick = () => done(button.dataset["action"] === "continue");
  });
}
