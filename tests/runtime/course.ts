/** A small made-up course as tables: two sessions, one practice question, one check in each, the second one final. */

import { takeAnswers, type AnsweringAttempt } from "../../templates/runtime/answers";
import { makeAttempt } from "../../templates/runtime/attempt";
import type { InteractionTable, Launch, Response, Tables } from "../../templates/runtime/contract";
import { makeCourse, type Course } from "../../templates/runtime/course";
import { makeNotes, type Notes } from "../../templates/runtime/notes";
import { makeOutline } from "../../templates/runtime/outline";
import { foundIn, restore, type Restored } from "../../templates/runtime/restore";
import type { State } from "../../templates/runtime/state";
import { readStates } from "../../templates/runtime/state_reading";
import { World } from "./parts/world";

function question(id: string, key: string, page: string, check: string | null, extra: Partial<InteractionTable> = {}): InteractionTable {
  return {
    id, key, kind: "choose-one", page, check, type: "choice", correct: [{ type: "choice", codes: ["a"] }], codes: ["a", "b", "c"],
    points: 1, recorded: check !== null, outcomes: ["1"], ...extra,
  };
}

export function makeTables(pass: Tables["pass"] = { mark: null, tries: null }): Tables {
  const page = (id: string, core = true): Tables["sessions"][0]["pages"][0] => ({ id, key: `p${id.slice(-2)}`, title: `Page ${id}`, core, minutes: 2 });
  return {
    course: { id: "small", unit: "small", title: "Small", version: "1", language: "en-GB", spoken: "en-GB" },
    outcomes: [{ id: "1", text: "First", pages: ["pg11", "pg12"] }, { id: "2", text: "Second", pages: ["pg21", "pg22"] }],
    sessions: [
      { id: "one", title: "One", outcomes: ["1"], pages: [page("pg11"), page("pg12"), page("pg13", false)] },
      { id: "two", title: "Two", outcomes: ["1", "2"], pages: [page("pg21"), page("pg22")] },
    ],
    checks: [
      { id: "quick", key: "c01", title: "Quick check", final: false, page: "pg12", interactions: ["q1"] },
      { id: "last", key: "c02", title: "Last check", final: true, page: "pg22", interactions: ["q2", "q3", "q4"] },
    ],
    interactions: [
      question("practice", "q00", "pg11", null),
      question("q1", "q01", "pg12", "quick"),
      question("q2", "q02", "pg22", "last", { outcomes: ["2"] }),
      question("q3", "q03", "pg22", "last"),
      question("q4", "q04", "pg22", "last", { points: 2, type: "fill-in", variants: [["ethics"]], codes: ["a"], correct: [{ type: "fill-in", texts: ["ethics"] }] }),
    ],
    pass, limits: { state: 4096 },
    words: {}, driver: { name: "none", table: null },
  };
}

/** An attempt that takes answers. `held`: how many interactions the platform already holds. */
export const beginAnswering = (course: Course, state: State, held: number, notes: Notes): AnsweringAttempt => takeAnswers(makeAttempt(course, state), held, notes);

export const wholeCourse = (tables: Tables): Course => makeCourse(makeOutline(tables));

export const makeSmall = (pass?: Tables["pass"]): Course => wholeCourse(makeTables(pass));

/** What a launch brings back, once what reads it is here. */
export function restoreFound(launch: Launch): Restored {
  const found = foundIn(launch);
  return restore(launch, found.length ? readStates(found) : null);
}

/** Notes in a window that was just opened. */
export const makeOwn = (): Notes => makeNotes(new World().host, { id: "small", unit: "small" }, [], 1);

export const choice = (code: string): Response => ({ type: "choice", codes: [code] });
