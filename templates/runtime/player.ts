/** Ties it together: opens where the learner left off, goes from page to page, leaves. */

import type { Driver, Enhance, Host, Kept, Launch, Widget } from "./contract";
import { announce } from "./announce";
import type { Attempt } from "./attempt";
import { openChecks, restoreCheck, retryCheck, submitCheck, type OpenCheck } from "./checks";
import { makeTools } from "./controls";
import type { Place } from "./course";
import { act, box, fill, findAll, focus, show } from "./dom";
import { checkPractice, restorePractice, retryPractice } from "./practice";
import { openCards, type Card, type Desk } from "./questions";
import { download } from "./notes";
import { makeSaver } from "./saving";
import type { Library } from "./sessions";
import { writeNotes, writePage } from "./export_text";
import { isFinal, newState } from "./state";
import { sessionTitle, showContents, showCourseEnd, showRecord, showSessionEnd } from "./views";
import { counted, type Words } from "./words";

type View = "start" | "page" | "contents" | "session-end" | "course-end" | "recorded" | "glossary" | "record" | "closed";

const LONGEST_LAUNCH = 10 * 3600;

export interface World {
  host: Host;
  words: Words;
  driver: Driver;
  launch: Launch;
  library: Library;
  widgets: Map<string, Widget>;
  /** Browser halves of the blocks that this course uses. */
  blocks: Map<string, Enhance>;
  /** The inner HTML of the page that came with the document. */
  first: { page: string; html: string };
}

/**
 * Plays the course.
 *
 * @param kept the packed state as it was found, when nothing may be written over it; null in the ordinary case
 */
export function play(world: World, attempt: Attempt, kept: string | null): void {
  const { host, words, driver, launch, library, first } = world, { window } = host, { document } = window;
  const { course } = attempt, { places } = course, { sessions } = course.tables;
  const started = host.now();
  const onDevice = launch.connection === "web";
  /** Nothing that happens in this window is written down. */
  const silent = kept !== null || launch.connection === "untracked" || (onDevice && !host.deviceStore);
  let place = places[0] as Place;
  let view: View = "start", before: View = "page";
  let cards: Card[] = [], checks: OpenCheck[] = [];
  /** How often in a row a session did not arrive. */
  let failures = 0;

  const saver = makeSaver(driver, host, {
    compose: () => ({
      state: kept ?? attempt.pack(), location: kept === null ? place.page.id : launch.location, outcome: attempt.outcome(),
      seconds: Math.min(Math.max(Math.floor((host.now() - started) / 1000), 1), LONGEST_LAUNCH),
    }),
    show: (safe, at) => {
      const time = new Date(at), two = (number: number): string => `0${number}`.slice(-2);
      const name = safe === "kept" ? "saved-at" : safe === "waiting" ? "waiting-at" : "not-saved";
      showSaved(name, `${two(time.getHours())}:${two(time.getMinutes())}`);
    },
    tell: (failing) => announce(host, words(failing ? "told-not-saved" : "told-saved-again")),
  });
  const desk: Desk = {
    host, words, attempt, widgets: world.widgets, tools: makeTools(words),
    taken: (step) => { if (!silent) saver.record(step); },
    drafted: () => { if (!silent) saver.later(); },
  };

  function showSaved(name: string, time = ""): void {
    fill("saved", words(name, { time }));
    for (const slot of findAll(document, '[data-slot="saved"]')) slot.dataset["state"] = name;
    fill("end-recorded", words(recorded()));
  }

  // -------------------------------------------------------------- where things stand

  const placeBefore = (): Place | undefined => (view === "page" ? places[places.indexOf(place) - 1] : place);

  const sessionAfter = (): Place["session"] | undefined => sessions[sessions.indexOf(place.session) + 1];

  /** Name of the sentence that says what is recorded. */
  const recorded = (): string => (
    silent ? "recorded-nothing" : saver.failing() ? "recorded-not-yet" : onDevice ? "recorded-web"
      : isFinal(attempt.outcome()) ? "recorded-done" : "recorded-normal"
  );

  // -------------------------------------------------------------- pages

  /** Shows a page by its id, when its session is here; otherwise fetches that first. */
  async function go(id: string, moved = true): Promise<void> {
    const wanted = course.place(id);
    if (!wanted) return;
    place = wanted;
    if (moved) fill("welcome");
    const { session } = wanted;
    const read = (): string | null => (id === first.page ? first.html : library.page(session, id));
    if (read() === null) {
      await library.fetch(session);
      // Meanwhile the learner may have gone elsewhere.
      if (place !== wanted) return;
    }
    const html = read();
    failures = html === null ? failures + 1 : 0;
    show(box("problem"), html === null);
    fill("problem", html === null && words(failures > 1 ? "page-problem-again" : "page-problem"));
    showPage(html || "", html !== null, moved || html === null);
    await host.wait(500);
    // The rest of this session, then the next one, while nothing else is to do.
    const next = sessionAfter();
    if (html !== null && (await library.fetch(session)) && next) await library.fetch(next);
  }

  function showPage(html: string, arrived: boolean, moved: boolean): void {
    const article = box("page") as HTMLElement, { id } = place.page;
    article.dataset["page"] = id;
    article.innerHTML = html;
    world.blocks.forEach((enhance) => enhance(article, { host, words, announce: (sentence) => announce(host, sentence) }));
    // The page counts as seen before its check is shown: the final check must not wait for its own page.
    const step = arrived && attempt.see(id);
    cards = openCards(article, desk);
    checks = openChecks(article, cards, desk);
    for (const card of cards) if (!card.table.check) restorePractice(card, desk);
    for (const check of checks) restoreCheck(check, desk);
    showNotes();
    open("page", moved);
    if (step && !silent) (moved || step.sessions.length || step.reached ? saver.record : saver.hold)(step);
  }

  // -------------------------------------------------------------- views

  /** Shows one view and hides the others; the focus goes to its heading when the learner moved. */
  function open(name: View, moved = true): void {
    // Contents, what is recorded, words explained and the record stand beside the way: "Back to where you were" leads out of them.
    if (!["contents", "recorded", "glossary", "record"].includes(view)) before = view;
    view = name;
    for (const section of findAll(document, "[data-view]")) section.hidden = section.dataset["view"] !== name;
    fillShell();
    const heading = findAll(document, `[data-view="${name}"] h1`).filter((one) => !one.closest("[hidden]"))[0] || null;
    document.title = words("title", { page: (heading && heading.textContent) || "", course: course.tables.course.title });
    if (!moved) return;
    window.scrollTo(0, 0);
    focus(heading);
  }

  function fillShell(): void {
    fill("end-recorded", words(recorded()));
    const { session, at } = place, onPage = view === "page", following = sessionAfter(), previous = placeBefore();
    const minutes = session.pages.slice(at).reduce((sum, one) => sum + one.minutes, 0);
    fill("session", sessionTitle(attempt, words, session));
    fill("place", onPage && counted(words, "place-minutes", "minutes", minutes, { page: at + 1, pages: session.pages.length }));
    show(box("bar"), view !== "closed");
    show(box("footer"), view !== "closed");
    show(box("pager"), onPage || view === "session-end" || view === "course-end");
    const next = act("next"), back = act("back");
    if (next) {
      next.hidden = view === "course-end" || failures > 0;
      next.textContent = onPage ? words("next") : following ? words("next-session", { title: following.title }) : words("finish");
    }
    if (back) {
      back.hidden = !previous;
      back.setAttribute("href", `#${(previous || place).page.id}`);
    }
  }

  function next(): void {
    const { session, at } = place, following = session.pages[at + 1], after = sessionAfter();
    if (view === "page" && following) return void go(following.id);
    if (view === "page" && sessions.length > 1) {
      showSessionEnd(attempt, words, session);
      return open("session-end");
    }
    const page = after && after.pages[0];
    if (page) return void go(page.id);
    showCourseEnd(attempt, words);
    open("course-end");
  }

  // -------------------------------------------------------------- clicks

  function clicked(event: Event): void {
    const target = event.target as Element;
    const button = target.closest<HTMLElement>("[data-action]");
    const action = (button && button.dataset["action"]) || "";
    const link = target.closest<HTMLAnchorElement>('a[href^="#"]');
    const page = action.startsWith("go:") ? action.slice(3) : !action && link ? link.hash.slice(1) : "";
    if (!button && !course.place(page)) return;
    // A link goes nowhere by itself, and a button of a form does not submit it as well.
    event.preventDefault();
    if (page) return void go(page);
    const card = cards.find((one) => one.root.contains(target)), check = checks.find((one) => one.root.contains(target));
    if (action === "check-answer" && card) checkPractice(card, target, desk);
    else if (action === "submit-check" && check) submitCheck(check, desk);
    else if (action === "try-again" && card && !card.table.check) retryPractice(card, desk);
    else if (action === "try-again" && check) retryCheck(check, desk);
    else if (actions[action]) (actions[action] as () => void)();
  }

  const actions: Record<string, () => void> = {
    next,
    back: () => {
      const previous = placeBefore();
      if (previous) void go(previous.page.id);
    },
    retry: () => { void go(place.page.id); },
    contents: () => {
      showContents(attempt, words, place.page.id);
      open("contents");
    },
    recorded: () => {
      show(box("confirm"), false);
      open("recorded");
    },
    glossary: () => open("glossary"),
    record: () => {
      showRecord(attempt, words, host.now());
      open("record");
    },
    return: () => open(before),
    print: () => window.print(),
    "download-notes": () => hand("notes", writeNotes(attempt)),
    "download-page": () => hand(place.page.id, writePage(box("page") as HTMLElement, words)),
    "keep-notes": () => {
      attempt.notes.keep(!attempt.notes.kept());
      showNotes();
    },
    "save-and-exit": () => { void exit(); },
    "save-again": () => { void exit(); },
    reopen: () => window.location.reload(),
    clear: () => {
      show(box("confirm"), true);
      focus(box("confirm"));
    },
    "clear-not": () => {
      show(box("confirm"), false);
      focus(act("clear"));
    },
    "clear-now": () => {
      saver.close();
      attempt.state = newState();
      attempt.notes.clear();
      if (driver.clear) driver.clear();
      showClosed("closed-cleared", true);
    },
  };

  // -------------------------------------------------------------- what learners take with them

  const hand = (name: string, text: string): void => { if (text) download(window as Window & typeof globalThis, `${course.tables.course.id}-${name}.txt`, text); };

  /** Where own words are kept, on every page that asks for some. */
  function showNotes(): void {
    const kept = attempt.notes.kept();
    for (const button of findAll(document, '[data-action="keep-notes"]')) {
      button.hidden = kept === null;
      button.textContent = words(kept ? "notes-forget" : "notes-keep");
    }
    fill("notes", words(kept ? "notes-on-device" : "notes-in-window"));
  }

  // -------------------------------------------------------------- leaving

  async function exit(): Promise<void> {
    showClosed("closing", false);
    const safe: Kept = await saver.leave("exit");
    const lost = safe === "lost" && !silent;
    showClosed(lost ? "closed-lost" : silent ? "closed-nothing" : safe === "waiting" ? "closed-waiting" : onDevice ? "closed-device" : "closed-saved", launch.connection !== "connected" && !lost);
    show(act("save-again"), lost);
    if (lost) return;
    attempt.notes.close();
    const address = driver.returnAddress();
    if (address) window.location.assign(address);
    // Only a window that a script opened may be closed by one (RT-09).
    else if (safe === "kept" && window.opener && window.parent === window) window.close();
  }

  function showClosed(name: string, again: boolean): void {
    fill("closed-heading", words(name));
    fill("closed-text", words(`${name}-text`) || (name !== "closing" && words("closed-text")));
    show(act("save-again"), false);
    show(act("reopen"), again);
    // The last moment to take own words along: the window is about to forget them.
    for (const element of findAll(document, "[data-notes-closing]")) element.hidden = attempt.notes.empty() || !!attempt.notes.kept();
    fill("notice");
    open("closed");
  }

  // -------------------------------------------------------------- beginning

  document.addEventListener("click", clicked);
  document.addEventListener("submit", (event) => {
    event.preventDefault();
    const card = cards.find((one) => one.root === event.target);
    // Enter in a field of a practice question means its button; within a check it must not submit the whole.
    if (card && !card.table.check && !card.root.dataset["state"]) checkPractice(card, document.activeElement || card.root, desk);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !silent) void saver.leave("hidden");
  });
  window.addEventListener("pagehide", (event) => {
    // Kept for the way back by the browser: the course goes on when the learner returns.
    if (!event.persisted) void saver.leave("unload");
    else if (!silent) void saver.leave("hidden");
  });
  show(box("device"), onDevice);
  if (silent) {
    for (const button of findAll(document, '[data-action="save-and-exit"]')) button.textContent = words("exit");
    showSaved(kept === null ? "not-recorded" : "looking-back");
  }
  const found = course.place(launch.location);
  const welcome = found && attempt.state.pages.size ? words("welcome-back", { page: found.page.title }) : "";
  // Who was asked first has used a button that is gone now: the focus goes to the page.
  void go((found || place).page.id, launch.ask);
  fill("welcome", welcome);
  announce(host, welcome);
}
