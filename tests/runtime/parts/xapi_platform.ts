/** A Tin Can launch, its record store, and the driver at work there. */

import makeDriver from "../../../builder/standards/xapi/driver";
import { launch } from "../../../templates/runtime/launch";
import type { About, Driver, Launch, XapiTable } from "../../../templates/runtime/contract";
import { RecordStore } from "./store";
import { Device, MONDAY, World, change, makeTables } from "./world";

export const ACTOR = { objectType: "Agent", mbox: "mailto:ada@nhs.test" };
export const REGISTRATION = "6f1f2f0c-3a54-4d3b-9f0a-0c0ffee0c0de";
export const COURSE = "https://courses.nhs.test/small/course";

export const about = (id: string): About => ({ objectType: "Activity", id, definition: {} });
const verb = (name: string): unknown => ({ id: `http://adlnet.gov/expapi/verbs/${name}` });
export const context = { registration: "$registration", language: "en-GB" };
const shape = (name: string, object: unknown, result?: unknown, parents?: unknown): Record<string, unknown> => ({
  id: "$id", actor: "$actor", verb: verb(name), object, timestamp: "$timestamp",
  context: parents ? { ...context, contextActivities: { parent: parents } } : context, ...(result ? { result } : {}),
});
const ROOT = { objectType: "Activity", id: "$activity" };
const SCORE = { scaled: "$scaled", raw: "$raw", min: 0, max: 100 };
export const TABLE: XapiTable = {
  base: "https://courses.nhs.test/small/", course: "course", versions: ["1.0.3", "2.0.0"], keepDays: 7, state: "copack-progress",
  notation: { item: "[,]", pair: "[.]", true: "true", false: "false" },
  shapes: {
    initialized: shape("initialized", ROOT), answered: shape("answered", "$object", { response: "$response", success: "$success", duration: "$duration" }, ["$parent"]),
    "session-completed": shape("completed", "$object", { completion: true }, [ROOT]), completed: shape("completed", ROOT, { completion: true, duration: "$duration" }),
    passed: shape("passed", ROOT, { success: true, score: SCORE, duration: "$duration" }), failed: shape("failed", ROOT, { success: false, score: SCORE }),
    terminated: shape("terminated", ROOT, { duration: "$duration" }),
  },
  sessions: { one: about("sessions/one"), two: about("sessions/two") }, checks: { "quick-check": about("checks/quick-check") },
  questions: {
    several: { session: "one", object: about("questions/several"), outcomes: ["1.1"] }, pairs: { session: "one", object: about("questions/pairs"), outcomes: [] },
    gaps: { session: "one", object: about("questions/gaps"), outcomes: [] }, poll: { session: "two", object: about("questions/poll"), outcomes: [] },
  },
  outcomes: { "1.1": about("outcomes/1.1") }, sessionOutcomes: { one: ["1.1"] }, category: [{ id: "https://courses.nhs.test/small/profile/1" }],
};

export const QUERY = {
  endpoint: "https://lrs.nhs.test/xapi", auth: "Basic secret", actor: JSON.stringify(ACTOR), registration: REGISTRATION, activity_id: COURSE,
};

export interface Play { world: World; store: RecordStore; driver: Driver; launch: Launch }
interface Overrides { query?: Record<string, string | null>; search?: string; page?: string; store?: RecordStore; device?: Device | null; seed?: number; now?: number; early?: boolean }

export async function play(overrides: Overrides = {}): Promise<Play> {
  const { query = {}, store = new RecordStore(), device = new Device(), seed = 1, now = MONDAY, early = false, page = "https://lms.nhs.test/course/index.html" } = overrides;
  const given = Object.entries({ ...QUERY, ...query }).filter((pair): pair is [string, string] => pair[1] !== null);
  const { search = `?${new URLSearchParams(given)}` } = overrides;
  const world = new World({ location: { search, href: page + search, origin: new URL(page).origin } }, seed);
  world.now = now;
  world.early = early;
  world.device = device;
  world.answering = store.answering;
  const driver = makeDriver(world.host, TABLE, makeTables({ name: "xapi", table: null }));
  return { world, store, driver, launch: await world.until(launch(driver)) };
}

export const save = (play: Play, ...given: Parameters<typeof change>): Promise<string> => play.world.until(play.driver.save(change(...given)));
export const document = (store: RecordStore): { windows: Record<string, { state: string }>; told: string[] } => JSON.parse(Array.from(store.documents.values())[0] ?? "{}") as ReturnType<typeof document>;
export const states = (store: RecordStore): string[] => Object.values(document(store).windows).map((window) => window.state);
