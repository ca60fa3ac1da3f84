/** Questions outside checks: each with its own button, some in steps that lead from one to the next. */

import type { InteractionTable, Response, Widget } from "./contract";
import { announce } from "./announce";
import type { TimedResponse } from "./answers";
import type { PlayerContext } from "./context";
import { find, findAll, focus, show, showAll } from "./dom";
import { mark } from "./marking";
import { CHECK, isFirstTry, isJudged, lackingIn, readField, RETRY, tellMissing, type Card, type Field } from "./questions";
import { showTask } from "./task";
import { hideMarking, openAgain, showMarking, showParts, VERDICT } from "./verdicts";

/** Whether a part of a block is the one that waits for an answer: Enter in an earlier one must not give that again. */
const isAsked = ({ root }: Field): boolean => findAll(root, CHECK).some((button) => !button.hidden);

/** Shows a practice card as it was left. */
export function restorePractice(card: Card, context: PlayerContext): void {
  if (card.flow) showFlow(card, context);
  else if (card.fields.every(({ table }) => context.attempt.isSettled(table) && context.attempt.filledIn(table))) showPractice(card, context);
  else {
    openAgain(card, context);
    setButtons(card, false, false);
  }
}

/** Checks or sends a card, or that part of it whose button was pressed. */
export function checkPractice(card: Card, target: Element, context: PlayerContext): void {
  const now = context.host.now();
  const fields = card.flow ? card.fields.filter((field) => field.root.contains(target) && isAsked(field)) : card.fields;
  const open = fields.find((field) => !field.view.read());
  if (!fields.length || (!card.flow && !find(card.root, CHECK))) return;
  if (open) {
    tellMissing(card, context.words(lackingIn({ ...card, fields })), open.root);
    focus(open.view.first());
    return;
  }
  tellMissing(card, "");
  const given = fields.map((field): [InteractionTable, TimedResponse] => [field.table, readField(field, card.since ?? now, now) as TimedResponse]);
  const { result } = context.attempt.practise(given, now);
  if (card.flow) {
    card.since = now;
    focus(showFlow(card, context));
  } else {
    showPractice(card, context);
    focus(find(card.root, VERDICT));
  }
  context.record(result);
}

export function retryPractice(card: Card, context: PlayerContext): void {
  if (card.flow) {
    hideMarking(card, context.host.now());
    for (const { table, view } of card.fields) {
      context.attempt.draft(table, null);
      view.write({ type: "choice", codes: [] });
    }
    focus(showFlow(card, context));
    context.drafted();
    return;
  }
  const kept = openAgain(card, context);
  setButtons(card, false, false);
  focus(card.view.first());
  if (kept) announce(context.host, context.words("kept"));
}

function showPractice(card: Card, context: PlayerContext): void {
  const marked = card.fields.map((field) => ({ field, marking: mark(field.table, context.attempt.filledIn(field.table) as Response) }));
  const whole = marked[0] as (typeof marked)[0];
  for (const { field, marking } of marked.slice(1)) showParts(field, marking, false);
  showMarking(card, { ...whole.marking, right: marked.every(({ marking }) => marking.right) }, context, isFirstTry(card, context));
  setButtons(card, true, !isJudged(card.table) || !whole.marking.right);
}

/** Shows the parts that the responses so far lead to, and how each went; returns where the learner stands. */
function showFlow(card: Card, context: PlayerContext): HTMLElement {
  const given = new Map<string, Response>();
  for (const field of card.fields) {
    const response = context.attempt.isSettled(field.table) ? context.attempt.filledIn(field.table) : null;
    if (response) given.set(field.table.id, response);
    // Which way would have been better is not given away: the learner may start again and find it.
    if (response) showParts(field, mark(field.table, response), true);
  }
  const { at, ended, anew } = (card.flow as NonNullable<Widget["flow"]>)(card.root, given);
  for (const field of card.fields) {
    const asked = field.root.contains(at);
    if (anew.includes(field.table.id)) context.attempt.draft(field.table, null);
    if (asked) openPart(field, at, context);
    for (const button of findAll(field.root, CHECK)) {
      button.hidden = !asked;
      // Enter presses the first button of a form that submits it, seen or not: so there is one alone.
      button.setAttribute("type", asked ? "submit" : "button");
    }
  }
  showAll(card.root, RETRY, () => ended);
  showTask();
  return at;
}

/** Makes a part ready to be answered, for the first time or anew. What was said of a choice that led back to itself stays. */
function openPart({ root, table, view }: Field, at: HTMLElement, context: PlayerContext): void {
  view.show(null);
  view.lock(false);
  view.write(context.attempt.filledIn(table) || { type: "choice", codes: [] });
  showAll(root, "[data-feedback-for]", ({ id }) => id === at.getAttribute("aria-describedby"));
}

function setButtons(card: Card, answered: boolean, again: boolean): void {
  show(find(card.root, CHECK), !answered);
  show(find(card.root, RETRY), again);
  showTask();
}
