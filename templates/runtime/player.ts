/** Ties it together: opens where the learner left off, goes from page to page, leaves. */

import type { Driver, Host, Launch, Widget } from "./contract";
import { announce } from "./announce";
import { Attempt, type Step } from "./attempt";
import { openChecks, restoreCheck, retryCheck, submitCheck, type OpenCheck } from "./checks";
import type { Course, Place } from "./course";
import { fill, find, findAll, focus, show } from "./dom";
import { checkPractice, openCards, restorePractice, retryPractice, type Card, type Desk } from "./questions";
import { Saver } from "./saving";
import type { Library } from "./sessions";
import { isFinal, newState } from "./state";
import { sessionTitle, showContents, showCourseEnd, showRecord, showSessionEnd } from "./views";
import { counted, type Words } from "./words";

export type View = "start" | "page" | "contents" | "session-end" | "course-end" | "recorded" | "record" | "closed";

/** Views that stand beside the way through the course: "Back to where you were" leads out of them. */
const ASIDE: View[] = ["contents", "recorded", "record"];
const LONGEST_LAUNCH = 10 * 3600;

export interface World {
  host: Host;
  words: Words;
  course: Course;
  driver: Driver;
  launch: Launch;
  library: Library;
  widgets: Map<string, Widget>;
  /** The inner HTML of the page that came with the document. */
  first: { page: string; html: string };
}

export class Player {
  private readonly saver: Saver;
  private readonly desk: Desk;
  private readonly started: number;
  private place: Place;
  private view: View = "start";
  private before: View = "page";
  private cards: Card[] = [];
  private checks: OpenCheck[] = [];
  /** How often in a row a session did not arrive. */
  private failures = 0;

  /**
   * @param kept the packed state as it was found, when nothing may be written over it; null in the ordinary case
   */
  constructor(private readonly world: World, private readonly attempt: Attempt, private readonly kept: string | null) {
    const { host, words, driver, course } = world;
    this.started = host.now();
    this.place = course.places[0] as Place;
    this.saver = new Saver(driver, host, {
      compose: () => this.compose(),
      show: (saved, at) => this.showSaved(saved === "kept" ? "saved-at" : saved === "waiting" ? "waiting-at" : "not-saved", at),
      tell: (failing) => announce(host, words(failing ? "told-not-saved" : "told-saved-again")),
    });
    this.desk = {
      host, words, attempt, widgets: world.widgets,
      taken: (step) => this.take(step),
      drafted: () => { if (!this.silent) this.saver.later(); },
    };
  }

  /** Nothing that happens in this window may be written down. */
  private get silent(): boolean {
    return this.kept !== null || this.world.launch.connection === "untracked";
  }

  // -------------------------------------------------------------- beginning

  begin(location: string): void {
    const { words, course, launch, host } = this.world;
    const found = course.place(location);
    show(find(document, "[data-bar]"), true);
    show(find(document, "[data-footer]"), true);
    show(find(document, "[data-device]"), launch.connection === "web");
    if (this.silent) {
      for (const button of findAll(document, '[data-action="save-and-exit"]')) button.textContent = words("exit");
      fill("saved", words(this.kept === null ? "not-recorded" : "looking-back"));
    }
    this.listen();
    const welcome = found && this.attempt.state.pages.size ? words("welcome-back", { page: found.page.title }) : "";
    fill("welcome", welcome);
    announce(host, welcome);
    void this.go((found || this.place).page.id, false);
  }

  private listen(): void {
    const { window } = this.world.host, { document } = window;
    document.addEventListener("click", (event) => this.clicked(event));
    document.addEventListener("submit", (event) => {
      event.preventDefault();
      const card = this.cards.find((one) => one.root === event.target);
      // Enter in a field of a practice question means its button; within a check it must not submit the whole.
      if (card && !card.table.check && !card.root.dataset["state"]) checkPractice(card, this.desk);
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && !this.silent) void this.saver.leave("hidden");
    });
    window.addEventListener("pagehide", (event) => {
      if (event.persisted && this.silent) return;
      void this.saver.leave(event.persisted ? "hidden" : "unload");
    });
  }

  private compose(): ReturnType<ConstructorParameters<typeof Saver>[2]["compose"]> {
    const seconds = Math.floor((this.world.host.now() - this.started) / 1000);
    return {
      state: this.kept ?? this.attempt.pack(), location: this.kept === null ? this.place.page.id : this.world.launch.location,
      outcome: this.attempt.state.outcome, seconds: Math.min(Math.max(seconds, 1), LONGEST_LAUNCH),
    };
  }

  private take(step: Step): void {
    if (!this.silent) this.saver.record(step);
  }

  private showSaved(name: string, at: number): void {
    const time = new Date(at), two = (number: number): string => `0${number}`.slice(-2);
    fill("saved", this.world.words(name, { time: `${two(time.getHours())}:${two(time.getMinutes())}` }));
    for (const slot of findAll(document, '[data-slot="saved"]')) slot.dataset["state"] = name;
  }

  // -------------------------------------------------------------- pages

  /** Shows a page by its id, when its session is here; otherwise fetches that first. */
  private async go(id: string, moved = true): Promise<void> {
    const { course, library, words, first } = this.world;
    const place = course.place(id);
    if (!place) return;
    this.place = place;
    if (moved) fill("welcome");
    let html = id === first.page ? first.html : library.page(place.session, id);
    show(find(document, "[data-problem]"), false);
    if (html === null) {
      const tries = this.failures;
      const arrived = await library.fetch(place.session);
      if (this.place !== place) return;
      html = library.page(place.session, id);
      if (!arrived || html === null) {
        this.failures = tries + 1;
        this.clear();
        fill("problem", words(tries ? "page-problem-again" : "page-problem"));
        show(find(document, "[data-problem]"), true);
        this.open("page", true);
        return;
      }
    }
    this.failures = 0;
    this.showPage(place, html, moved);
    void this.prefetch(place);
  }

  private clear(): HTMLElement {
    const article = find(document, "[data-page]") as HTMLElement;
    this.cards = [];
    this.checks = [];
    article.textContent = "";
    return article;
  }

  private showPage(place: Place, html: string, moved: boolean): void {
    const article = this.clear();
    article.dataset["page"] = place.page.id;
    article.innerHTML = html;
    // The page counts as seen before its check is shown: the final check must not wait for its own page.
    const step = this.attempt.see(place.page.id);
    this.cards = openCards(article, this.desk);
    this.checks = openChecks(article, this.cards, this.desk);
    for (const card of this.cards) if (!card.table.check) restorePractice(card, this.desk);
    for (const check of this.checks) restoreCheck(check, this.desk);
    this.open("page", moved);
    this.take(step);
  }

  /** The rest of this session, then the next one, while nothing else is to do. */
  private async prefetch(place: Place): Promise<void> {
    const { host, course, library } = this.world, { sessions } = course.tables;
    await host.wait(500);
    const next = sessions[sessions.indexOf(place.session) + 1];
    if (await library.fetch(place.session) && next) await library.fetch(next);
  }

  // -------------------------------------------------------------- views

  /** Shows one view and hides the others; the focus goes to its heading when the learner moved. */
  private open(view: View, moved = true): void {
    const { window } = this.world.host;
    if (ASIDE.indexOf(this.view) < 0) this.before = this.view;
    this.view = view;
    for (const section of findAll(document, "[data-view]")) section.hidden = section.dataset["view"] !== view;
    const section = find(document, `[data-view="${view}"]`) as HTMLElement;
    this.fillShell();
    const heading = findAll(section, "h1").filter((one) => !one.closest("[hidden]"))[0] || null;
    document.title = this.world.words("title", { page: (heading && heading.textContent) || "", course: this.world.course.tables.course.title });
    if (!moved) return;
    window.scrollTo(0, 0);
    focus(heading);
  }

  private fillShell(): void {
    const { words } = this.world, { session, at } = this.place;
    const onPage = this.view === "page";
    const minutes = session.pages.slice(at).reduce((sum, one) => sum + one.minutes, 0);
    fill("session", sessionTitle(this.attempt, words, session));
    fill("place", onPage && counted(words, "place-minutes", "minutes", minutes, { page: at + 1, pages: session.pages.length }));
    show(find(document, "[data-bar]"), this.view !== "closed");
    show(find(document, "[data-footer]"), this.view !== "closed");
    show(find(document, "[data-pager]"), onPage || this.view === "session-end" || this.view === "course-end");
    const next = find(document, '[data-action="next"]'), back = find(document, '[data-action="back"]') as HTMLAnchorElement | null;
    if (next) {
      next.hidden = this.view === "course-end";
      const following = this.sessionAfter();
      next.textContent = onPage ? words("next") : following ? words("next-session", { title: following.title }) : words("finish");
    }
    if (back) {
      const previous = onPage ? this.placeBefore() : this.place;
      back.hidden = !previous;
      back.href = `#${(previous || this.place).page.id}`;
    }
  }

  private placeBefore(): Place | undefined {
    const { places } = this.world.course;
    return places[places.indexOf(this.place) - 1];
  }

  private sessionAfter(): Place["session"] | undefined {
    const { sessions } = this.world.course.tables;
    return sessions[sessions.indexOf(this.place.session) + 1];
  }

  private next(): void {
    const { words, course } = this.world, { session, at } = this.place;
    const following = session.pages[at + 1];
    if (this.view === "page" && following) return void this.go(following.id);
    const after = this.sessionAfter();
    if (this.view === "page" && course.tables.sessions.length > 1) {
      showSessionEnd(this.attempt, words, session, this.recorded());
      return this.open("session-end");
    }
    const page = after && after.pages[0];
    if (page) return void this.go(page.id);
    showCourseEnd(this.attempt, words, this.recorded());
    this.open("course-end");
  }

  /** Name of the sentence that says what is recorded, as things stand. */
  private recorded(): string {
    if (this.silent) return "recorded-nothing";
    if (this.saver.failing) return "recorded-not-yet";
    if (this.world.launch.connection === "web") return "recorded-web";
    return isFinal(this.attempt.state.outcome) ? "recorded-done" : "recorded-normal";
  }

  // -------------------------------------------------------------- clicks

  private clicked(event: MouseEvent): void {
    const target = event.target as Element;
    const button = target.closest<HTMLElement>("[data-action]");
    const action = (button && button.dataset["action"]) || "";
    const link = target.closest<HTMLAnchorElement>('a[href^="#"]');
    const page = action.indexOf("go:") === 0 ? action.slice(3) : action ? "" : (link && link.hash.slice(1)) || "";
    if (button && !page) {
      // A button of a form must not submit it as well.
      event.preventDefault();
      this.act(action, button);
    } else if (this.world.course.place(page)) {
      event.preventDefault();
      void this.go(page);
    }
  }

  private act(action: string, button: HTMLElement): void {
    const { words, host, driver } = this.world;
    const card = this.cards.find((one) => one.root.contains(button));
    const check = this.checks.find((one) => one.root.contains(button));
    const confirm = find(document, "[data-confirm]");
    switch (action) {
      case "next": return this.next();
      case "back": {
        const previous = this.view === "page" ? this.placeBefore() : this.place;
        return void (previous && this.go(previous.page.id));
      }
      case "retry": return void this.go(this.place.page.id);
      case "contents":
        showContents(this.attempt, words, this.place.page.id);
        return this.open("contents");
      case "recorded":
        show(confirm, false);
        return this.open("recorded");
      case "record":
        showRecord(this.attempt, words, host.now());
        return this.open("record");
      case "return": return this.open(this.before);
      case "print": return host.window.print();
      case "save-and-exit":
      case "save-again": return void this.exit();
      case "reopen": return host.window.location.reload();
      case "clear":
        show(confirm, true);
        return focus(confirm);
      case "clear-not":
        show(confirm, false);
        return focus(find(document, '[data-action="clear"]'));
      case "clear-now":
        this.saver.close();
        this.attempt.state = newState();
        if (driver.clear) driver.clear();
        return this.closed("closed-cleared", "closed-text", true);
      case "check-answer": return card && checkPractice(card, this.desk);
      case "submit-check": return check && submitCheck(check, this.desk);
      case "try-again": return card && !card.table.check ? retryPractice(card, this.desk) : check && retryCheck(check, this.desk);
    }
  }

  // -------------------------------------------------------------- leaving

  private async exit(): Promise<void> {
    const { driver, host, launch } = this.world, { window } = host;
    this.closed("closing", "", false);
    const saved = await this.saver.leave("exit");
    if (saved === "lost" && !this.silent) {
      this.closed("closed-lost", "closed-lost-text", false);
      return show(find(document, '[data-action="save-again"]'), true);
    }
    const address = driver.returnAddress();
    if (address) return window.location.assign(address);
    if (this.silent) this.closed("closed-nothing", "closed-text", launch.connection !== "connected");
    else if (saved === "waiting") this.closed("closed-waiting", "closed-waiting-text", false);
    else this.closed("closed-saved", "closed-text", launch.connection === "web");
    // Only a window that a script opened may be closed by one (RT-09).
    if (window.opener && window.parent === window && saved === "kept") window.close();
  }

  private closed(heading: string, text: string, again: boolean): void {
    const { words } = this.world;
    fill("closed-heading", words(heading));
    fill("closed-text", words(text));
    show(find(document, '[data-action="save-again"]'), false);
    show(find(document, '[data-action="reopen"]'), again);
    fill("notice");
    this.open("closed");
  }
}
