/** `window.copack`: where kinds, drivers, parts, session files and tables meet; starts the player when all are here. */

import type { Copack, Enhance, Host, MakeDriver, Parts, Tables, Widget } from "./contract";
import { announce } from "./announce";
import { makeAttempt } from "./attempt";
import { newSeed } from "./chance";
import { showDisplay } from "./display";
import { box, fill, findAll, focus, show, showAll } from "./dom";
import { isReadable } from "./first_page";
import { makeHost } from "./host";
import { makeLate, type LateHalf } from "./late";
import { launch } from "./launch";
import { replaceOldPage } from "./launch_page";
import { makeNotices } from "./notices";
import { makeOutline } from "./outline";
import { play } from "./player";
import type { View } from "./position";
import { foundIn, restore } from "./restore";
import { unpackTables } from "./table_rows";
import { makeLibrary, readSessionFiles } from "./sessions";
import { END, makeWords, OF_COURSE, OURS, primaryOf, type Words } from "./words";

const widgets = new Map<string, Widget>();
const drivers = new Map<string, MakeDriver>();
const blocks = new Map<string, Enhance>();
const parts: Partial<Parts> = {};
let notify: Host["notify"] = () => undefined;
let held: Tables | null = null;
let tellAgain = (): void => undefined;
let arrived = (): void => undefined;
let whole: Promise<void> | null = new Promise<void>((done) => { arrived = done; });
/** Brings what comes after the first page to a launch that cannot go on without; after the launch it is asked for anyway. */
let bring: Host["late"] = () => whole;
const host = makeHost(window, parts, (name, values) => notify(name, values), (isNeeded) => (isNeeded && whole ? bring() : whole));
const late = makeLate(host, () => held, () => {
  whole = null;
  arrived();
  tellAgain();
});
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
  const words = speak(tables);
  const article = box("page"), makeDriver = drivers.get(tables.driver.name);
  if (!article || !makeDriver) return;
  const firstPage = { id: article.dataset["page"] || "", html: article.innerHTML };
  const { tell, show: showNotices } = makeNotices(words, (sentence) => { announce(host, sentence); });
  tellAgain = showNotices;
  notify = (name, values) => { tell("driver", name, values); };
  const driver = makeDriver(host, tables.driver.table, tables);
  bring = async () => { await fetchHalf(words, tables, "", article); };
  let launched = await launch(driver);
  bring = () => whole;
  // Who has been here, or may have been, waits for what can say where they were; what is asked takes its look from the whole sheet.
  const isNew = !launched.ask && !foundIn(launched).length && !launched.location && isReadable(firstPage.html, tables);
  const half = isNew ? null : await fetchHalf(words, tables, launched.location, article);
  const startsAnew = launched.ask && !(await askContinue(words, tables.course.title));
  if (startsAnew) {
    if (driver.clear) driver.clear();
    launched = { ...launched, states: [], location: "", finished: false };
  }
  const { state, kept, notice } = restore(launched, half && half.readStates(foundIn(launched)));
  tell("state", notice);
  tell("launch", launched.notice || (launched.connection === "untracked" ? "notice-untracked" : ""));
  const asked = askMark(tables, launched.mark);
  if (state.seed === null) state.seed = newSeed(host.uuid());
  play({ host, words, tell, driver, launch: launched, library, late, widgets, blocks, startsAnew, firstPage }, makeAttempt(makeOutline(asked), state), kept);
}

/** The player's sentences; where they are not in the course's language, the page says of each which it is in. */
function speak({ course: { spoken, language }, words }: Tables): Words {
  if (primaryOf(spoken) !== primaryOf(language)) host.part("languages")(document, { [OURS]: spoken, [OF_COURSE]: language, [END]: "" }, language);
  return makeWords(words, spoken, language);
}

/** A launch may ask for another mark, where the course has a mark of its own. */
function askMark(tables: Tables, mark: number | undefined): Tables {
  return mark !== undefined && tables.pass.mark !== null ? { ...tables, pass: { ...tables.pass, mark } } : tables;
}

/** What comes after the first page. What does not arrive is said in place and asked for again; nothing is recorded meanwhile. */
async function fetchHalf(words: Words, { sessions }: Tables, location: string, article: HTMLElement): Promise<LateHalf> {
  const page = location.split("/")[0], session = sessions.find(({ pages }) => pages.some(({ id }) => id === page));
  const showOnly = (view: View): void => { showAll(document, "[data-view]", ({ dataset }) => dataset["view"] === view); };
  if (session) void library.fetch(session.id);
  for (let failures = 0; ; failures += 1) {
    const half = await late.fetch();
    if (half && failures) showOnly("start");
    show(box("problem"), !half);
    if (half) return half;
    showOnly("page");
    article.textContent = "";
    fill("problem", words(failures ? "page-problem-updated-unrecorded" : "page-problem"));
    focus(findAll(document, "[data-problem] h1")[0] || null);
    await new Promise<void>((done) => {
      for (const button of findAll(document, "[data-problem] [data-action]")) button.onclick = () => { done(); };
    });
  }
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
