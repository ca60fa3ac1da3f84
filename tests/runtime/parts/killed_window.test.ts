/**
 * A window may be killed at any moment, in the middle of a save above all. Nothing of it outlives that but what the store and the device hold:
 * so a whole visit is played, each of their states is kept as it follows, and from each a next launch is begun. It must find what the learner
 * had done by then, and in the end the store has every outcome, once.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { ActionResult } from "../../../templates/runtime/attempt";
import type { Change, Driver } from "../../../templates/runtime/contract";
import { makeSaver } from "../../../templates/runtime/saving";
import * as cmi5 from "./cmi5_platform";
import { RecordStore } from "./store";
import { Device, MONDAY, answered, type Answering, type Request, type World } from "./world";
import * as xapi from "./xapi_platform";

interface Play { world: World; store: RecordStore; driver: Driver; launch: { states: string[] } }
type Standard = "cmi5" | "xapi";

const play = (standard: Standard, store: RecordStore, device: Device, launches = 1): Promise<Play> => (
  standard === "xapi" ? xapi.play({ store, device, seed: launches })
    : cmi5.play({ store, device, seed: launches, ...(launches > 1 ? { query: { fetch: `https://lms.nhs.test/fetch?session=${launches}` } } : {}) })
);

/** What was there at one moment, and how far the learner had come. */
interface Moment { store: RecordStore; held: [string, string][]; done: number }

const result = (parts: Partial<ActionResult> = {}): ActionResult => ({ answered: [], scored: [], sessions: [], completed: [], reached: false, ...parts });
const submitted = result({ answered: [answered("several")], sessions: ["one"], reached: true });
const numberOf = (state: string): number => Number(state.slice("1~".length));

/** Turns a page, submits a check at once, and ticks something afterwards; gives every moment of it. */
async function playVisit({ store, world, driver }: Play, device: Device): Promise<Moment[]> {
  const moments: Moment[] = [];
  let state = 0, done = 0, passed = false;
  const look = (): void => { moments.push({ store: store.copy(), held: Array.from(device.held), done }); };
  const outcome = (): Change["outcome"] => (passed ? { kind: "passed", raw: 80 } : { kind: "going-on" });
  const saver = makeSaver(driver, world.host, {
    compose: () => ({ state: `1~${state}`, location: "hello", outcome: outcome(), seconds: 65 }), show: () => undefined, tell: () => undefined,
  });
  const act = (what: () => void): void => {
    state += 1;
    what();
    done = state;
    look();
  };
  device.changed = look;
  const answering = world.answering;
  world.answering = (request) => {
    const answer = answering(request);
    look();
    return answer;
  };
  await world.pass(1);
  act(() => { saver.record(result()); });
  await world.pass(0.5);
  act(() => {
    passed = true;
    saver.record(submitted);
  });
  await world.pass(0.5);
  state += 1;
  saver.later();
  await world.pass(2);
  // The learner has rested for longer than drafts wait.
  done = state;
  look();
  await world.pass(5);
  act(() => { saver.record(result({ answered: [answered("several", { count: 2, at: MONDAY + 60000 })] })); });
  await world.pass(200);
  device.changed = () => undefined;
  return moments.filter(({ store: held, held: rows, done: far }, at) => {
    const same = (other: Moment): boolean => other.done === far && JSON.stringify(other.held) === JSON.stringify(rows)
      && other.store.statements.size === held.statements.size && JSON.stringify(Array.from(other.store.documents)) === JSON.stringify(Array.from(held.documents));
    return !moments.slice(0, at).some(same);
  });
}

const isStatements = ({ method, url }: Request): boolean => method === "POST" && url.pathname.endsWith("statements");
const isDocument = ({ method, url }: Request): boolean => method !== "GET" && url.pathname.endsWith("state");
const late = (seconds: number) => ({ host }: World): World["gate"] => ({ method }) => (method === "GET" ? null : host.wait(1000 * seconds));
const atOnce = (): World["gate"] => () => null;

/** What a store does from the first save on. */
const TROUBLES: Record<string, { fault?: (request: Request) => ReturnType<Answering> | undefined; gate?: (world: World) => World["gate"]; full?: boolean }> = {
  "answers after a second": { gate: late(1) },
  "answers after five seconds": { gate: late(5) },
  "answers late where documents go": { gate: ({ host }) => (request) => (isDocument(request) ? host.wait(3000) : null) },
  "answers late where statements go": { gate: ({ host }) => (request) => (isStatements(request) ? host.wait(3000) : null) },
  "has ended the session": { fault: () => ({ status: 403 }), gate: late(1) },
  "fails": { fault: () => ({ status: 503 }), gate: late(1) },
  "takes no statements": { fault: (request) => (isStatements(request) ? { status: 503 } : undefined), gate: late(1) },
  "takes no documents": { fault: (request) => (isDocument(request) ? { status: 500 } : undefined), gate: late(1) },
  "says nothing": { fault: ({ method }) => (method === "GET" ? undefined : null) },
  "cannot be reached": { fault: () => new TypeError("Failed to fetch") },
  "takes everything, and its answers are lost": {},
  "answers late to a full device": { gate: late(1), full: true },
  "takes no statements of a full device": { fault: (request) => (isStatements(request) ? { status: 503 } : undefined), full: true },
};

for (const standard of ["cmi5", "xapi"] as const) {
  for (const [name, { fault, gate = atOnce, full = false }] of Object.entries(TROUBLES)) {
    test(`${standard}: the window is killed at any moment while the store ${name}`, async () => {
      const device = new Device(), first = await play(standard, new RecordStore(), device);
      await first.world.pass(1);
      first.world.gate = gate(first.world);
      first.store.fault = fault ?? first.store.fault;
      first.store.losesAnswers = name.includes("are lost");
      device.full = full;
      const moments = await playVisit(first, device);
      assert.ok(moments.length > 5, `${moments.length} moments`);
      for (const moment of moments) await comeBack(standard, moment, full);
    });
  }
}

/** The next launch finds what was done; what the store lacks of it, it gets now. */
async function comeBack(standard: Standard, { store, held, done }: Moment, full: boolean): Promise<void> {
  const next = await play(standard, store, new Device(held), 2), { world, driver, launch } = next, where = `${done} done, ${held.length} rows on the device`;
  const found = Math.max(0, ...launch.states.map(numberOf));
  if (!full) assert.ok(found >= done, `${where}: found ${launch.states.join(" and ") || "nothing"}`);
  await world.pass(3);
  const answers = (): number => store.told.filter((told) => told === "answered questions/several").length;
  const submissions = done >= 4 ? 2 : done >= 2 ? 1 : 0;
  // In cmi5 no launch may send what another one has: the learner hears what was lost with it.
  if (!full && !world.notes.includes("notice-not-sent")) assert.ok(answers() >= submissions, `${where}: ${answers()} answers told`);
  // From the state that was found the outcome follows again, or the learner gets there once more.
  await world.until(driver.save({ state: "1~9", location: "hello", ...result({ reached: found < 2, sessions: ["one"] }), outcome: { kind: "passed", raw: 80 }, seconds: 65 }));
  await world.pass(3);
  for (const outcome of ["passed", "completed"]) assert.equal(store.told.filter((told) => told.startsWith(`${outcome} `) && !told.includes("sessions/")).length, 1, `${where}: ${outcome}`);
}
