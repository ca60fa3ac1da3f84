/** Question cards: made anew whenever their page is shown, with what was answered put back. */

import type { Host, InteractionTable, Marking, Response, Widget, WidgetView } from "./contract";
import type { Attempt, Given, Step } from "./attempt";
import { find, findAll, focus, make, show } from "./dom";
import { mark } from "./marking";
import type { Words } from "./words";

export interface Card {
  table: InteractionTable;
  root: HTMLElement;
  view: WidgetView;
  /** When it came into sight, for the latency. */
  since: number;
}

/** What cards and checks need of the player. */
export interface Desk {
  host: Host;
  words: Words;
  attempt: Attempt;
  widgets: Map<string, Widget>;
  /** A step was taken: save it and show what it changed. */
  taken(step: Step): void;
  /** A draft changed: save it when the learner rests. */
  drafted(): void;
}

export function openCards(root: HTMLElement, desk: Desk): Card[] {
  const cards: Card[] = [];
  for (const form of findAll(root, "[data-interaction]")) {
    const table = desk.attempt.course.interaction(form.dataset["interaction"] || "");
    const widget = table && desk.widgets.get(table.kind);
    if (!table || !widget) continue;
    const view = widget(form, table, desk.words, () => {
      const draft = view.draft();
      desk.attempt.draft(table, draft);
      tellMissing(card, "");
      desk.drafted();
    });
    const card: Card = { table, root: form, view, since: desk.host.now() };
    const kept = desk.attempt.response(table);
    if (kept) view.write(kept);
    cards.push(card);
  }
  return cards;
}

/** The complete response with its latency, or null while something is missing. */
export function readCard(card: Card, now: number): Given | null {
  const response = card.view.read();
  return response && { response, latency: Math.max(0, Math.round((now - card.since) / 10) / 100) };
}

/** Name of the sentence for an answer that is not complete. */
export const lackingIn = (card: Card): string => (card.view.draft() ? "answer-needed-part" : "answer-needed");

/** Says beside the question what is missing; an empty text takes it away. */
export function tellMissing(card: Card, sentence: string): void {
  let error = find(card.root, "[data-error]");
  if (!error) {
    if (!sentence) return;
    error = make("p", { class: "nhsuk-error-message", "data-error": "" });
    const group = find(card.root, "fieldset");
    const legend = group && find(group, "legend");
    if (legend) legend.after(error);
    else card.root.prepend(error);
  }
  error.textContent = sentence;
  error.hidden = !sentence;
  error.id = error.id || `missing-${card.table.id}`;
  const described = find(card.root, "fieldset") || card.root;
  const others = (described.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && id !== (error as HTMLElement).id);
  const ids = sentence ? others.concat(error.id) : others;
  if (ids.length) described.setAttribute("aria-describedby", ids.join(" "));
  else described.removeAttribute("aria-describedby");
  card.root.classList.toggle("copack-question--missing", !!sentence);
}

// ---------------------------------------------------------------- results

/**
 * @param secret what was missed stays hidden, so that the learner can still find it
 * @param last no further try is offered
 */
export function showMarking(card: Card, marking: Marking, desk: Desk, secret: boolean, last: boolean): void {
  const parts: Marking["parts"] = {};
  let wrong = false;
  for (const code of Object.keys(marking.parts)) {
    const part = marking.parts[code];
    if (part && !(secret && part === "missed")) parts[code] = part;
    if (part === "wrong") wrong = true;
  }
  card.view.show({ ...marking, parts });
  card.view.lock(true);
  card.root.dataset["state"] = marking.right ? "right" : "wrong";
  const result = find(card.root, "[data-result]");
  if (result) {
    result.textContent = desk.words(marking.right ? "right" : last ? "wrong-final" : secret && !wrong ? "wrong-more" : "wrong");
    result.hidden = false;
  }
  for (const feedback of findAll(card.root, "[data-feedback]")) feedback.hidden = (feedback.dataset["feedback"] === "right") !== marking.right;
  const chosen = chosenCodes(card.view.draft());
  for (const feedback of findAll(card.root, "[data-feedback-for]")) feedback.hidden = !chosen.includes(feedback.dataset["feedbackFor"] || "");
}

export function hideMarking(card: Card, now: number): void {
  card.view.show(null);
  card.view.lock(false);
  card.since = now;
  delete card.root.dataset["state"];
  for (const box of findAll(card.root, "[data-result],[data-feedback],[data-feedback-for]")) box.hidden = true;
}

/** After the second try the right answer shows: nobody is kept guessing. */
export const isFirstTry = (card: Card, desk: Desk): boolean => (desk.attempt.answer(card.table)?.count || 0) < 2;

/** The codes whose own feedback belongs to a response: what was chosen, matched, put in order or filled in. */
function chosenCodes(response: Response | null): string[] {
  if (!response) return [];
  if (response.type === "choice" || response.type === "sequencing") return response.codes;
  return response.type === "matching" ? response.pairs.map((pair) => pair[0]) : [];
}

// ---------------------------------------------------------------- practice

/** Shows a practice card as it was left. */
export function restorePractice(card: Card, desk: Desk): void {
  const kept = desk.attempt.answer(card.table), response = desk.attempt.response(card.table);
  if (kept && kept.submitted && response) showPractice(card, mark(card.table, response), desk);
  else setButtons(card, false, false);
}

export function checkPractice(card: Card, desk: Desk): void {
  const given = readCard(card, desk.host.now());
  if (!given) {
    tellMissing(card, desk.words(lackingIn(card)));
    focus(card.view.first());
    return;
  }
  tellMissing(card, "");
  const { step, marking } = desk.attempt.practise(card.table, given, desk.host.now());
  showPractice(card, marking, desk);
  focus(find(card.root, "[data-result]"));
  desk.taken(step);
}

export function retryPractice(card: Card, desk: Desk): void {
  hideMarking(card, desk.host.now());
  setButtons(card, false, false);
  focus(card.view.first());
}

function showPractice(card: Card, marking: Marking, desk: Desk): void {
  showMarking(card, marking, desk, isFirstTry(card, desk), false);
  setButtons(card, true, !marking.right);
}

function setButtons(card: Card, answered: boolean, again: boolean): void {
  show(find(card.root, "[data-action=check-answer]"), !answered);
  show(find(card.root, "[data-action=try-again]"), again);
}
