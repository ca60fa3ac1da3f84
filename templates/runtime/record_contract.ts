/** What drivers of record stores share: a store, the record of one launch, and what of both comes after the first page. */

import type { Change, Host, Kept, Launch, RecordTable, Tables } from "./contract";

export interface LrsPart {
  /** Opens an LRS: endpoint, credentials and headers as launched (tracking contract 4). Sends nothing yet. */
  open(host: Host, launch: LrsLaunch): Lrs;
  reading: LaunchReading;
}

/** Reads what a launch hands over in the address of the page (parts/lrs/launch_parameters.ts). */
export interface LaunchReading {
  /** Names, decoded, and values as they came. */
  split(search: string): [string, string][];
  /** Reads values by their names in small letters: the first that has one, in the first reading that is accepted, else as it came; or "". */
  readonly parameters: (search: string) => (names: string[], accepts?: (text: string) => boolean) => string;
  /** A value in every way in which it can be decoded, the likeliest first. */
  decodings(raw: string): string[];
  readonly isAddress: (text: string) => boolean;
  /** The whole address. `page`: that of our own page. */
  resolve(text: string, page: string): string;
  /** Whether browsers let a page of this origin send to an address. */
  isReachable(address: string, origin: string): boolean;
  /** An address with a scheme, as ids of activities are. */
  readonly isIri: (text: string) => boolean;
  /** As it is given, in its one form; null where it is no UUID. */
  readonly uuid: (text: string) => string | null;
  /** The value of the Authorization header. */
  authorization(text: string): string;
}

export interface LrsLaunch {
  endpoint: string; auth: string; actor: unknown; registration: string | null; activity: string;
  /** Versions of xAPI that our statements are valid under, the oldest first. */
  versions: string[];
  /** Course id; with a salted hash of actor, registration and endpoint it keys the queue on the device. */
  course: string;
  /** Days after which queued rows are dropped. */
  keepDays: number;
  /** What tells this launch from others of the same registration, where rows may be sent in the same launch only (cmi5). */
  launch?: string;
  /** What the launch puts into every context. It is put in when a statement is sent, and nothing of ours stands in its place. */
  template?: Record<string, unknown>;
  /** Parameters of the launch that go back to the store with each statement, until it refuses them; absent where there are none. */
  echo?: Record<string, string> | undefined;
}

/** One document of the State API. `etag` is null where the LRS does not show it. */
export interface LrsState { ok: boolean; found: string | null; etag: string | null }

export interface Lrs {
  /** GET about, choose the header's version; drops what this device kept too long. */
  negotiate(): Promise<void>;
  getState(id: string): Promise<LrsState>;
  /** A document about the learner, or null when it cannot be had: then everything goes on without. */
  getProfile(id: string): Promise<string | null>;
  /** Whether the store has a statement of this registration with a verb about an activity; null when it does not say. */
  knows(verb: string, activity: string): Promise<boolean | null>;
  /** Begins each context with this from now on, in place of `LrsLaunch.template`. */
  setContextTemplate(template: Record<string, unknown>): void;
  /**
   * `conflict`: somebody else wrote since `etag`. `leaving`: the page may go away, the request must outlive it. `going`: it surely does,
   * so no write before this one is waited for. `compose`: the content as it is when a request is made, which may be later.
   */
  putState(id: string, compose: () => string, etag: string | null, leaving: boolean, going?: boolean): Promise<{ ok: boolean; conflict: boolean; etag: string | null }>;
  /** Takes statements into the queue, before anything is sent. True when all that waits is safe on this device, false when only this window has some of it. */
  queue(statements: Record<string, unknown>[]): boolean;
  /** Keeps the progress of a window on this device, where it lets us, until `dropProgress` says that the store has it. */
  cacheProgress(window: string, progress: string): void;
  /** Drops it, unless the window has come further since. */
  dropProgress(window: string, progress: string): void;
  /** What windows of this learner and registration left here: ids and progress. */
  cachedProgress(): [string, string][];
  /** Drops the statements that earlier launches of this learner and registration left here, and returns them. Only where `launch` was given. */
  forget(): Record<string, unknown>[];
  /** Sends what waits: outcomes each alone and awaited, then the rest in small batches; `leaving`: all in one request that outlives the page. `kept`: nothing waits any more; `waiting`: the rest is safe on this device; `lost`: only this window has it. */
  flush(leaving: boolean): Promise<Kept>;
  /**
   * Fills a shape of the plan: `"$name"` becomes the value. A key, or a member of a list, whose value is undefined is left out,
   * and so is an object that nothing is left of.
   */
  fill(shape: unknown, values: Record<string, unknown>): Record<string, unknown>;
  /** A time stamp in UTC with two fraction digits, later than every one given before; of `at` ms where that is later still. */
  stamp(at: number): string;
  /** An id for what happens once a registration: the same for the same name, so that the LRS itself refuses a second one. */
  onceId(name: string): string;
  /** Sends what waits as the last of this launch: no request follows, and nothing of ours stays on this device when the queue is empty. */
  finish(): Promise<Kept>;
}

export interface LrsDeliveryPart {
  /** Delivers what waits at an open store. */
  open(host: Host, connection: LrsConnection): LrsDelivery;
}

/** What an answer of a store says of a write. `retryAfter`: seconds; 0 where the store does not say. */
export interface StoreAnswer { status: number; text: string; retryAfter: number }

/** An open store, as what delivers statements sees it. */
export interface LrsConnection {
  readonly launched: LrsLaunch;
  readonly requests: {
    send(ask: { method: "GET"; path: string; query: Record<string, string> }): Promise<StoreAnswer | null>;
    /** From now on nothing is sent. */
    close(): void;
    /** Bytes that can still be sent for a page that goes away. */
    readonly room: number;
  };
  /** The queue. `safe`: nothing that waits would be lost with this window. `tidy`: with no row left, nothing of ours stays on this device. */
  readonly waiting: { list(): Record<string, unknown>[]; drop(row: Record<string, unknown>): void; readonly safe: boolean; tidy(): void };
  /** The store knows us no more: nothing is sent in this launch. */
  readonly denied: boolean;
  deny(): false;
  /** Takes a write when those before it were answered. */
  takeTurn<T>(write: () => Promise<T>): Promise<T>;
  /** Sends rows, stamped with actor and registration; again, without what a launch wants echoed, where the store refuses that. `leaving`: the request must outlive the page. */
  post(rows: Record<string, unknown>[], leaving: boolean): Promise<StoreAnswer | null>;
  /** A row as it is sent. */
  named(row: Record<string, unknown>): Record<string, unknown>;
}

/** Brings to the store what waits. */
export interface LrsDelivery {
  /** Outcomes each alone and awaited, then the rest in small batches. */
  flush(): Promise<Kept>;
  /** Goes on where rows were sent before this was here, and were answered so. */
  goOn(rows: Record<string, unknown>[], answer: StoreAnswer | null): Promise<Kept>;
  /** What fits is sent in one request that outlives the page; the rest stays queued. */
  sendLast(): Promise<Kept>;
  /** As `Lrs.finish`. */
  finish(): Promise<Kept>;
  /** As `Lrs.knows`. */
  knows(verb: string, activity: string): Promise<boolean | null>;
}

/** `completed`, `passed`, `failed`: what is told of the whole unit, once a registration. */
export type Final = "completed" | "passed" | "failed";

export interface RecordPart {
  /** The record of one launch at an open store. Sends nothing yet. */
  open(host: Host, rules: RecordRules): LaunchRecord;
}

/** What one standard does otherwise than another. */
export interface RecordRules {
  lrs: Lrs;
  table: RecordTable;
  tables: Tables;
  launched: { actor: unknown; registration: string | null; activity: string };
  /** Values that this standard puts into shapes; undefined where a launch has none. */
  values: Record<string, unknown>;
  /** Which of the final events that an outcome gives may be told, in order; `raw` is 0 to 100, null where there is no mark. */
  due(finals: Final[], raw: number | null): Final[];
  /** What waits on this device is sent by a later launch too, so it counts as told as soon as it is safe here. */
  resendAcrossLaunches: boolean;
}

export interface RecordReadingPart {
  /** A state document of ours, however it was wrapped; null where it is a stranger's. */
  readProgress(text: string): FoundProgress | null;
  /** The progress of one window, as it was held on the device; null where it is none. */
  readReached(text: string): Reached | null;
}

/** How far a window of the attempt has come; `at` is ms of the clock. */
export interface Reached { state: string; location: string; at: number }

/** The state document: how far each window of an attempt has come, and what has been told (tracking contract 3 and 4). */
export interface Progress {
  v: 1;
  windows: Record<string, Reached>;
  /** Names of statements that are sent once a registration, and were. */
  told: string[];
  /** ms of the last time stamp: later launches go on from there, whatever their clock says. */
  last: number;
}

/** What was found. `newer`: a later version of the course wrote it, and this one must not write over it. `damaged`: only parts could be read. */
export type FoundProgress = Progress & { newer: boolean; damaged: boolean };

export interface RecordResultsPart {
  open(host: Host, rules: RecordRules, maker: StatementMaker): RecordResults;
}

/** Makes statements of what came of a change: answers, scores, sessions done, the outcome of the unit. */
export interface RecordResults {
  /** Everything that was not queued before. */
  compose(change: Change): Record<string, unknown>[];
}

/** Makes statements out of the plan's shapes. */
export interface StatementMaker {
  /** `at`: ms of the clock. */
  make(event: string, values: Record<string, unknown>, at: number): Record<string, unknown>;
  /** What is told once a registration, under a name of its own: its id is the same at each launch. */
  once(event: string, name: string, values: Record<string, unknown>): Record<string, unknown>;
  /** Whether nobody has told it, and nothing waits that does. */
  isDue(name: string): boolean;
}

/** Statements and progress of one launch: one state document, which holds the latest of each window of the attempt. */
export interface LaunchRecord {
  /** Reads what earlier windows left at the store and on this device; packed states, the newest first. */
  read(): Promise<Pick<Launch, "states" | "location" | "readOnly">>;
  /** Names of what is told once a registration, and was. */
  told(name: string): boolean;
  /** The store has it already, whoever told it. */
  mark(names: string[]): void;
  /** Queues a statement about the unit itself. `stamp` is its time; `safe` as for `Lrs.queue`. */
  tell(event: string, values: Record<string, unknown>): { safe: boolean; stamp: string };
  /** Statements from now on are later than this one, whatever the clock says. */
  follow(stamp: string): void;
  /** What is asked for while another save runs waits for it. `hidden`: the page may go away, its requests must outlive it. */
  save(change: Change, hidden?: boolean): Promise<Kept>;
  /** Keeps a change on this device, its statements in the queue, and sends nothing. `save` brings it again, and nothing is told twice. */
  keepOnDevice(change: Change): void;
  /** Saves once more what was given last: what may be told of it has changed. */
  saveAgain(hidden?: boolean): Promise<Kept>;
  /** The page goes away: runs to its requests without waiting. */
  saveLast(change: Change): Promise<Kept>;
  /** Tells that the launch is over, after so many seconds of learning, and sends nothing after it. */
  end(seconds: number): Promise<Kept>;
}

/** An open session of cmi5. `mastery`: 0 to 1, or null; `judged`: what this session has been judged, or "". */
export interface Cmi5Sitting {
  record: LaunchRecord;
  lrs: Lrs;
  visit: { readonly judged: string; note(change: { judged: string }): void };
  activity: string;
  shapes: RecordTable["shapes"];
  mastery: number | null;
}

export interface Cmi5Results {
  /** Which of the final events may be told, as `RecordRules.due`. */
  due(finals: Final[], raw: number | null): Final[];
  /** Asks the store what this registration has of an outcome already (9.3.0.0-6, 9.3.0.0-7). */
  recall(kind: string): Promise<void>;
}

export interface Cmi5ResultsPart {
  open(sitting: Cmi5Sitting): Cmi5Results;
  /** The names of the questions that some statements answer. */
  nameAnswers(statements: Record<string, unknown>[]): string;
}
