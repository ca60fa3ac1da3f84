/**
 * Plays the script of a package without a browser: its own drivers, parts and tables, and the player's own attempt and state. Every page is
 * seen, every question filled in, saved and answered, rightly or with the first that it offers, every check submitted; then the learner leaves.
 *
 * Reads `Walk[]` as JSON from standard input and writes what arrived, one `Arrived` each. `tests/oracles/arrived.py` calls it.
 */

import { readFileSync } from "node:fs";
import { createContext, runInContext, runInNewContext } from "node:vm";
import type { ActionResult } from "../../templates/runtime/attempt";
import { newSeed } from "../../templates/runtime/chance";
import type { Change, Driver, Host, InteractionTable, LateTables, MakeDriver, Parts, Response, Tables } from "../../templates/runtime/contract";
import { makeCourse } from "../../templates/runtime/course";
import { completeTables } from "../../templates/runtime/late_tables";
import { launch } from "../../templates/runtime/launch";
import { makeNotes } from "../../templates/runtime/notes";
import { makeOutline } from "../../templates/runtime/outline";
import { newState } from "../../templates/runtime/state";
import { unpackTables, type PackedTables } from "../../templates/runtime/table_rows";
import { beginAnswering } from "./course";
import { RecordStore } from "./parts/store";
import { Device, World } from "./parts/world";

type Version = "1.2" | "2004";
/** `script`: the content of `standard.js` and `standard-late.js`. `scorm`: the version whose platform the script finds; null: a record store, or nobody. */
interface Walk { script: string; scorm: Version | null }
interface Arrived { sets: [string, string][]; gets: string[]; statements: unknown[]; documents: string[]; addresses: string[]; device: [string, string][] }
type Calls = Record<string, (...given: string[]) => unknown>;

const LMS = new URL("../browser/lms/", import.meta.url);
const strict: Record<string, (given: unknown) => Calls> = {};
runInNewContext(readFileSync(new URL("strict.js", LMS), "utf8"), Object.assign(strict, { globalThis: strict }));
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, LMS), "utf8"));

const ACTOR = { objectType: "Agent", name: "Ada Lovelace", account: { homePage: "https://lms.nhs.test", name: "ada" } };
const LAUNCH = {
  endpoint: "https://lrs.nhs.test/xapi", auth: "Basic secret", actor: JSON.stringify(ACTOR), registration: "6f1f2f0c-3a54-4d3b-9f0a-0c0ffee0c0de",
  activity_id: "https://lms.nhs.test/activity", activityId: "https://lms.nhs.test/activity", fetch: "https://lms.nhs.test/fetch?session=1",
};
const LAUNCH_DATA = { launchMode: "Normal", moveOn: "CompletedOrPassed", contextTemplate: { extensions: { "https://w3id.org/xapi/cmi5/context/extensions/sessionid": "s1" } } };

/** What a learner types where the question has words of its own for nothing: the test looks for it. */
export const ownWords = (id: string): string => `Words of the learner for ${id}`;

function respond({ id, type, correct, codes }: InteractionTable): Response {
  const right = correct[0];
  if (right?.type === "numeric") return { type: "numeric", value: right.value.split("[:]").find(Boolean) ?? "1" };
  if (right) return right;
  const first = codes[0] ?? "a";
  if (type === "likert") return { type, code: first };
  if (type === "long-fill-in") return { type, texts: [ownWords(id)] };
  if (type === "choice") return { type, codes: [first] };
  throw new Error(`Nobody has said how to answer ${id}, a ${type} without a right answer`);
}

/** The driver and the tables that a script registers. */
function load(script: string, host: Host): { driver: Driver; tables: Tables } {
  const parts: Partial<Parts> = {}, drivers = new Map<string, MakeDriver>();
  let given: Tables | undefined;
  const copack = {
    part: (name: keyof Parts, part: never) => { parts[name] = part; },
    driver: (name: string, make: MakeDriver) => { drivers.set(name, make); },
    tables: (packed: PackedTables) => { given = unpackTables(packed); },
    rest: (rest: LateTables) => { if (given) completeTables(given, rest); },
    widget: () => undefined,
    block: () => undefined,
    // The player itself is taken from its sources.
    shared: {},
    late: () => undefined,
  };
  const context = createContext({ copack, URL, URLSearchParams, TextEncoder, console });
  Object.assign(context, { window: context });
  runInContext(script, context);
  const make = given && drivers.get(given.driver.name);
  if (!given || !make) throw new Error("The script has no driver, or no tables");
  return { driver: make({ ...host, part: (name) => parts[name] as Parts[typeof name] }, given.driver.table, given), tables: given };
}

function makePlatform(scorm: Version, arrived: Arrived): Record<string, unknown> {
  const old = scorm === "1.2", make = strict[old ? "StrictScorm12" : "StrictScorm"];
  if (!make) throw new Error("The strict platform did not load");
  const initial = old ? { "cmi.core.lesson_status": "not attempted", "cmi.core.entry": "ab-initio", "cmi.core.lesson_mode": "normal", "cmi.core.credit": "credit" } : {};
  const api = make({ table: read(old ? "scorm12_table.json" : "scorm2004_table.json"), quirks: read(`quirks/${old ? "plain" : "plain-2004"}.json`), initial, store: () => true });
  const logged = Object.fromEntries(Object.entries(api).map(([name, call]) => [name, (...told: string[]): unknown => {
    const answer = call(...told);
    if (name.endsWith("SetValue")) arrived.sets.push([told[0] ?? "", told[1] ?? ""]);
    if (name.endsWith("GetValue")) arrived.gets.push(told[0] ?? "");
    return answer;
  }]));
  const page: Record<string, unknown> = { [old ? "API" : "API_1484_11"]: logged };
  page["parent"] = page;
  return page;
}

async function play({ script, scorm }: Walk): Promise<Arrived> {
  const arrived: Arrived = { sets: [], gets: [], statements: [], documents: [], addresses: [], device: [] };
  const store = new RecordStore(), device = new Device(), put = store.put.bind(store);
  store.put = (key, body) => {
    arrived.documents.push(body);
    put(key, body);
  };
  const world = new World(scorm ? makePlatform(scorm, arrived) : { location: { search: `?${new URLSearchParams(LAUNCH)}`, assign: () => undefined } });
  Object.assign(world, { device, window: new Device() });
  store.given.set("LMS.LaunchData", JSON.stringify(LAUNCH_DATA));
  world.answering = (request) => (request.url.pathname === "/fetch" ? { status: 200, body: '{"auth-token":"dG9rZW4="}' } : store.answering(request));
  const { driver, tables } = load(script, world.host);
  await walk(world, driver, tables, await world.until(launch(driver)));
  await world.pass(5);
  return {
    ...arrived, statements: Array.from(store.statements.values()),
    addresses: world.requests.map(({ url }) => url.origin), device: Array.from(device.held),
  };
}

const NOTHING: ActionResult = { answered: [], scored: [], sessions: [], completed: [], reached: false };

async function walk(world: World, driver: Driver, tables: Tables, { interactions }: { interactions: number }): Promise<void> {
  const state = { ...newState(), seed: newSeed("6f1f2f0c-3a54-4d3b-9f0a-0c0ffee0c0de") };
  const attempt = beginAnswering(makeCourse(makeOutline(tables)), state, interactions, makeNotes(world.host, tables.course, [], state.seed));
  let location = "", seconds = 1;
  const compose = ({ answered, scored, sessions, completed, reached }: ActionResult): Change =>
    ({ answered, scored, sessions, completed, reached, state: attempt.pack(), location, outcome: attempt.outcome(), seconds: seconds += 5 });
  const save = async (result: ActionResult): Promise<void> => {
    world.now += 5000;
    const kept = await world.until(driver.save(compose(result)));
    if (kept !== "kept") throw new Error(`A save was ${kept}`);
  };
  for (const { page } of attempt.course.places) {
    location = page.id;
    await save(attempt.see(page.id, world.now));
    for (const table of tables.interactions.filter((each) => each.page === page.id && !each.check)) {
      const response = respond(table), given: Parameters<typeof attempt.practise>[0] = [[table, { response, latency: 3 }]];
      attempt.draft(table, response);
      await save(NOTHING);
      if (table.recorded || table.correct.length) await save(attempt.practise(given, world.now).result);
    }
  }
  for (const check of tables.checks.slice().sort((one, other) => Number(one.final) - Number(other.final))) {
    for (const table of attempt.asked(check)) attempt.draft(table, respond(table));
    await save(NOTHING);
    await save(attempt.submitCheck(check, (table) => ({ response: respond(table), latency: 3 }), world.now));
  }
  await world.until(driver.leave(compose(NOTHING), "exit"));
}

const walks = JSON.parse(readFileSync(0, "utf8")) as Walk[];
const all: Arrived[] = [];
for (const each of walks) all.push(await play(each));
process.stdout.write(JSON.stringify(all));
