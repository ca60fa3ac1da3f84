/** Marked questions, answered as a whole and submitted with one button. */

import type { CheckTable } from "./contract";
import { find, findAll, focus, make, show } from "./dom";
import { mark, percent } from "./marking";
import { missingBefore, timesSubmitted, triesLeft } from "./progress";
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
    if (table) checks.push({ table, root: section, cards: cards.filter((card) => section.contains(card.root)) });
  }
  return checks;
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
  if (open.length || check.cards.length < check.table.interactions.length) return;
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
  let points = 0, right = 0;
  for (const card of check.cards) {
    const response = attempt.response(card.table);
    if (!response) continue;
    const marking = mark(card.table, response);
    points += marking.points;
    if (marking.right) right += 1;
    showMarking(card, marking, desk, asked ? !isFinal(state.outcome) : isFirstTry(card, desk), left === 0);
  }
  const box = find(check.root, "[data-check-result]");
  if (box) {
    box.textContent = "";
    box.append(...resultLines(check, desk, right, percent(points, check.table.points)).map((line, at) => make("p", { class: at ? "copack-check__line" : "copack-check__score" }, line)));
    box.hidden = false;
  }
  setButtons(check, true, left !== 0 && right < check.cards.length);
}

function resultLines(check: OpenCheck, { attempt, words }: Desk, right: number, raw: number): string[] {
  const { course, state } = attempt, { mark: wanted } = course.tables.pass;
  const questions = check.cards.length;
  const lines = [right === questions ? words("check-result-all") : words("check-result", { right, questions })];
  if (check.table.final && wanted !== null) {
    const best = state.checks.get(check.table.key)?.best || 0;
    const left = triesLeft(course, state, check.table);
    lines.push(words("check-percent", { raw }));
    if (best > raw) lines.push(words("check-best", { raw: best }));
    lines.push(words(best >= wanted ? "check-passed" : "check-not-passed", { mark: wanted }));
    if (isFinal(state.outcome)) lines.push(words(best >= wanted ? "check-over" : "check-no-tries"));
    else if (left !== null) lines.push(counted(words, "check-tries", "tries", left));
  }
  if (right < questions) lines.push(words("check-look"));
  return lines;
}

function setButtons(check: OpenCheck, answered: boolean, again: boolean): void {
  show(find(check.root, "[data-action=submit-check]"), !answered);
  for (const button of findAll(check.root, "[data-action=try-again]")) {
    if (!button.closest("[data-interaction]")) button.hidden = !again;
  }
}
