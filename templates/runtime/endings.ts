/** The ends of a session and of the course: what the learner showed, what is worth another look, their own notes, and where to go on. */

import type { AnsweringAttempt } from "./answers";
import { finishedOn, isDone } from "./completion_record";
import type { AnsweringPlayer } from "./context";
import type { SessionTable } from "./contract";
import { minutesOf } from "./outline";
import { fill, find, findAll, make, show } from "./dom";
import { checksAbout, pagesAbout, weighEvidence, type Evidence, type Standing } from "./evidence";
import { quoteNotes } from "./own_notes";
import { isSessionDone, learned, learnedInAll, missing, type Learned, type Missing } from "./progress";
import { sessionTitle } from "./shell";
import { isFinal, rawOf } from "./state";
import { listMissing } from "./still_to_do";
import { tellTally } from "./tally";
import { counted, type Words } from "./words";

export function showSessionEnd(player: AnsweringPlayer): void {
  const { attempt, words, position: { place: { session } } } = player, { sessions } = attempt.course.tables;
  const open = missing(attempt, session), next = sessions[sessions.indexOf(session) + 1];
  fill("session-end-caption", sessionTitle(attempt, words, session));
  fill("session-end-heading", words(open.length ? "session-end-open" : "session-end-done"));
  fill("session-end-count", countSessions(attempt, words));
  fillEnding(player, "session-end", open, learned(attempt, session), session);
  fill("session-end-next", next ? words("next-is", { title: next.title, minutes: minutesOf(next.pages) }) : words("next-is-end"));
}

export function showCourseEnd(player: AnsweringPlayer): void {
  const { attempt, words } = player, outcome = attempt.outcome(), { final } = attempt.course;
  const open = outcome.kind === "failed" ? [] : missing(attempt);
  const done = isDone(outcome);
  fill("course-end-heading", words(done ? "course-end-done" : outcome.kind === "failed" ? "course-end-failed" : "course-end-open"));
  const result = words(isFinal(outcome) ? `result-${outcome.kind}` : "result-open", { raw: rawOf(outcome) ?? 0, mark: attempt.course.tables.pass.mark ?? 0, title: final ? final.title : "" });
  fill("course-end-result", done ? `${result} ${finishedOn(attempt, words)}`.trim() : result);
  fillEnding(player, "course-end", open, learnedInAll(attempt));
  show(find(document, '[data-view="course-end"] [data-action="record"]'), done);
}

/** What both ends have. @param name of the view */
function fillEnding({ attempt, words, silent }: AnsweringPlayer, name: string, open: Missing[], outcomes: Learned[], session?: SessionTable): void {
  fill(`${name}-missing`, open.length ? make("div", {}, make("h2", {}, words("still-to-do")), listMissing(open, attempt, words)) : null);
  fill(`${name}-outcomes`, ...tellOutcomes(attempt, words, weighEvidence(attempt, outcomes)));
  const quotes = quoteNotes(attempt, session);
  fill(`${name}-notes`, ...quotes);
  show(find(document, `[data-view="${name}"] [data-own-notes]`), quotes.length > 0);
  // This view came after the launch, which names the control by what it does.
  if (silent) for (const button of findAll(document, `[data-view="${name}"] [data-action="save-and-exit"]`)) button.textContent = words("exit");
}

function countSessions(attempt: AnsweringAttempt, words: Words): string {
  const { sessions } = attempt.course.tables, done = sessions.filter((session) => isSessionDone(attempt, session)).length;
  return sessions.length > 1 ? counted(words, "sessions-done", "sessions", sessions.length, { done }) : "";
}

// ---------------------------------------------------------------- outcomes

/** In the order in which they are told. */
const STANDINGS: Standing[] = ["shown", "again", "open", "read"];

/** A heading and a list for each standing that an outcome has. */
function tellOutcomes(attempt: AnsweringAttempt, words: Words, evidence: Evidence[]): HTMLElement[] {
  return STANDINGS.reduce<HTMLElement[]>((told, standing) => {
    const rows = evidence.filter((each) => each.standing === standing);
    return rows.length ? told.concat(make("section", {},
      make("h2", {}, words(`learned-${standing}`)),
      make("ul", { class: "nhsuk-list copack-learned" }, ...rows.map((each) => tellOutcome(attempt, words, each))))) : told;
  }, []);
}

function tellOutcome(attempt: AnsweringAttempt, words: Words, evidence: Evidence): HTMLElement {
  const { learned: { text }, standing } = evidence, result = tellResult(words, evidence);
  return make("li", { class: "copack-learned__item", "data-state": standing }, text,
    result && make("span", { class: "copack-learned__result" }, result),
    standing === "again" && linkAgain(attempt, words, evidence.learned));
}

export function tellResult(words: Words, { learned: { questions, open }, standing, count }: Evidence): string {
  if (standing === "read") return "";
  if (standing === "open") return questions ? counted(words, "outcome-open", "questions", open) : words("outcome-unread");
  return tellTally(words, "outcome-right", "outcome-points", count);
}

/** Links to what helps to show it after all. */
function linkAgain(attempt: AnsweringAttempt, words: Words, outcome: Learned): HTMLElement | null {
  const pages = pagesAbout(attempt, outcome).map(({ page }) => linkTo(page.id, words("again-page", { title: page.title })));
  const checks = checksAbout(attempt, outcome).map(({ page, title }) => linkTo(page, words("again-check", { title })));
  const links = pages.concat(checks);
  return links.length ? make("ul", { class: "copack-learned__links" }, ...links) : null;
}

const linkTo = (page: string, text: string): HTMLLIElement => make("li", {}, make("a", { href: `#${page}` }, text));
