/** How a question went: beside each of its parts, and in one sentence under it; and what of it is kept when it is tried again. */

import type { InteractionTable, Marking, Response } from "./contract";
import type { PlayerContext } from "./context";
import { find, findAll, setOrRemove, show, showAll, textOf } from "./dom";
import { mark } from "./marking";
import { isJudged, type Card, type Field } from "./questions";
import type { PartStates } from "./responses";
import type { Words } from "./words";

/** What takes the focus when a question was checked: the sentence that teaches, and how the question went. */
export const VERDICT = "[data-verdict]";

/** Characters of a part's own words that name it. */
const LONGEST_NAME = 60;

/**
 * @param secret what was missed stays hidden, so that the learner can still find it
 */
export function showMarking(card: Card, marking: Marking, context: PlayerContext, secret: boolean): void {
  const { root, table } = card, { words } = context;
  showParts(card, marking, secret);
  root.dataset["state"] = isJudged(table) ? verdictOf(table, marking) : "sent";
  for (const result of findAll(root, "[data-result]")) result.textContent = sentenceFor(table, marking, words, secret);
  for (const named of findAll(root, "[data-parts-named]")) {
    named.textContent = nameParts(card, marking, words, secret);
    show(named, !!named.textContent);
  }
  showAll(root, "[data-feedback]", ({ dataset }) => (dataset["feedback"] === "right") === marking.right);
  const verdict = find(root, VERDICT), said = findAll(root, "[data-feedback-for]").filter((feedback) => !feedback.hidden);
  if (!verdict) return;
  verdict.hidden = false;
  // What was said beside the answer teaches as well: whoever hears the verdict hears it too.
  setOrRemove(verdict, "aria-describedby", said.map(({ id }) => id).join(" "));
}

/** Shows how one response went, beside its parts. */
export function showParts({ root, view }: Pick<Field, "root" | "view">, marking: Marking, secret: boolean): void {
  const parts: PartStates = {};
  for (const code of Object.keys(marking.parts)) {
    const part = marking.parts[code];
    if (part && !(secret && part === "missed")) parts[code] = part;
  }
  view.show({ ...marking, parts, revealed: !secret && !marking.right });
  view.lock(true);
  const chosen = chosenCodes(view.draft());
  showAll(root, "[data-feedback-for]", ({ dataset }) => chosen.includes(dataset["feedbackFor"] || ""));
}

export function hideMarking(card: Card, now: number): void {
  for (const { view } of card.fields) {
    view.show(null);
    view.lock(false);
  }
  Object.assign(card, { since: now, seen: 0 });
  delete card.root.dataset["state"];
  showAll(card.root, `${VERDICT},[data-feedback],[data-feedback-for]`, () => false);
}

/** The codes whose own feedback belongs to a response: what was chosen, matched, put in order or filled in. */
function chosenCodes(response: Response | null): string[] {
  if (!response) return [];
  if (response.type === "choice" || response.type === "sequencing") return response.codes;
  return response.type === "matching" ? response.pairs.map((pair) => pair[0]) : [];
}

// ---------------------------------------------------------------- another try

/**
 * Opens a card for another try. What was right when it was submitted, and still stands so, is kept: marked, locked, and told beside it.
 * Tells whether anything is.
 */
export function openAgain(card: Card, context: PlayerContext): boolean {
  const { attempt, host, words } = context, { table } = card;
  hideMarking(card, host.now());
  const draft = attempt.filledIn(table), submitted = attempt.marking(table);
  if (!draft || !submitted || !isJudged(table)) return false;
  const marking = mark(table, draft);
  if (submitted.right && marking.right) {
    showMarking(card, marking, context, true);
    return true;
  }
  const codes = Object.keys(marking.parts).filter((code) => marking.parts[code] === "right" && submitted.parts[code] === "right");
  if (codes.length) keepParts(card, codes, words);
  return codes.length > 0;
}

function keepParts({ root, view }: Card, codes: string[], words: Words): void {
  const parts: PartStates = {};
  for (const code of codes) parts[code] = "right";
  view.show({ right: false, points: 0, parts });
  view.lock(codes);
  for (const code of codes) {
    const sign = find(root, `[data-part="${code}"] [data-mark]`);
    if (sign) sign.textContent = words("part-kept");
  }
  showAll(root, "[data-feedback-for]", ({ dataset }) => codes.includes(dataset["feedbackFor"] || ""));
}

// ---------------------------------------------------------------- the verdict in words

/** How many parts of a right answer there are, and how many of them are right. What was chosen too much is none of them. */
function countParts({ type }: InteractionTable, { parts }: Marking): { right: number; of: number } {
  const codes = Object.keys(parts), right = codes.filter((code) => parts[code] === "right").length;
  return { right, of: type === "choice" ? codes.filter((code) => parts[code] !== "wrong").length : codes.length };
}

function verdictOf(table: InteractionTable, marking: Marking): "right" | "partly" | "wrong" {
  return marking.right ? "right" : countParts(table, marking).right ? "partly" : "wrong";
}

/** Once the right answer shows, nobody is told to go on looking for it. */
function sentenceFor(table: InteractionTable, marking: Marking, words: Words, secret: boolean): string {
  if (!isJudged(table)) return words("answer-sent");
  const count = countParts(table, marking);
  if (marking.right) return words("right");
  if (!count.right) return words(secret ? "wrong" : "wrong-final");
  if (table.type !== "choice") return words("partly", count);
  return count.right < count.of ? words("partly-found", count) : words("partly-too-many");
}

/** Names what was not right in an answer that is partly right: some way above, each has its mark. */
function nameParts(card: Card, marking: Marking, words: Words, secret: boolean): string {
  const { root, table } = card;
  if (verdictOf(table, marking) !== "partly") return "";
  const named = (sentence: string, state: "wrong" | "missed"): string => {
    const rows = findAll(root, "[data-part]").filter(({ dataset }) => marking.parts[dataset["part"] || ""] === state);
    const list = rows.map((row) => words("part-named", { part: nameOf(row) })).join(", ");
    return list && words(sentence, { list });
  };
  const missed = secret ? "" : named("parts-missed", "missed");
  return [named(secret && table.type !== "choice" ? "parts-again" : "parts-wrong", "wrong"), missed].filter(Boolean).join(" ");
}

/** What a row is about, as it is read out: its own words, or the name of its field. */
export function nameOf(row: HTMLElement): string {
  const words = find(row, "[data-text], legend, label");
  if (!words) return (find(row, "[aria-label]") || row).getAttribute("aria-label") || "";
  const copy = words.cloneNode(true) as HTMLElement;
  for (const unsaid of findAll(copy, "[aria-hidden]")) unsaid.remove();
  const text = textOf(copy) || (find(copy, "img[alt]") || copy).getAttribute("alt") || "";
  return text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME).replace(/\s+\S*$/, "")}…` : text;
}
