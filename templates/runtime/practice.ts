/** Questions outside checks: each with its own button, some in steps that lead from one to the next. */

import type { InteractionTable, Response, Widget } from "./contract";
import type { Given } from "./attempt";
import { find, findAll, focus, show } from "./dom";
import { mark } from "./marking";
import { hideMarking, isFirstTry, isJudged, lackingIn, readField, showMarking, showParts, tellMissing, type Card, type Desk, type Field } from "./questions";

/** Whether a part of a block is the one that waits for an answer: Enter in an earlier one must not give that again. */
const isAsked = ({ root }: Field): boolean => findAll(root, "[data-action=check-answer]").some((button) => !button.hidden);

const isSubmitted = (field: Field, desk: Desk): boolean => !!desk.attempt.answer(field.table)?.submitted;

/** Shows a practice card as it was left. */
export function restorePractice(card: Card, desk: Desk): void {
  if (card.flow) showFlow(card, desk);
  else if (card.fields.every((field) => isSubmitted(field, desk) && desk.attempt.response(field.table))) showPractice(card, desk);
  else setButtons(card, false, false);
}

/** Checks or sends a card, or that part of it whose button was pressed. */
export function checkPractice(card: Card, target: Element, desk: Desk): void {
  const now = desk.host.now();
  const fields = card.flow ? card.fields.filter((field) => field.root.contains(target) && isAsked(field)) : card.fields;
  const open = fields.find((field) => !field.view.read());
  if (!fields.length || (!card.flow && !find(card.root, "[data-action=check-answer]"))) return;
  if (open) {
    tellMissing(card, desk.words(lackingIn({ ...card, fields })), open.root);
    focus(open.view.first());
    return;
  }
  tellMissing(card, "");
  const given = fields.map((field): [InteractionTable, Given] => [field.table, readField(field, card.since, now) as Given]);
  const { step } = desk.attempt.practise(given, now);
  if (card.flow) {
    card.since = now;
    focus(showFlow(card, desk));
  } else {
    showPractice(card, desk);
    focus(find(card.root, "[data-result]"));
  }
  desk.taken(step);
}

export function retryPractice(card: Card, desk: Desk): void {
  hideMarking(card, desk.host.now());
  if (card.flow) {
    for (const { table, view } of card.fields) {
      desk.attempt.draft(table, null);
      view.write({ type: "choice", codes: [] });
    }
    focus(showFlow(card, desk));
    desk.drafted();
    return;
  }
  setButtons(card, false, false);
  focus(card.view.first());
}

function showPractice(card: Card, desk: Desk): void {
  const marked = card.fields.map((field) => ({ field, marking: mark(field.table, desk.attempt.response(field.table) as Response) }));
  const whole = marked[0] as (typeof marked)[0];
  for (const { field, marking } of marked.slice(1)) showParts(field, marking, false);
  showMarking(card, { ...whole.marking, right: marked.every(({ marking }) => marking.right) }, desk, isFirstTry(card, desk), false);
  setButtons(card, true, !isJudged(card.table) || !whole.marking.right);
}

/** Shows the parts that the responses so far lead to, and how each went; returns where the learner stands. */
function showFlow(card: Card, desk: Desk): HTMLElement {
  const given = new Map<string, Response>();
  for (const field of card.fields) {
    const response = isSubmitted(field, desk) ? desk.attempt.response(field.table) : null;
    if (response) given.set(field.table.id, response);
    // Which way would have been better is not given away: the learner may start again and find it.
    if (response) showParts(field, mark(field.table, response), true);
  }
  const { at, ended, anew } = (card.flow as NonNullable<Widget["flow"]>)(card.root, given);
  for (const field of card.fields) {
    const asked = field.root.contains(at);
    if (anew.includes(field.table.id)) desk.attempt.draft(field.table, null);
    if (asked) openPart(field, at, desk);
    for (const button of findAll(field.root, "[data-action=check-answer]")) {
      button.hidden = !asked;
      // Enter presses the first button of a form that submits it, seen or not: so there is one alone.
      button.setAttribute("type", asked ? "submit" : "button");
    }
  }
  for (const button of findAll(card.root, "[data-action=try-again]")) button.hidden = !ended;
  return at;
}

/** Makes a part ready to be answered, for the first time or anew. What was said of a choice that led back to itself stays. */
function openPart({ root, table, view }: Field, at: HTMLElement, desk: Desk): void {
  view.show(null);
  view.lock(false);
  view.write(desk.attempt.response(table) || { type: "choice", codes: [] });
  for (const feedback of findAll(root, "[data-feedback-for]")) feedback.hidden = feedback.id !== at.getAttribute("aria-describedby");
}

function setButtons(card: Card, answered: boolean, again: boolean): void {
  show(find(card.root, "[data-action=check-answer]"), !answered);
  show(find(card.root, "[data-action=try-again]"), again);
}
