/** Marked questions, answered as a whole and submitted with one button. */

import type { CheckTable } from "./contract";
import { find, findAll, focus, make, show } from "./dom";
import { mark, percent } from "./marking";
import { learnedFrom, missingBefore, timesSubmitted, triesLeft } from "./progress";
import { hideMarking, isFirstTry, lackingIn, readCard, showMarking, tellMissing, type Card, type Desk } from "./questions";
import { isFinal } from "./state";
import { listMissing } from "./views";
import { counted } from "./words";

export interface OpenCheck {
  table: CheckTable;
  root: HTMLElement;
  cards: Card[];
}

export function openChecks(root: HTMLElement, cards: Card[], desk: Desk): OpenCheck[] {
  const checks: OpenCheck[] = [];
  for (const section of findAll(root, "[data-check]")) {
    const table = desk.attempt.course.check(section.dataset["check"] || "");
    if (!table) continue;
    const held = cards.filter((card) => section.contains(card.root)), asked = desk.attempt.asked(table);
    const own = held.filter((card) => asked.includes(card.table));
    if (table.draw) showDrawn(held, own, desk);
    checks.push({ table, root: section, cards: own });
  }
  return checks;
}

/** Takes the questions that this learner does not get off the page, and counts the others. */
function showDrawn(held: Card[], own: Card[], { words }: Desk): void {
  for (const card of held) {
    const number = own.indexOf(card) + 1, title = find(card.root, ".copack-question__title");
    if (!number) card.root.remove();
    else if (title) title.textContent = words("question-of", { number, total: own.length });
  }
}

/** Shows a check as it was left: still closed, submitted, or being answered. */
export function restoreCheck(check: OpenCheck, desk: Desk): void {
  const { attempt, words } = desk;
  const needed = missingBefore(attempt.course, attempt.state, check.table);
  lockCheck(check, needed.length > 0, () => [
    make("h3", {}, words("check-locked")), make("p", {}, words("check-locked-text")), listMissing(needed, attempt, words),
  ]);
  if (needed.length) return;
  const submitted = check.cards.every((card) => attempt.answer(card.table)?.submitted);
  if (timesSubmitted(attempt.state, check.table) && (submitted || triesLeft(attempt.course, attempt.state, check.table) === 0)) showResults(check, desk);
  else setButtons(check, false, false);
}

function lockCheck(check: OpenCheck, locked: boolean, explain: () => Node[]): void {
  const body = find(check.root, "[data-check-body]");
  let box = find(check.root, "[data-check-locked]");
  if (locked && !box) {
    box = make("div", { class: "nhsuk-inset-text copack-check__locked", "data-check-locked": "" });
    check.root.insertBefore(box, body);
  }
  if (box) {
    box.textContent = "";
    if (locked) box.append(...explain());
    box.hidden = !locked;
  }
  show(body, !locked);
  if (locked) setButtons(check, true, false);
}

export function submitCheck(check: OpenCheck, desk: Desk): void {
  const { attempt, words, host } = desk;
  if (triesLeft(attempt.course, attempt.state, check.table) === 0 || missingBefore(attempt.course, attempt.state, check.table).length) return;
  const now = host.now();
  const given = new Map(check.cards.map((card) => [card.table.id, readCard(card, now)] as const));
  const open = check.cards.filter((card) => !given.get(card.table.id));
  for (const card of check.cards) tellMissing(card, open.includes(card) ? words(lackingIn(card)) : "");
  showSummary(check, open, desk);
  if (open.length || check.cards.length < attempt.asked(check.table).length) return;
  const step = attempt.submitCheck(check.table, (table) => given.get(table.id) as NonNullable<ReturnType<typeof readCard>>, now);
  showResults(check, desk);
  focus(find(check.root, "[data-check-result]"));
  desk.taken(step);
}

export function retryCheck(check: OpenCheck, desk: Desk): void {
  for (const card of check.cards) hideMarking(card, desk.host.now());
  show(find(check.root, "[data-check-result]"), false);
  setButtons(check, false, false);
  const first = check.cards.find((card) => !desk.attempt.answer(card.table)?.right) || check.cards[0];
  if (first) focus(first.view.first());
}

// ---------------------------------------------------------------- what is missing

function showSummary(check: OpenCheck, open: Card[], desk: Desk): void {
  const box = find(check.root, "[data-error-summary]");
  if (!box) return;
  box.hidden = !open.length;
  box.textContent = "";
  if (!open.length) return;
  const title = make("h2", { class: "nhsuk-error-summary__title", id: `summary-${check.table.id}` }, desk.words("summary-heading"));
  const list = make("ul", { class: "nhsuk-list nhsuk-error-summary__list" }, ...open.map((card) => {
    const prompt = find(card.root, "[data-prompt]") || find(card.root, "legend");
    const link = make("a", { href: "#main" }, desk.words("summary-item", {
      number: check.cards.indexOf(card) + 1, prompt: ((prompt && prompt.textContent) || "").trim().replace(/\s+/g, " "),
    }));
    link.onclick = (event) => {
      event.preventDefault();
      event.stopPropagation();
      focus(card.view.first());
    };
    return make("li", {}, link);
  }));
  box.classList.add("nhsuk-error-summary");
  box.setAttribute("tabindex", "-1");
  box.append(make("div", { role: "alert" }, title, make("div", { class: "nhsuk-error-summary__body" }, list)));
  focus(box);
}

// ---------------------------------------------------------------- results

function showResults(check: OpenCheck, desk: Desk): void {
  const { attempt } = desk;
  const { course, state } = attempt;
  const left = triesLeft(course, state, check.table);
  const asked = check.table.final && course.tables.pass.mark !== null;
  const marked = check.cards.map((card) => {
    const response = attempt.response(card.table);
    return { card, marking: response && mark(card.table, response) };
  });
  const points = marked.reduce((sum, { marking }) => sum + (marking ? marking.points : 0), 0), of = check.cards.reduce((sum, { table }) => sum + table.points, 0);
  const right = marked.filter(({ marking }) => marking && marking.right).length;
  const told = isTold(check.table, left === 0 || right === check.cards.length);
  for (const { card, marking } of marked) {
    if (!told) card.view.lock(true);
    else if (marking) showMarking(card, marking, desk, asked ? !isFinal(state.outcome) : left !== 0 && isFirstTry(card, desk), left === 0);
  }
  const box = find(check.root, "[data-check-result]");
  if (box) {
    box.textContent = "";
    box.append(...resultLines(check, desk, right, percent(points, of), told).map((line, at) => make("p", { class: at ? "copack-check__line" : "copack-check__score" }, line)));
    box.append(...outcomeLines(check, desk));
    box.hidden = false;
  }
  setButtons(check, true, left !== 0 && right < check.cards.length);
}

/** Whether the check shows how each question went. `over`: nothing is left to try. */
const isTold = ({ feedback }: CheckTable, over: boolean): boolean => feedback !== "never" && (feedback !== "last" || over);

/** How each outcome went, where the check is about more than one. */
function outcomeLines(check: OpenCheck, { attempt, words }: Desk): HTMLElement[] {
  const { course, state } = attempt;
  const about = learnedFrom(course, state, [check.table], course.tables.outcomes.map(({ id }) => id)).filter(({ questions }) => questions);
  if (about.length < 2) return [];
  const lines = about.map(({ text, right, questions }) => make("li", {}, text, " ", make("strong", {}, words("check-outcome", { right, questions }))));
  return [make("p", { class: "copack-check__line" }, words("check-outcomes")), make("ul", { class: "nhsuk-list nhsuk-list--bullet copack-check__outcomes" }, ...lines)];
}

function resultLines(check: OpenCheck, { attempt, words }: Desk, right: number, raw: number, told: boolean): string[] {
  const { course, state } = attempt, { mark: wanted } = course.tables.pass;
  const questions = check.cards.length;
  const lines = [right === questions ? words("check-result-all") : words("check-result", { right, questions })];
  if (check.table.final && wanted !== null) {
    const best = state.checks.get(check.table.key)?.best || 0;
    lines.push(words("check-percent", { raw }));
    if (best > raw) lines.push(words("check-best", { raw: best }));
    lines.push(words(best >= wanted ? "check-passed" : "check-not-passed", { mark: wanted }));
    if (isFinal(state.outcome)) lines.push(words(best >= wanted ? "check-over" : "check-no-tries"));
  }
  const left = triesLeft(course, state, check.table), byRule = check.table.final && wanted !== null;
  if (left !== null && right < questions && !(byRule && isFinal(state.outcome))) lines.push(left ? counted(words, "check-tries", "tries", left) : words("check-no-tries"));
  if (!told) lines.push(words(check.table.feedback === "last" ? "check-feedback-last" : "check-feedback-never"));
  else if (right < questions) lines.push(words("check-look"));
  return lines;
}

function setButtons(check: OpenCheck, answered: boolean, again: boolean): void {
  show(find(check.root, "[data-action=submit-check]"), !answered);
  for (const button of findAll(check.root, "[data-action=try-again]")) {
    if (!button.closest("[data-interaction]")) button.hidden = !again;
  }
}
