/**
 * One question at a time: a check or a form as steps of one page, and at the end a list of all answers. Steps decide only what shows: questions,
 * drafts and state are the same where all show at once. Paper shows all.
 */

import type { PlayerContext } from "./context";
import type { Host } from "./contract";
import { act, find, focus, make, refill, show, textOf } from "./dom";
import { describeAnswer } from "./export_text";
import { setInView, type Card } from "./questions";
import { showTask } from "./task";

/** In place of a step: every question shows. */
const ALL = -1;
const AWAY = "copack-step--away";
const KEY = "copack-questions";

export interface Steps {
  readonly cards: Card[];
  /** What shows with each question: what stands above it since the one before, and its card. The last part comes with the list. */
  readonly parts: HTMLElement[][];
  readonly list: HTMLElement;
  readonly bar: HTMLElement;
  /** The button that submits the check; null in a form. */
  readonly submit: HTMLElement | null;
  /** The question that shows, by its place; as many as there are questions: the list. */
  at: number;
  /** The learner came from the list to change an answer, and goes back there. */
  isChange: boolean;
}

/** @param holder what holds the cards as its children, besides its heading; null: there is nothing to part, since it asks one question alone */
export function makeSteps(holder: HTMLElement, cards: Card[], submit: HTMLElement | null, { words }: PlayerContext): Steps | null {
  if (cards.length < 2) return null;
  const parts = partsOf(holder, cards), trailing = parts[cards.length]?.[0] ?? null;
  const list = make("div", { class: "copack-answers", hidden: "" }), bar = make("div", { class: "nhsuk-button-group copack-steps", hidden: "" });
  const button = (action: string, look: string): HTMLElement => make("button", { type: "button", class: `nhsuk-button ${look}`.trim(), "data-action": action });
  bar.append(button("step-next", ""), button("step-back", "nhsuk-button--secondary"), button("step-all", "nhsuk-button--secondary"));
  refill(find(bar, "[data-action=step-back]") as HTMLElement, words("step-back"));
  holder.insertBefore(list, trailing);
  // At the list, what submits it comes first.
  if (submit && submit.parentElement) submit.parentElement.insertAdjacentElement("afterend", bar);
  else holder.insertBefore(bar, trailing);
  return { cards, parts, list, bar, submit, at: ALL, isChange: false };
}

/** A form that learners hand in shows one question at a time. Where the window alone keeps its answers, that is said before the first. */
export function openForm(article: HTMLElement, cards: Card[], context: PlayerContext): Steps | null {
  const { words } = context, steps = find(article, ".copack-hand-in") && makeSteps(article, cards, null, context), first = cards[0];
  if (!steps || !first) return null;
  cards.forEach(({ root }, at) => { refill(find(root, ".copack-question__title") as HTMLElement, words("question-of", { number: at + 1, total: cards.length })); });
  if (!cards.every(isKeptElsewhere)) {
    const note = make("p", { class: "nhsuk-hint" }, words("form-window"));
    article.insertBefore(note, first.root);
    steps.parts[0]?.push(note);
  }
  beginSteps(steps, context);
  return steps;
}

function partsOf(holder: HTMLElement, cards: Card[]): HTMLElement[][] {
  const parts: HTMLElement[][] = [[]];
  for (const child of Array.from(holder.children) as HTMLElement[]) {
    if (child.tagName === "H1") continue;
    (parts[parts.length - 1] as HTMLElement[]).push(child);
    if (cards.some(({ root }) => child.contains(root))) parts.push([]);
  }
  return parts;
}

/** Opens the steps where the learner left them: at a question, else at the first one that is not answered, else at the list. */
export function beginSteps(steps: Steps | null, context: PlayerContext, leftAt = ""): void {
  if (!steps) return;
  const { cards } = steps, left = cards.findIndex(({ table }) => leftAt !== "" && table.id === leftAt);
  const open = cards.findIndex((card) => !isAnswered(card, context));
  showStep(steps, isAllWanted(context.host) ? ALL : left >= 0 ? left : open >= 0 ? open : cards.length, context);
}

/** Shows all questions, and nothing to step with: they were submitted. */
export function endSteps(steps: Steps | null, context: PlayerContext): void {
  if (!steps) return;
  showStep(steps, ALL, context);
  show(steps.bar, false);
  nameOnward(steps, context);
}

/** Beside "Next question" a "Next" would be one of two: while the questions of a page wait, it says what it does. */
export function nameOnward(steps: Steps | null, { words }: PlayerContext): void {
  const next = act("next");
  if (next) refill(next, words(steps && !steps.bar.hidden ? "next-later" : "next"));
}

/** Brings a question into view, from which the learner goes back to the list. */
export function showQuestion(steps: Steps | null, card: Card, context: PlayerContext): void {
  if (!steps || steps.at === ALL) return;
  steps.isChange = true;
  showStep(steps, steps.cards.indexOf(card), context);
  keepStep(steps, context);
}

/** After "Try again": the first question that is not right. */
export function showFirstOpen(steps: Steps | null, context: PlayerContext): void {
  if (!steps) return;
  steps.isChange = false;
  showStep(steps, isAllWanted(context.host) ? ALL : Math.max(0, steps.cards.findIndex((card) => !isLocked(card))), context);
}

/** What the buttons of steps do; false where the button is none of them. */
export function takeStep(steps: Steps, action: string, target: Element, context: PlayerContext): boolean {
  const { at, cards, isChange } = steps, change = Number(target.closest("[data-step]")?.getAttribute("data-step"));
  if (action === "step-next") openStep(steps, isChange ? cards.length : following(cards, at, 1), false, context);
  else if (action === "step-back") openStep(steps, following(cards, at, -1), false, context);
  else if (action === "step-change") openStep(steps, change, true, context);
  else if (action === "step-all") {
    wantAll(context.host, at !== ALL);
    if (at === ALL) beginSteps(steps, context);
    else showStep(steps, ALL, context);
    focus(stepHeading(steps));
  } else return false;
  return true;
}

function openStep(steps: Steps, at: number, isChange: boolean, context: PlayerContext): void {
  steps.isChange = isChange;
  showStep(steps, at, context);
  focus(stepHeading(steps));
  keepStep(steps, context);
}

/** What the window alone keeps needs no save. */
function keepStep({ cards }: Steps, context: PlayerContext): void {
  if (cards.some(isKeptElsewhere)) context.stepped();
}

/** The next question that may be changed, before or behind one; what was right stays locked. Behind the last one is the list. */
function following(cards: Card[], at: number, by: 1 | -1): number {
  let next = at + by;
  for (let card = cards[next]; card && isLocked(card); card = cards[next]) next += by;
  return next < 0 ? at : next;
}

/** What takes the focus when a step opens. */
export function stepHeading({ cards, list, at }: Steps): HTMLElement | null {
  const card = cards[at === ALL ? 0 : at];
  return card ? find(card.root, ".copack-question__title") : find(list, ".copack-answers__title");
}

/** The question that a launch comes back to; empty at the start of the page, at the list, and where the window alone keeps answers to any question. */
export function stepToKeep(steps: Steps | null): string {
  const card = steps && steps.cards[steps.at];
  if (!card || !steps.cards.every(isKeptElsewhere)) return "";
  return steps.at > 0 || card.fields.some(({ held }) => held) ? card.table.id : "";
}

// ---------------------------------------------------------------- what shows

function showStep(steps: Steps, at: number, context: PlayerContext): void {
  const { cards, parts, list, bar, submit } = steps, { words, host } = context, last = cards.length;
  steps.at = at;
  parts.forEach((part, nth) => {
    for (const element of part) element.classList.toggle(AWAY, at !== ALL && nth !== at);
  });
  cards.forEach((card, nth) => { setInView(card, at === ALL || nth === at, host.now()); });
  const button = (action: string): HTMLElement => find(bar, `[data-action=${action}]`) as HTMLElement;
  refill(button("step-next"), words(steps.isChange ? "step-return" : following(cards, at, 1) < last ? "step-next" : "step-answers"));
  refill(button("step-all"), words(at === ALL ? "step-single" : "step-all"));
  show(button("step-next"), at !== ALL && at < last);
  show(button("step-back"), at !== ALL && at < last && !steps.isChange && following(cards, at, -1) !== at);
  show(bar, true);
  if (submit) show(submit, at === ALL || at === last);
  show(list, at === last);
  if (at === last) refill(list, ...listAnswers(steps, context));
  nameOnward(steps, context);
  showTask();
}

function listAnswers({ cards }: Steps, context: PlayerContext): Node[] {
  const { words } = context;
  const first = cards[0] && find(cards[0].root, ".copack-question__title"), level = first && first.tagName === "H2" ? "h2" : "h3";
  return [make(level, { class: "copack-answers__title", tabindex: "-1" }, words("answers-heading")), make("ol", { class: "nhsuk-list copack-answers__list", role: "list" }, ...cards.map((card, nth) => {
    const given = isAnswered(card, context) ? card.fields.reduce<string[]>((all, { root, table }) => all.concat(describeAnswer(root, table.type)), []) : [];
    const isWhole = !card.table.check || !!card.view.read(), number = nth + 1;
    const lines = given.length ? given.concat(isWhole ? [] : words("answers-part")) : [words("answers-none")];
    return make("li", { class: "copack-answers__item" },
      make("strong", {}, words("question-of", { number, total: cards.length })),
      make("p", { class: "copack-answers__prompt" }, textOf(find(card.root, "[data-prompt]") || find(card.root, "legend"))),
      ...lines.map((line) => make("p", { class: "copack-answers__given" }, line)),
      isLocked(card) ? make("p", { class: "copack-answers__kept" }, words("part-kept"))
        : make("button", { type: "button", class: "copack-answers__change", "data-action": "step-change", "data-step": String(nth), "aria-label": words("answers-change-question", { number }) }, words("answers-change")));
  }))];
}

const isAnswered = ({ fields }: Card, { attempt }: PlayerContext): boolean => fields.some(({ table }) => attempt.filledIn(table) !== null);

/** The platform, or in the offline package this device, keeps its answer. */
const isKeptElsewhere = ({ fields }: Card): boolean => !fields.some(({ table }) => table.windowOnly);

/** It was right when it was submitted, and is kept. */
export const isLocked = ({ root }: Card): boolean => root.dataset["state"] === "right";

// ---------------------------------------------------------------- all at once, for who chooses it

/** Where the browser keeps nothing for a window, the choice lasts as long as the document. */
let chosen = "";

const isAllWanted = (host: Host): boolean => (chosen = chosen || (host.windowStore && host.windowStore.get(KEY)) || "single") === "all";

function wantAll(host: Host, isWanted: boolean): void {
  chosen = isWanted ? "all" : "single";
  if (host.windowStore) host.windowStore.set(KEY, chosen);
}
