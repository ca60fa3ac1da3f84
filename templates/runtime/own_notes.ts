/** What a learner wrote for themselves, read back to them. */

import type { AnsweringAttempt } from "./answers";
import type { InteractionTable, SessionTable } from "./contract";
import { make } from "./dom";

/** The author's question, and the learner's own words, which may have several lines. */
export interface OwnNote { prompt: string; text: string }

/**
 * Notes of the course, or of one session, in its order: only what was written in this attempt, for nobody else. What somebody before kept on a shared
 * device is not theirs; what is sent, and what stands in a form that is handed in, was not written for themselves.
 */
export function ownNotes({ course, notes }: AnsweringAttempt, session?: SessionTable): OwnNote[] {
  const isHere = ({ page }: InteractionTable): boolean => !session || session.pages.some(({ id }) => id === page);
  return course.tables.interactions.filter((table) => table.windowOnly && !table.recorded && !table.private && isHere(table)).reduce<OwnNote[]>((all, table) => {
    const response = notes.own(table.key), text = response && "texts" in response ? response.texts.join("\n").trim() : "";
    return text ? all.concat({ prompt: table.prompt || "", text }) : all;
  }, []);
}

export const quoteNotes = (attempt: AnsweringAttempt, session?: SessionTable): HTMLElement[] =>
  ownNotes(attempt, session).map(({ prompt, text }) => make("figure", { class: "copack-own-note" },
    make("figcaption", {}, prompt), make("blockquote", {}, make("p", {}, text))));
