/** Marked questions, answered as a whole and submitted with one button. */

import { announce } from "./announce";
import type { CheckTable } from "./contract";
import type { PlayerContext } from "./context";
import { find, findAll, focus, make, makeBullets, refill, show, textOf } from "./dom";
import { percent } from "./marking";
import { timesSubmitted } from "./page_status";
import { isUnderRule, learnedFrom, missingBefore, triesLeft } from "./progress";
import { isFirstTry, lackingIn, readCard, RETRY, tellMissing, type Card } from "./questions";
import { isFinal } from "./state";
import { beginSteps, endSteps, isLocked, makeSteps, showFirstOpen, showQuestion, stepHeading, type Steps } from "./steps";
import { listMissing } from "./still_to_do";
import { showTask } from "./task";
import { tally, tellTally, type Tally } from "./tally";
import { hideMarking, openAgain, showMarking } from "./verdicts";
import { counted } from "./words";

export interface OpenCheck {
  table: CheckTable;
  root: HTMLElement;
  cards: Card[];
  /** Null where it asks one question. */
  steps: Steps | null;
}

export function openChecks(root: HTMLElement, cards: Card[], context: PlayerContext): OpenCheck[] {
  const checks: OpenCheck[] = [];
  for (const section of findAll(root, "[data-check]")) {
    const table = context.attempt.course.check(section.dataset["check"] || "");
    if (!table) continue;
    const held = cards.filter((card) => section.contains(card.root)), asked = context.attempt.asked(table);
    const own = held.filter((card) => asked.includes(card.table));
    if (table.draw) showDrawn(held, own, context);
    const body = find(section, "[data-check-body]") as HTMLElement;
    checks.push({ table, root: section, cards: own, steps: makeSteps(body, own, find(section, "[data-action=submit-check]"), context) });
  }
  return checks;
}

/** Takes the questions that this learner does not get off the page, and counts the others. */
function showDrawn(held: Card[], own: Card[], { words }: PlayerContext): void {
  for (const card of held) {
    const number = own.indexOf(card) + 1, title = find(card.root, ".copack-question__title");
    if (!number) card.root.remove();
    else if (title) title.textContent = words("question-of", { number, total: own.length });
  }
}

/** Shows a check as it was left: still closed, submitted, or being answered. */
export function restoreCheck(check: OpenCheck, context: PlayerContext): void {
  const { attempt, words } = context;
  const needed = missingBefore(attempt, check.table);
  lockCheck(check, needed.length > 0, () => [
    make("h3", {}, words("check-locked")), make("p", {}, words("check-locked-text")), listMissing(needed, attempt, words),
  ]);
  if (needed.length) return;
  const submitted = check.cards.every((card) => attempt.isSettled(card.table));
  if (timesSubmitted(attempt, check.table) && (submitted || triesLeft(attempt, check.table) === 0)) showResults(check, context);
  else {
    openCardsAgain(check, context);
    setButtons(check, false, false);
    beginSteps(check.steps, context, context.position.question);
  }
}

function lockCheck(check: OpenCheck, locked: boolean, explain: () => Node[]): void {
  const body = find(check.root, "[data-check-body]");
  let box = find(check.root, "[data-check-locked]");
  if (locked && !box) {
    box = make("div", { class: "nhsuk-inset-text copack-check__locked", "data-check-locked": "" });
    check.root.insertBefore(box, body);
  }
  if (box) {
    refill(box, ...(locked ? explain() : []));
    box.hidden = !locked;
  }
  show(body, !locked);
  if (locked) setButtons(check, true, false);
}

export function submitCheck(check: OpenCheck, context: PlayerContext): void {
  const { attempt, words, host } = context;
  if (triesLeft(attempt, check.table) === 0 || missingBefore(attempt, check.table).length) return;
  const now = host.now();
  const given = new Map(check.cards.map((card) => [card.table.id, readCard(card, now)] as const));
  const open = check.cards.filter((card) => !given.get(card.table.id));
  for (const card of check.cards) tellMissing(card, open.includes(card) ? words(lackingIn(card)) : "");
  showSummary(check, open, context);
  if (open.length || check.cards.length < attempt.asked(check.table).length) return;
  context.position.question = "";
  const result = attempt.submitCheck(check.table, (table) => given.get(table.id) as NonNullable<ReturnType<typeof readCard>>, now);
  showResults(check, context);
  focus(find(check.root, "[data-check-result]"));
  context.record(result);
}

export function retryCheck(check: OpenCheck, context: PlayerContext): void {
  const kept = openCardsAgain(check, context);
  show(find(check.root, "[data-check-result]"), false);
  setButtons(check, false, false);
  showFirstOpen(check.steps, context);
  const first = check.cards.find((card) => !isLocked(card)) || check.cards[0];
  if (first) focus(check.steps && check.steps.at >= 0 ? stepHeading(check.steps) : first.view.first());
  if (kept) announce(context.host, context.words("kept"));
}

/** Keeps what was right, where the check has told what was. Tells whether anything is kept. */
function openCardsAgain({ table, cards }: OpenCheck, context: PlayerContext): boolean {
  if (isTold(table, false)) return cards.map((card) => openAgain(card, context)).some(Boolean);
  for (const card of cards) hideMarking(card, context.host.now());
  return false;
}

// ---------------------------------------------------------------- what is missing

function showSummary(check: OpenCheck, open: Card[], context: PlayerContext): void {
  const box = find(check.root, "[data-error-summary]");
  if (!box) return;
  box.hidden = !open.length;
  box.textContent = "";
  if (!open.length) return;
  const title = make("h2", { class: "nhsuk-error-summary__title", id: `summary-${check.table.id}` }, context.words("summary-heading"));
  const list = make("ul", { class: "nhsuk-list nhsuk-error-summary__list" }, ...open.map((card) => {
    const link = make("a", { href: "#main" }, context.words("summary-item", {
      number: check.cards.indexOf(card) + 1, prompt: textOf(find(card.root, "[data-prompt]") || find(card.root, "legend")),
    }));
    link.onclick = (event) => {
      event.preventDefault();
      event.stopPropagation();
      showQuestion(check.steps, card, context);
      if (check.steps && check.steps.at >= 0) hideSummary(check);
      focus(card.view.first());
    };
    return make("li", {}, link);
  }));
  box.classList.add("nhsuk-error-summary");
  box.setAttribute("tabindex", "-1");
  box.append(make("div", { role: "alert" }, title, make("div", { class: "nhsuk-error-summary__body" }, list)));
  focus(box);
}

/** Another step shows: what is missing is told there, and in the list of answers. */
export function hideSummary({ root }: OpenCheck): void {
  show(find(root, "[data-error-summary]"), false);
}

// ---------------------------------------------------------------- results

function showResults(check: OpenCheck, context: PlayerContext): void {
  const { attempt } = context;
  endSteps(check.steps, context);
  const left = triesLeft(attempt, check.table);
  for (const card of check.cards) if (!attempt.isSettled(card.table)) attempt.discard(card.table, card.view);
  const marked = check.cards.map((card) => ({ card, marking: attempt.marking(card.table) }));
  const count = tally(attempt, check.cards.map(({ table }) => table)), all = count.right === count.of;
  const told = isTold(check.table, left === 0 || all);
  for (const { card, marking } of marked) {
    const secret = isUnderRule(attempt, check.table) ? !isFinal(attempt.state.outcome) : left !== 0 && isFirstTry(card, context);
    if (!told) card.view.lock(true);
    else if (marking) showMarking(card, marking, context, secret);
  }
  const box = find(check.root, "[data-check-result]");
  if (box) {
    const lines = [...scoreLines(check, context, count), ...whatNext(check, context, all, told)];
    refill(box, ...lines.map((line, nth) => make("p", { class: nth ? "copack-check__line" : "copack-check__score" }, line)), ...outcomeLines(check, context));
    box.hidden = false;
  }
  setButtons(check, true, left !== 0 && !all);
}

/** Whether the check shows how each question went. `over`: nothing is left to try. */
const isTold = ({ feedback }: CheckTable, over: boolean): boolean => feedback !== "never" && (feedback !== "last" || over);

/** How many were right; under a pass rule the mark, the best mark, and what they mean. */
function scoreLines({ table }: OpenCheck, { attempt, words }: PlayerContext, count: Tally): string[] {
  const { course, state } = attempt, { mark: wanted } = course.tables.pass;
  const raw = percent(count.right, count.of);
  const lines = [count.right === count.of ? words("check-result-all") : tellTally(words, "check-result", "check-points", count)];
  if (!table.final || wanted === null) return lines;
  const kept = state.checks.get(table.key), best = (kept && kept.best) || 0;
  lines.push(words("check-percent", { raw }));
  if (best > raw) lines.push(words("check-best", { raw: best }));
  lines.push(words(best >= wanted ? "check-passed" : "check-not-passed", { mark: wanted }));
  if (isFinal(state.outcome)) lines.push(words(best >= wanted ? "check-over" : "check-no-tries"));
  return lines;
}

/** Tries that are left, and where to look. */
function whatNext({ table }: OpenCheck, { attempt, words }: PlayerContext, all: boolean, told: boolean): string[] {
  const left = triesLeft(attempt, table), over = isUnderRule(attempt, table) && isFinal(attempt.state.outcome);
  const lines = left !== null && !all && !over ? [left ? counted(words, "check-tries", "tries", left) : words("check-no-tries")] : [];
  if (!told) lines.push(words(table.feedback === "last" ? "check-feedback-last" : "check-feedback-never"));
  else if (!all) lines.push(words("check-look"));
  return lines;
}

/** How each outcome went, where the check is about more than one. */
function outcomeLines(check: OpenCheck, { attempt, words }: PlayerContext): HTMLElement[] {
  const about = learnedFrom(attempt, [check.table]).filter(({ questions }) => questions);
  if (about.length < 2) return [];
  const lines = about.map(({ text, asked }) => make("li", {}, text, " ", make("strong", {}, tellTally(words, "check-outcome", "check-outcome-points", tally(attempt, asked, attempt.asked(check.table))))));
  return [make("p", { class: "copack-check__line" }, words("check-outcomes")), makeBullets({ class: "copack-check__outcomes" }, ...lines)];
}

function setButtons(check: OpenCheck, answered: boolean, again: boolean): void {
  show(find(check.root, "[data-action=submit-check]"), !answered);
  for (const button of findAll(check.root, RETRY)) if (!button.closest("[data-interaction]")) show(button, again);
  showTask();
}
