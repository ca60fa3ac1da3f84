/** Question cards: made anew whenever their page is shown, with what was answered put back. */

import type { InteractionTable, Response, Widget, WidgetView } from "./contract";
import type { TimedResponse } from "./answers";
import type { PlayerContext } from "./context";
import { find, findAll, make, setOrRemove } from "./dom";
import { shuffled } from "./draws";
import { showTask } from "./task";

/** The buttons of a question or check. */
export const CHECK = "[data-action=check-answer]", RETRY = "[data-action=try-again]";

/** One response on the page: the question itself, or a part of a block that takes several. */
export interface Field {
  table: InteractionTable;
  root: HTMLElement;
  view: WidgetView;
  /** What stood in its controls when they were last written or used. */
  held: Response | null;
}

export interface Card {
  root: HTMLElement;
  fields: Field[];
  /** The first field: all there is, save in blocks with parts, which never stand in a check. */
  table: InteractionTable;
  view: WidgetView;
  /** Its parts come one after the other. */
  flow: Widget["flow"];
  /** When it came into view, for the latency; null while another question shows in its place. */
  since: number | null;
  /** ms that it was in view before. */
  seen: number;
}

export function openCards(root: HTMLElement, context: PlayerContext): Card[] {
  let cards: Card[] = [];
  for (const form of findAll(root, "[data-question]")) {
    const roots = form.dataset["interaction"] ? [form] : findAll(form, "[data-interaction]");
    const card: Omit<Card, "table" | "view"> = { root: form, fields: [], flow: undefined, since: context.host.now(), seen: 0 };
    for (const part of roots) {
      const table = context.attempt.course.interaction(part.dataset["interaction"] || ""), widget = table && context.widgets.get(table.kind);
      if (!table || !widget) continue;
      card.fields.push(openField(part, table, widget, context, () => tellMissing(card as Card, "")));
      card.flow = widget.flow;
    }
    const first = card.fields[0];
    form.addEventListener("focusin", showTask);
    if (first) cards = cards.concat(Object.assign(card, { table: first.table, view: first.view }));
  }
  return cards;
}

function openField(root: HTMLElement, table: InteractionTable, widget: Widget, context: PlayerContext, touched: () => void): Field {
  if (table.shuffle) shuffleRows(root, table, context.attempt.state.seed || 0);
  const shown = widget(root, table, context.words, () => {
    field.held = shown.draft();
    context.attempt.draft(table, field.held);
    touched();
    context.drafted();
  }, context.tools);
  const write = (response: Response): void => {
    field.held = response;
    shown.write(response);
  };
  const field: Field = { table, root, view: { ...shown, write }, held: null };
  const kept = context.attempt.filledIn(table);
  if (kept) write(kept);
  return field;
}

/**
 * The browser brings the page back as it was, but not what stood in its controls: WebKit empties those of forms without autocompletion.
 * They are written again before the learner can change one of them, since a change is read from all controls of its question.
 */
export function rewriteCards(cards: Card[]): void {
  for (const { fields } of cards) {
    for (const { view, held } of fields) if (held && JSON.stringify(view.draft()) !== JSON.stringify(held)) view.write(held);
  }
}

/** Puts the answers of a question into the order of this learner. */
function shuffleRows(root: HTMLElement, table: InteractionTable, seed: number): void {
  const rows = findAll(root, "[data-part]"), first = rows[0];
  const holder = first && first.parentElement;
  if (!holder) return;
  for (const code of shuffled(table.codes, seed, table.key)) {
    const row = rows.find((candidate) => candidate.dataset["part"] === code);
    if (row) holder.append(row);
  }
}

/** What is chosen or matched, in the author's order: how it stands on the page is nobody's business but the learner's. */
function inOrder({ codes }: InteractionTable, response: Response | null): Response | null {
  if (response && response.type === "choice") return { ...response, codes: codes.filter((code) => response.codes.includes(code)) };
  if (!response || response.type !== "matching") return response;
  return { ...response, pairs: response.pairs.slice().sort((first, second) => codes.indexOf(first[0]) - codes.indexOf(second[0])) };
}

/** The complete response with its latency, or null while something is missing. */
export function readField(field: Pick<Field, "table" | "view">, since: number, now: number): TimedResponse | null {
  const response = inOrder(field.table, field.view.read());
  return response && { response, latency: Math.max(0, Math.round((now - since) / 10) / 100) };
}

export const readCard = (card: Card, now: number): TimedResponse | null => readField(card, now - timeInView(card, now), now);

const timeInView = ({ since, seen }: Card, now: number): number => seen + (since === null ? 0 : now - since);

/** One question at a time: the time in view is summed. */
export function setInView(card: Card, inView: boolean, now: number): void {
  card.seen = timeInView(card, now);
  card.since = inView ? now : null;
}

/** Name of the sentence for an answer that is not complete. */
export function lackingIn(card: Card): string {
  const own = card.fields.map(({ view }) => (view.problem && !view.read() ? view.problem() : "")).find(Boolean);
  return own || (card.fields.some((field) => field.view.draft()) ? "answer-needed-part" : "answer-needed");
}

/** Says beside the question, or that part of it which is `place`, what is missing; an empty text takes it away. */
export function tellMissing(card: Card, sentence: string, place = card.root): void {
  for (const error of findAll(card.root, "[data-error]")) {
    describe(error.closest("fieldset") || card.root, error.id, false);
    error.remove();
  }
  card.root.classList.toggle("copack-question--missing", !!sentence);
  if (!sentence) return;
  const group = place.matches("fieldset") ? place : find(place, "fieldset"), legend = group && find(group, "legend");
  const error = make("p", { class: "nhsuk-error-message", "data-error": "", id: `missing-${place.dataset["interaction"] || card.table.id}` }, sentence);
  if (legend) legend.after(error);
  else place.prepend(error);
  describe(group || place, error.id, true);
}

/** Adds a description to an element, or takes it away. */
function describe(element: Element, id: string, on: boolean): void {
  const others = (element.getAttribute("aria-describedby") || "").split(" ").filter((described) => described && described !== id);
  const ids = on ? others.concat(id) : others;
  setOrRemove(element, "aria-describedby", ids.join(" "));
}

/** After the second try the right answer shows: nobody is kept guessing. */
export const isFirstTry = (card: Card, context: PlayerContext): boolean => (context.attempt.answer(card.table) || { count: 0 }).count < 2;

/** Whether any answer of the question is right or wrong. */
export const isJudged = (table: InteractionTable): boolean => table.correct.length > 0 || !!table.variants;
