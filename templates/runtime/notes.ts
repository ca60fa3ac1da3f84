/**
 * Own words: what learners write for themselves. They live in this window and never enter a platform's record (tracking contract 5).
 *
 * They come back when the same attempt does: when a launch brings a state that this window has written. How the browser came to the page says
 * nothing of that: F5 of a platform's page opens the frame of the course anew, and so does whoever signs in next in the same tab. Before this
 * window has written any state, and where no platform answers (an API that the reload has ended), a reload of the course's own document is all that there is
 * to go by. On the device they are kept only where the learner asked for it.
 *
 * The window keeps those of each unit by themselves: the state of one unit says nothing of who wrote in another. The device keeps those of the whole
 * course, as the learner asked once for all of it.
 */

import type { Host, Response, Store } from "./contract";
import { forgetWindow, notesOfCourse, notesOfUnit } from "./notes_store";

export interface Notes {
  get(key: string): Response | null;
  /** The same, where this attempt wrote it: a shared device may keep what somebody wrote before. */
  own(key: string): Response | null;
  set(key: string, response: Response | null): void;
  empty(): boolean;
  /** The window writes this state now: whoever comes back to it is the same learner. */
  readonly follow: (state: string) => void;
  /** Whether the learner asked for them to be kept on this device; null where this browser keeps nothing. */
  kept(): boolean | null;
  keep(wanted: boolean): void;
  /** Forgets everything, everywhere. */
  clear(): void;
}

/** The last writes may still be on their way when the window opens anew, and a platform may not have taken the latest. */
const FOLLOWED = 4;

/** By key: what was written, and the attempt that wrote it; null: a version before this was kept, or one that cannot be known. */
type Written = Map<string, { response: Response; writer: number | null }>;

/**
 * @param states as this launch found them; null where no platform said anything
 * @param writer the seed of the attempt: another learner has another one, but for one in 4,096
 */
export function makeNotes(host: Host, course: { id: string; unit: string }, states: string[] | null, writer: number): Notes {
  const ofCourse = notesOfCourse(course), [ofUnit, trail] = notesOfUnit(course);
  const { windowStore, deviceStore } = host;
  let onDevice = !!deviceStore && deviceStore.get(ofCourse) !== null;
  let followed = readTrail(windowStore, trail);
  const forget = (): void => {
    followed = [];
    forgetWindow(host, course);
  };
  const isSameAttempt = states && followed.length ? states.some((state) => followed.includes(state)) : host.reloaded();
  if (!isSameAttempt) forget();
  const words: Written = onDevice ? read(deviceStore, ofCourse) : read(windowStore, ofUnit);
  // What the window holds is this attempt's, whatever has become of its state.
  if (!onDevice) words.forEach((each) => { each.writer = writer; });
  /** What this launch wrote or removed itself. */
  const own = new Set<string>();

  function write(): void {
    if (onDevice) readDevice();
    const text = JSON.stringify(Array.from(words).map(([key, each]) => [key, each.response, each.writer]));
    if (windowStore) windowStore.set(ofUnit, text);
    if (onDevice && deviceStore) onDevice = deviceStore.set(ofCourse, text);
  }

  /** Another unit, or another window, may have written there since, or the learner has said there that nothing is to be kept. */
  function readDevice(): void {
    onDevice = !!deviceStore && deviceStore.get(ofCourse) !== null;
    if (!onDevice) return;
    for (const key of Array.from(words.keys())) if (!own.has(key)) words.delete(key);
    read(deviceStore, ofCourse).forEach((each, key) => { if (!own.has(key)) words.set(key, each); });
  }

  return {
    get: (key) => words.get(key)?.response ?? null,
    own: (key) => writtenBy(writer, words.get(key)),
    set: (key, response) => {
      own.add(key);
      if (response) words.set(key, { response, writer });
      else words.delete(key);
      write();
    },
    empty: () => words.size === 0,
    kept: () => (deviceStore ? onDevice : null),
    keep: (wanted) => {
      words.forEach((_, key) => own.add(key));
      if (!wanted && deviceStore) deviceStore.remove(ofCourse);
      else if (deviceStore && deviceStore.get(ofCourse) === null) deviceStore.set(ofCourse, "[]");
      onDevice = wanted && !!deviceStore;
      write();
    },
    follow: (state) => {
      if (followed[followed.length - 1] === state) return;
      followed = followed.concat(state).slice(-FOLLOWED);
      if (windowStore) windowStore.set(trail, JSON.stringify(followed));
    },
    clear: () => {
      words.clear();
      onDevice = false;
      forget();
      if (deviceStore) deviceStore.remove(ofCourse);
    },
  };
}

const writtenBy = (writer: number, each?: { response: Response; writer: number | null }): Response | null => (each && each.writer === writer ? each.response : null);

/** What a store holds is a stranger's text until it has the right form. */
function readList(store: Store | null, name: string): unknown[] {
  try {
    const list: unknown = JSON.parse((store && store.get(name)) || "[]");
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}

function read(store: Store | null, name: string): Written {
  const written: Written = new Map();
  for (const entry of readList(store, name)) {
    if (!Array.isArray(entry)) continue;
    const [key, response, writer] = entry as unknown[];
    if (typeof key === "string" && isResponse(response)) written.set(key, { response, writer: Number.isInteger(writer) ? writer as number : null });
  }
  return written;
}

const readTrail = (store: Store | null, name: string): string[] => readList(store, name).filter((state): state is string => typeof state === "string");

const isResponse = (value: unknown): value is Response => typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
