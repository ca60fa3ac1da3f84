import assert from "node:assert/strict";
import { test } from "node:test";
import type { InteractionTable, Outcome, Tables } from "../../templates/runtime/contract";
import type { AnsweringAttempt } from "../../templates/runtime/answers";
import type { ActionResult } from "../../templates/runtime/attempt";
import { isSessionDone, learned, learnedInAll, missing, missingBefore, sessionStatus, triesLeft } from "../../templates/runtime/progress";
import { pageStatus } from "../../templates/runtime/page_status";
import { newState } from "../../templates/runtime/state";
import { unpack } from "../../templates/runtime/state_reading";
import { beginAnswering, choice, makeOwn, makeSmall, makeTables, wholeCourse } from "./course";
import { seeded } from "./vectors";

/** Plays the small course: what each test needs of it. */
class Learner {
  readonly attempt: AnsweringAttempt;
  clock = 1000;

  constructor(pass?: Tables["pass"], state = newState(), held = 0) {
    this.attempt = beginAnswering(makeSmall(pass), state, held, makeOwn());
  }

  see(...pages: string[]): ActionResult {
    return pages.map((page) => this.attempt.see(page, this.clock)).pop() as ActionResult;
  }

  /** Submits a check with so many points: the dear question first. */
  submit(id: string, points: number): ActionResult {
    const check = this.attempt.course.check(id);
    assert.ok(check);
    let left = points;
    const given = (table: InteractionTable): { response: ReturnType<typeof choice>; latency: number } => {
      const right = left >= table.points;
      if (right) left -= table.points;
      return { response: table.type === "fill-in" ? { type: "fill-in", texts: [right ? "Ethics" : "wrong"] } : choice(right ? "a" : "b"), latency: 1.5 };
    };
    return this.attempt.submitCheck({ ...check, interactions: [...check.interactions].reverse() }, given, (this.clock += 1000));
  }

  get outcome(): Outcome {
    return this.attempt.state.outcome;
  }

  readAll(): void {
    this.see("pg11", "pg12", "pg21", "pg22");
  }
}

// ---------------------------------------------------------------- tracking contract 1, cell by cell

test("rule complete: going on until the last core page is seen and the last check tried, whatever the marks", () => {
  const learner = new Learner();
  learner.see("pg11", "pg12", "pg21");
  assert.deepEqual(learner.outcome, { kind: "going-on" });
  learner.submit("quick", 0);
  assert.deepEqual(learner.outcome, { kind: "going-on" });
  assert.equal(learner.see("pg22").reached, false);
  const step = learner.submit("last", 0);
  assert.deepEqual(learner.outcome, { kind: "complete" });
  assert.equal(step.reached, true);
  assert.equal(learner.submit("last", 4).reached, false);
  assert.deepEqual(learner.outcome, { kind: "complete" });
});

test("rule complete: a page that is not core is never needed", () => {
  const learner = new Learner();
  learner.readAll();
  learner.submit("quick", 1);
  learner.submit("last", 4);
  assert.deepEqual(learner.outcome, { kind: "complete" });
});

test("rule pass, tries unlimited: failed may retry until the mark is reached", () => {
  const learner = new Learner({ mark: 75, tries: null });
  learner.readAll();
  learner.submit("quick", 0);
  assert.deepEqual(learner.outcome, { kind: "going-on" });
  assert.equal(learner.submit("last", 2).reached, false);
  assert.deepEqual(learner.outcome, { kind: "failed-may-retry", raw: 50 });
  for (let again = 0; again < 10; again += 1) learner.submit("last", 1);
  assert.deepEqual(learner.outcome, { kind: "failed-may-retry", raw: 50 }, "the best mark counts");
  const step = learner.submit("last", 3);
  assert.deepEqual(learner.outcome, { kind: "passed", raw: 75 });
  assert.equal(step.reached, true);
});

test("rule pass: the mark itself passes, one below does not", () => {
  for (const [points, mark, kind] of [[3, 75, "passed"], [3, 76, "failed-may-retry"], [4, 100, "passed"], [0, 1, "failed-may-retry"]] as const) {
    const learner = new Learner({ mark, tries: null });
    learner.readAll();
    learner.submit("quick", 1);
    learner.submit("last", points);
    assert.equal(learner.outcome.kind, kind);
  }
});

test("rule pass with tries: failed with the last one, and it stays so", () => {
  const learner = new Learner({ mark: 100, tries: 2 });
  learner.readAll();
  learner.submit("quick", 1);
  assert.equal(learner.submit("last", 1).reached, false);
  assert.deepEqual(learner.outcome, { kind: "failed-may-retry", raw: 25 });
  const check = learner.attempt.course.check("last");
  assert.ok(check);
  assert.equal(triesLeft(learner.attempt, check), 1);
  const step = learner.submit("last", 2);
  assert.equal(step.reached, true);
  assert.deepEqual(learner.outcome, { kind: "failed", raw: 50 });
  assert.equal(triesLeft(learner.attempt, check), 0);
  assert.equal(learner.see("pg13").reached, false);
  assert.deepEqual(learner.outcome, { kind: "failed", raw: 50 });
});

test("rule pass with tries: the last try may pass", () => {
  const learner = new Learner({ mark: 100, tries: 2 });
  learner.readAll();
  learner.submit("quick", 1);
  learner.submit("last", 1);
  learner.submit("last", 4);
  assert.deepEqual(learner.outcome, { kind: "passed", raw: 100 });
});

test("a final outcome survives a later version of the course that asks for more", () => {
  const learner = new Learner({ mark: 90, tries: null }, unpack("1~pBH~p11~~").state);
  learner.see("pg11");
  assert.deepEqual(learner.outcome, { kind: "passed", raw: 70 });
});

test("nothing becomes final because somebody only looks", () => {
  const learner = new Learner({ mark: 50, tries: 1 });
  for (let round = 0; round < 3; round += 1) learner.readAll();
  assert.deepEqual(learner.outcome, { kind: "going-on" });
});

// ---------------------------------------------------------------- the final check's door

test("the final check names what is missing, never its own page, and opens when all else is done", () => {
  const learner = new Learner({ mark: 50, tries: null });
  const { attempt } = learner, { course } = attempt;
  const last = course.check("last"), quick = course.check("quick");
  assert.ok(last && quick);
  assert.deepEqual(missingBefore(attempt, quick), []);
  assert.deepEqual(missingBefore(attempt, last).map((one) => [one.what, one.page]), [["page", "pg11"], ["page", "pg12"], ["page", "pg21"], ["check", "pg12"]]);
  learner.see("pg11", "pg12", "pg21");
  assert.deepEqual(missingBefore(attempt, last).map((one) => one.what), ["check"]);
  learner.submit("quick", 0);
  assert.deepEqual(missingBefore(attempt, last), []);
});

// ---------------------------------------------------------------- sessions and pages

test("a session is done once, with its last core page or check", () => {
  const learner = new Learner();
  const [one, two] = learner.attempt.course.tables.sessions;
  assert.ok(one && two);
  assert.equal(sessionStatus(learner.attempt, one), "not-started");
  assert.deepEqual(learner.see("pg11", "pg12").sessions, []);
  assert.equal(sessionStatus(learner.attempt, one), "in-progress");
  assert.deepEqual(learner.submit("quick", 0).sessions, ["one"]);
  assert.deepEqual(learner.submit("quick", 1).sessions, []);
  assert.ok(isSessionDone(learner.attempt, one));
  assert.ok(!isSessionDone(learner.attempt, two));
});

test("a page is not started, in progress while its check waits, then done", () => {
  const learner = new Learner();
  const place = learner.attempt.course.place("pg12");
  assert.ok(place);
  const status = (): string => pageStatus(learner.attempt, place);
  assert.equal(status(), "not-started");
  learner.see("pg12");
  assert.equal(status(), "in-progress");
  learner.submit("quick", 0);
  assert.equal(status(), "done");
});

test("what is still to do names a mark that was not reached", () => {
  const learner = new Learner({ mark: 80, tries: null });
  learner.readAll();
  learner.submit("quick", 1);
  learner.submit("last", 1);
  assert.deepEqual(missing(learner.attempt).map((one) => one.what), ["pass"]);
});

test("what was learned: marked questions only, by their last answer", () => {
  const learner = new Learner();
  learner.readAll();
  const { attempt } = learner, { course } = attempt;
  const practice = course.interaction("practice");
  assert.ok(practice);
  learner.attempt.practise([[practice, { response: choice("a"), latency: 1 }]], 1);
  assert.deepEqual(learned(attempt).map(({ questions, right, open }) => [questions, right, open]), [[3, 0, 3], [1, 0, 1]]);
  learner.submit("quick", 1);
  learner.submit("last", 3);
  assert.deepEqual(learned(attempt).map(({ questions, right, open }) => [questions, right, open]), [[3, 3, 0], [1, 0, 0]]);
  const first = course.tables.sessions[0];
  assert.deepEqual(learned(attempt, first).map(({ questions, right }) => [questions, right]), [[1, 1]]);
});

test("an outcome without questions is covered once its pages were seen, and is not named where no page is about it", () => {
  const tables = makeTables();
  tables.outcomes = [{ id: "3", text: "Third", pages: ["pg11", "pg21"] }, { id: "4", text: "Fourth", pages: [] }];
  const attempt = beginAnswering(wholeCourse(tables), newState(), 0, makeOwn());
  attempt.see("pg11", 1);
  assert.deepEqual(learned(attempt).map(({ text, about, unseen }) => [text, about.length, unseen]), [["Third", 2, 1]]);
  attempt.see("pg21", 1);
  assert.deepEqual(learned(attempt).map(({ about, unseen }) => [about.length, unseen]), [[2, 0]]);
});

test("where the final check gives the mark, the end of the course counts its questions alone", () => {
  const learner = new Learner({ mark: 50, tries: null });
  learner.readAll();
  learner.submit("quick", 0);
  learner.submit("last", 4);
  const { attempt } = learner;
  assert.deepEqual(attempt.outcome(), { kind: "passed", raw: 100 });
  assert.deepEqual(learned(attempt).map(({ questions, right }) => [questions, right]), [[3, 2], [1, 1]]);
  assert.deepEqual(learnedInAll(attempt).map(({ questions, right }) => [questions, right]), [[2, 2], [1, 1]]);
  const unmarked = new Learner();
  unmarked.submit("quick", 0);
  unmarked.submit("last", 4);
  assert.deepEqual(learnedInAll(unmarked.attempt).map(({ questions, right }) => [questions, right]), [[3, 2], [1, 1]]);
});

// ---------------------------------------------------------------- answers

test("submissions are told one by one, with the index that they keep", () => {
  const learner = new Learner(undefined, newState(), 5);
  learner.readAll();
  const [first] = learner.submit("quick", 0).answered;
  assert.deepEqual(first, { interaction: "q1", response: choice("b"), right: false, points: 0, index: 5, count: 1, at: 2000, latency: 1.5 });
  assert.deepEqual(learner.submit("last", 4).answered.map((one) => [one.interaction, one.index]), [["q4", 6], ["q3", 7], ["q2", 8]]);
  const again = learner.submit("quick", 1).answered[0];
  assert.deepEqual([again?.index, again?.count, again?.right], [5, 2, true]);
  const kept = learner.attempt.state.answers.get("q01");
  assert.deepEqual([kept?.right, kept?.firstRight, kept?.count], [true, false, 2], "the first result stays");
});

test("how an outcome went in the whole unit is told once every question about it was submitted, not before", () => {
  const learner = new Learner();
  assert.deepEqual(learner.submit("quick", 1).scored, [{ check: "quick", outcome: "1", points: 1, of: 1, whole: null, count: 1, at: 2000 }]);
  assert.deepEqual(learner.submit("last", 3).scored, [
    { check: "last", outcome: "1", points: 3, of: 3, whole: { points: 4, of: 4 }, count: 1, at: 3000 },
    { check: "last", outcome: "2", points: 0, of: 1, whole: { points: 0, of: 1 }, count: 1, at: 3000 },
  ]);
  assert.deepEqual(learner.submit("quick", 0).scored, [{ check: "quick", outcome: "1", points: 0, of: 1, whole: { points: 3, of: 4 }, count: 2, at: 4000 }]);
});

test("the next index is behind what the state has, when the platform says less", () => {
  const learner = new Learner(undefined, unpack("1~gAA~~~q01ABBAIa.").state, 0);
  assert.deepEqual(learner.submit("last", 4).answered.map((one) => one.index), [8, 9, 10]);
});

test("a draft is kept and taken back, and does not undo what was submitted", () => {
  const learner = new Learner();
  const { course, attempt } = { course: learner.attempt.course, attempt: learner.attempt };
  const table = course.interaction("q1");
  assert.ok(table);
  attempt.draft(table, choice("c"));
  assert.deepEqual(attempt.filledIn(table), choice("c"));
  attempt.draft(table, null);
  assert.deepEqual([attempt.state.answers.size, attempt.state.drafts.size], [0, 0]);
  learner.see("pg12");
  learner.submit("quick", 1);
  attempt.draft(table, choice("b"));
  const submitted = { count: 1, right: true, firstRight: true, index: 0, payload: "a" };
  assert.deepEqual(attempt.answer(table), submitted);
  assert.deepEqual([attempt.filledIn(table), attempt.isSettled(table)], [choice("b"), false]);
  attempt.draft(table, null);
  assert.deepEqual(attempt.answer(table), submitted);
  assert.deepEqual([attempt.filledIn(table), attempt.isSettled(table)], [null, false], "everything was taken back");
});

test("practice is kept for resuming and never told", () => {
  const learner = new Learner();
  const table = learner.attempt.course.interaction("practice");
  assert.ok(table);
  const { result, markings } = learner.attempt.practise([[table, { response: choice("a"), latency: 2 }]], 1);
  assert.deepEqual(result, { answered: [], scored: [], sessions: [], completed: [], reached: false });
  assert.equal(markings[0]?.right, true);
  assert.deepEqual([learner.attempt.answer(table)?.count, learner.attempt.answer(table)?.index], [1, null]);
});

test("whatever a learner does in whatever order: final outcomes and marks never go down, and the state survives each step", () => {
  const strength = ["going-on", "failed-may-retry", "failed", "complete", "passed"];
  for (let seed = 0; seed < 60; seed += 1) {
    const chance = seeded(seed);
    const pass = [{ mark: null, tries: null }, { mark: 60, tries: null }, { mark: 60, tries: 3 }][seed % 3] as Tables["pass"];
    let learner = new Learner(pass), last = learner.outcome, reached = 0;
    for (let turn = 0; turn < 40; turn += 1) {
      const pages = ["pg11", "pg12", "pg13", "pg21", "pg22"];
      const step = chance() < 0.6 ? learner.see(pages[Math.floor(chance() * 5)] as string)
        : learner.submit(chance() < 0.5 ? "quick" : "last", Math.floor(chance() * 5));
      if (step.reached) reached += 1;
      const now = learner.outcome;
      if (["complete", "passed", "failed"].includes(last.kind)) assert.equal(now.kind === "failed" && last.kind !== "failed", false);
      assert.ok(strength.indexOf(now.kind) >= strength.indexOf(last.kind), `${last.kind} -> ${now.kind}`);
      if (now.kind === last.kind) assert.ok(("raw" in now ? now.raw : 0) >= ("raw" in last ? last.raw : 0));
      last = now;
      if (chance() < 0.2) {
        const { state, condition } = unpack(learner.attempt.pack());
        assert.equal(condition, "fine");
        learner = new Learner(pass, state);
        assert.deepEqual(learner.outcome, last);
      }
    }
    // After a final failure the double above still submits; the player does not offer that (triesLeft is 0).
    assert.ok(reached <= 2);
  }
});
