/** A platform that launches a unit by cmi5, its record store, and the driver at work there. */

import makeDriver from "../../../builder/standards/cmi5/driver";
import { launch } from "../../../templates/runtime/launch";
import type { About, Change, Cmi5Table, Driver, Launch } from "../../../templates/runtime/contract";
import { RecordStore } from "./store";
import { Device, MONDAY, World, change, makeTables, type Request } from "./world";

export const ACTOR = { objectType: "Agent", account: { homePage: "https://lms.nhs.test", name: "7f3a" }, name: "kept as given" };
export const REGISTRATION = "6F1F2F0C-3A54-4D3B-9F0A-0C0FFEE0C0DE";
export const ACTIVITY = "https://lms.nhs.test/au/91";
export const FETCH = "https://lms.nhs.test/fetch?session=1";
export const SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid";
export const MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
export const CMI5 = { id: "https://w3id.org/xapi/cmi5/context/categories/cmi5" }, MOVEON = { id: "https://w3id.org/xapi/cmi5/context/categories/moveon" };
export const PROFILE = { id: "https://courses.nhs.test/small/profile/1" };
export const PUBLISHER = { objectType: "Activity", id: "https://courses.nhs.test/small/publisher" };
export const TEMPLATE = { contextActivities: { grouping: [PUBLISHER] }, extensions: { [SESSION]: "session-1" }, platform: "The platform" };

export type Shape = Record<string, unknown>;
export interface Told { id: string; timestamp: string; actor: object; verb: { id: string }; object: { id: string }; result?: Shape; context: { registration: string; platform: string; extensions: Shape; contextActivities: Record<string, { id: string }[]> } }

const about = (id: string): About => ({ objectType: "Activity", id, definition: {} });
export const verb = (name: string): unknown => ({ id: `http://adlnet.gov/expapi/verbs/${name}` });
const ROOT = { objectType: "Activity", id: "$activity" };
function shape(name: string, object: unknown, category: object[], result?: unknown, more: Shape = {}): Shape {
  const { activities = {}, ...context } = more as { activities?: Shape };
  return {
    id: "$id", actor: "$actor", verb: verb(name), object, timestamp: "$timestamp", ...(result ? { result } : {}),
    context: { registration: "$registration", platform: "ours", language: "en-GB", ...context, contextActivities: { category, ...activities } },
  };
}
const SCORE = { scaled: "$scaled", raw: "$raw", min: 0, max: 100 }, MARKED = { extensions: { [MASTERY]: "$masteryScore" } };
const JUDGED = [CMI5, MOVEON, PROFILE], PART = { activities: { parent: ["$parent"], grouping: [ROOT] } };
export const TABLE: Cmi5Table = {
  base: "https://courses.nhs.test/small/", course: "course", versions: ["1.0.3"], keepDays: 7, state: "copack-progress",
  notation: { item: "[,]", pair: "[.]", true: "true", false: "false" },
  shapes: {
    initialized: shape("initialized", ROOT, [CMI5, PROFILE]), terminated: shape("terminated", ROOT, [CMI5, PROFILE], { duration: "$duration" }),
    answered: shape("answered", "$object", [PROFILE], { response: "$response", success: "$success", duration: "$duration" }, PART),
    "session-completed": shape("completed", "$object", [PROFILE], { completion: true }),
    completed: shape("completed", ROOT, JUDGED, { completion: true, duration: "$duration" }),
    passed: shape("passed", ROOT, JUDGED, { success: true, score: SCORE, duration: "$duration" }, MARKED),
    failed: shape("failed", ROOT, JUDGED, { success: false, score: SCORE, duration: "$duration" }, MARKED),
  },
  sessions: { one: about("sessions/one") }, checks: { "quick-check": about("checks/quick-check") },
  questions: { several: { session: "one", object: { ...about("questions/several"), definition: { name: { "en-GB": "Which ones?" } } }, outcomes: [] } },
  outcomes: {}, sessionOutcomes: {},
  launchData: "LMS.LaunchData", preferences: "cmi5LearnerPreferences",
};
export const QUERY = { endpoint: "https://lrs.nhs.test/xapi", fetch: FETCH, actor: JSON.stringify(ACTOR), registration: REGISTRATION, activityId: ACTIVITY };

export interface Play { world: World; store: RecordStore; driver: Driver; launch: Launch }
export interface Overrides {
  search?: string; page?: string; query?: Record<string, string | null>; store?: RecordStore; device?: Device | null; window?: Device | null; seed?: number; now?: number;
  data?: Shape | string | null; token?: { status: number; body?: string; headers?: Record<string, string> } | Error | null; table?: Cmi5Table; unit?: string;
}

function locate({ query = {}, search, page = "https://lms.nhs.test/course/index.html" }: Overrides): { search: string; href: string; origin: string } {
  const given = Object.entries({ ...QUERY, ...query }).filter((pair): pair is [string, string] => pair[1] !== null);
  const asked = search ?? `?${new URLSearchParams(given)}`;
  return { search: asked, href: page + asked, origin: new URL(page).origin };
}

export async function play(overrides: Overrides = {}): Promise<Play> {
  const { store = new RecordStore(), device = new Device(), window = new Device(), seed = 1, now = MONDAY, data = {}, table = TABLE } = overrides;
  const { token = { status: 200, body: '{"auth-token":"dG9rZW4="}' } } = overrides;
  const world = new World({ location: locate(overrides) }, seed);
  Object.assign(world, { now, device, window });
  store.given.delete("LMS.LaunchData");
  if (data !== null) store.given.set("LMS.LaunchData", typeof data === "string" ? data : JSON.stringify({ contextTemplate: TEMPLATE, launchMode: "Normal", ...data }));
  world.answering = (request) => (request.url.pathname === "/fetch" ? token : store.answering(request));
  const tables = makeTables({ name: "cmi5", table: null }), { unit = tables.course.unit } = overrides;
  const driver = makeDriver(world.host, table, { ...tables, course: { ...tables.course, unit } });
  return { world, store, driver, launch: await world.until(launch(driver)) };
}

export const save = ({ world, driver }: Play, parts: Partial<Change>): Promise<string> => world.until(driver.save(change(parts)));
export const leave = ({ world, driver }: Play, how: "exit" | "unload" | "hidden", parts: Partial<Change> = {}): Promise<string> => world.until(driver.leave(change(parts), how));
export const all = (store: RecordStore): Told[] => Array.from(store.statements.values()) as unknown as Told[];
export const verbs = (store: RecordStore): string[] => all(store).map((one) => `${one.verb.id.split("/").pop() ?? ""}${one.object.id === ACTIVITY ? "" : " part"}`);
export const kinds = (requests: Request[]): string[] => requests.map(({ method, url }) => `${method} ${url.pathname.split("/").pop() ?? ""} ${url.searchParams.get("stateId") ?? url.searchParams.get("profileId") ?? ""}`.trim());
export const PASSED: Partial<Change> = { outcome: { kind: "passed", raw: 80 }, reached: true, state: "1~passed" };
export const AGAIN: Partial<Change> = { ...PASSED, reached: false, state: "1~again" };
export const NEXT = { fetch: "https://lms.nhs.test/fetch?session=2" };
