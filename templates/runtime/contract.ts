/**
 * The contract between the runtime, the widgets (browser half of a kind), the drivers (browser half of a standard)
 * and the parts that several drivers share. Types only: rooms may import nothing else from the runtime.
 *
 * Everything that decides (IRIs, verbs, limits, patterns, sentences) comes in the tables that Python writes from the
 * tracking plan; the browser holds none of its own.
 */

import type { LateHalf } from "./late";
import type { Cmi5ResultsPart, LrsDeliveryPart, LrsPart, RecordPart, RecordReadingPart, RecordResultsPart } from "./record_contract";
import type { PackedTables } from "./table_rows";
import type { InteractionTable, LanguagePack, LateTables, NotationRow, Response, ScormTable, Tables } from "../../builder/_assets/tables";

/** Types of the tables and of responses: made from the values of builder/standards/tables.py and each standard's table.py. */
export type * from "../../builder/_assets/tables";
export type * from "./record_contract";

/** One character `[a-z0-9]` from the author's text. */
export type Code = string;

export type PartState = "right" | "wrong" | "missed";

/** What marking says of a response. `parts`: per option code, source code or gap code. */
export interface Marking {
  right: boolean;
  points: number;
  parts: Record<Code, PartState>;
  /** To a view: the right answer may be shown, nobody is kept guessing. */
  revealed?: boolean;
}

// ---------------------------------------------------------------- widgets

/** All of an answer, nothing of it, or the parts of these codes. */
export type Locked = boolean | Code[];

/** One question on the page. Made anew whenever its page is shown. */
export interface WidgetView {
  /** The response as it stands, or null while something is missing. */
  read(): Response | null;
  /** What is filled in so far, complete or not, or null when nothing is: kept so that nobody answers twice. */
  draft(): Response | null;
  /** Puts a kept response (complete or not) back. */
  write(response: Response): void;
  /** Shows ticks, crosses and words beside the parts; null takes them away. */
  show(marking: Marking | null): void;
  /**
   * Locked: readable, not changeable. Must stay reachable by a screen reader (no `disabled` that hides the text). Codes: these parts are
   * locked and the others are open; an answer without parts is open.
   */
  lock(locked: Locked): void;
  /** Name in `words` of what is missing while `read` is null, where "answer this first" does not say it; or "". */
  problem?(): string;
  /** Where the focus goes when something is missing: the first control that is open, or the first empty one. */
  first(): HTMLElement;
}

/**
 * A block that takes several responses holds one element `data-interaction` for each, and a view is made for each.
 *
 * @param root the element with `data-interaction`, already holding the kind's `view.html.jinja`
 * @param table the question
 * @param words the player's sentence of a name, with its `{values}` filled in
 * @param changed to be called whenever the learner changed something
 * @param tools what widgets share
 */
export interface Widget {
  (
    root: HTMLElement, table: InteractionTable,
    words: (name: string, values?: Record<string, string | number>) => string, changed: () => void, tools: Tools,
  ): WidgetView;
  /**
   * Where a block's parts are answered one after the other: shows those that the responses so far lead to.
   *
   * @param card the whole block
   * @param given submitted responses by id of interaction
   * @returns where the learner stands now, whether nothing more is asked, and ids of parts whose answers no longer stand, since the
   *   way came back to them: they are asked anew when it leads there again
   */
  flow?: (card: HTMLElement, given: Map<string, Response>) => { at: HTMLElement; ended: boolean; anew: string[] };
}

/** Radio buttons or checkboxes, one in each row `data-part`. */
export interface Boxes {
  /** Of what is ticked. */
  codes(): Code[];
  choose(codes: Code[]): void;
  /** `missed`: name of the sentence for a right answer that was not chosen, in place of the usual one. */
  show(marking: Marking | null, missed?: string): void;
  lock: (locked: Locked) => void;
  first: () => HTMLElement;
}

/** What the widgets of several kinds share; handed to them, since rooms take no code from the runtime. */
export interface Tools {
  isLocked(locked: Locked, code: Code): boolean;
  /** The mark of a part in words, the state of its row, and what describes its controls. */
  showPart(row: HTMLElement, controls: Element[], state: PartState | undefined, sentence?: string): void;
  boxes(root: HTMLElement, changed: () => void): Boxes;
  /** A whole view of boxes whose response is a `choice`. `missed` as in `Boxes.show`. */
  choosing(root: HTMLElement, changed: () => void, missed?: string): WidgetView;
  /** A whole view of a choice for each row `data-part`, by a list or by radio buttons, whose response is a `matching`. */
  matching(root: HTMLElement, table: InteractionTable, changed: () => void): WidgetView;
  /** The form in which typed texts are compared (builder/course/typed_answer.py). */
  comparable(text: string): string;
}

// ---------------------------------------------------------------- drivers

/** Tracking contract 1. Drivers act on the final ones only: complete, passed, failed. `raw` is 0 to 100. */
export type Outcome =
  | { kind: "going-on" }
  | { kind: "complete" }
  | { kind: "passed"; raw: number }
  | { kind: "failed-may-retry"; raw: number }
  | { kind: "failed"; raw: number };

export interface Answered {
  interaction: string;
  response: Response;
  right: boolean;
  points: number;
  /** The interaction's index at the platform, given at its first submission and kept in the state (tracking contract 2). */
  index: number;
  /** How many times it has been submitted, this one included. */
  count: number;
  /** ms of the clock. */
  at: number;
  /** Seconds from first sight to submission, to two decimals at most. */
  latency: number;
}

/** What the questions of one check about one outcome came to, at its submission. */
export interface Scored {
  check: string; outcome: string;
  points: number;
  /** The most that they give. */
  of: number;
  /** Over all checks of the unit, once every question about the outcome was submitted; else null. */
  whole: { points: number; of: number } | null;
  /** How many times the check has been submitted, this one included. */
  count: number;
  /** ms of the clock. */
  at: number;
}

/** Everything that one action of the learner changed. `state` and `location` are always whole. */
export interface Change {
  state: string;
  /** Page id. */
  location: string;
  answered: Answered[];
  /** One for each outcome that a submitted check has questions about. */
  scored: Scored[];
  /** Ids of sessions whose core pages and checks became done with this change. */
  sessions: string[];
  /** Ids of outcomes of which nothing is left to do, where this change added one or a check was submitted; else empty. */
  completed: string[];
  /** Outcome after the change, and whether it became final with it. */
  outcome: Outcome;
  reached: boolean;
  /** Whole learning seconds of this launch so far, at least 1. */
  seconds: number;
}

/** `kept`: the platform or the device store accepted it. `waiting`: safe on this device, to be sent. `lost`: nobody has it yet. */
export type Kept = "kept" | "waiting" | "lost";

/** What became of leaving: as `Kept`, or `open`: kept, but the platform did not end the visit, so that the course goes on. */
export type Left = Kept | "open";

export interface Launch {
  /** `connected`; `untracked`: no platform answers, nothing is recorded; `web`: no platform is expected. */
  connection: "connected" | "untracked" | "web";
  /** Name in `words` of the sentence to show the learner, or null. */
  notice: string | null;
  mode: "normal" | "review" | "browse";
  /** The platform itself says that this learner has finished before. */
  finished: boolean;
  /** Packed states found, to be merged; empty for a fresh start. */
  states: string[];
  /** Page id where the learner left off, or "". */
  location: string;
  /** How many interactions the platform already holds (`_count`), or 0. */
  interactions: number;
  /** For `web`: earlier progress lies on this device; ask before showing it (tracking contract 5). */
  ask: boolean;
  /** What the platform holds was written by a newer version: it is shown as far as it can be read, and nothing is written. */
  readOnly?: boolean;
  /** The mark in per cent that the platform asks for, in place of the course's own; it gives none to a course without. */
  mark?: number;
}

export interface Driver {
  /** Finds the platform and reads what it holds; what it leaves out is as where no platform answers. Never rejects: what fails is in the Launch. */
  launch(): Promise<Partial<Launch>>;
  /** Sends one change. Never rejects. Called again with everything unsent after `lost`, and never while it runs. */
  save(change: Change): Promise<Kept>;
  /**
   * Keeps a change that cannot be sent yet on this device before it returns, and sends nothing: a later `save` or `leave` brings it again.
   * Comes at any time. Drivers whose saves wait for nobody, or whose standard keeps nothing on the device (tracking contract 5), leave it out.
   */
  keepOnDevice?(change: Change): void;
  /**
   * The window goes away. `exit`: the learner chose "Save and exit" or the end page: end the session at the platform.
   * `unload`: pagehide, not persisted: SCORM ends, xAPI only sends what waits. `hidden`: save only, the page may come back.
   * `exit` comes when nothing else runs. The others may come during a save: `hidden` keeps on the device at once and writes after it.
   */
  leave(change: Change, how: "exit" | "unload" | "hidden"): Promise<Left>;
  /** Where to go after `exit`, or null: the last page says where to go. */
  returnAddress(): string | null;
  /** For `web`: forget everything on this device. Other drivers leave it out. */
  clear?(): void;
}

/** What the world gives; injected so that tests own the clock and chance. */
export interface Host {
  window: Window;
  now(): number;
  uuid(): string;
  /** Whether this very window was reloaded: whoever sits there has not changed. */
  reloaded(): boolean;
  /** sessionStorage and localStorage behind one face that never throws; null where the browser blocks it. */
  deviceStore: Store | null;
  windowStore: Store | null;
  /** Resolves after ms. */
  wait(ms: number): Promise<void>;
  /** A shared part that this package carries (see `Parts`). */
  part<Name extends keyof Parts>(name: Name): Parts[Name];
  /**
   * Resolves when what comes after the first page is here, and with it every part; null: it is. `isNeeded`: a launch cannot go on without it;
   * then it is asked for at once, and where it does not arrive the learner is told, and may ask again.
   */
  late(isNeeded?: boolean): Promise<void> | null;
  /** Something learners should hear of: name in `words`. Announced once until it changes. */
  notify(name: string, values?: Record<string, string | number>): void;
}

export interface Store { get(key: string): string | null; set(key: string, value: string): boolean; remove(key: string): void; keys(): string[] }

export type MakeDriver = (host: Host, table: unknown, tables: Tables) => Driver;

// ---------------------------------------------------------------- parts: what several drivers share

/** templates/runtime/parts/<name>.ts; their faces are exported here by the part's own room as it grows. */
export interface Parts {
  /** `PT1H2M3.5S` from seconds: ISO 8601 with at most two fraction digits, never days or weeks (RT-11). */
  duration: (seconds: number) => string;
  /**
   * Marks each piece of text outside pages with its language, from now on; a package has it where the player does not speak the course's.
   * `languages`: by mark of words.ts; "": the course's.
   */
  languages: (document: Document, languages: Record<string, string>, courseLanguage: string) => void;
  /** The switch between the languages of a course; a package has it where the course has several. */
  translations: (host: Host, tables: Tables, hooks: TranslationHooks) => void;
  scorm: ScormPart;
  lrs: LrsPart;
  record: RecordPart;
  // These come after the first page, with everything that can be answered or completed.
  notation: NotationPart;
  scorm_results: ScormResultsPart;
  record_results: RecordResultsPart;
  record_reading: RecordReadingPart;
  lrs_delivery: LrsDeliveryPart;
  cmi5_results: Cmi5ResultsPart;
}

/** What of the player another language changes. */
export interface TranslationHooks {
  words: { language: string };
  firstPage: { id: string; html: string };
  files: Map<string, { address: string; digest: string }>;
  /** Number of the language that the learner chose in an earlier visit; null: none. */
  chosen(): number | null;
  /** Keeps the choice with the learner's place. */
  choose(language: number): void;
  /** Draws the view that is open, and announces nothing. */
  draw(): Promise<void>;
  /** Says a sentence of the player, by its name. */
  tell(name: string): void;
}

export interface NotationPart {
  /** The response as a text, cut to the row's limit. */
  write(response: Response, row: NotationRow): string;
}

/** A SCORM API object of either version behind one face; every call is guarded, results compared as texts (RT-01, RT-02). */
export interface ScormApi {
  get(element: string): string;
  /** True when the platform accepted it. */
  set(element: string, value: string): boolean;
  initialize(): boolean;
  commit(): boolean;
  finish(): boolean;
  /** Error code as text after the last call: "0" when fine or unknown. */
  error(): string;
  /** Whether the last call ended in an exception. */
  threw(): boolean;
  /** Whether the window that opened ours still holds this very API; always true where it was not found through an opener. */
  stands(): boolean;
}

export interface ScormPart {
  /** Searches window, parents, their openers (RT-01), again and again for `patience` ms. Null when there is none. */
  find(host: Host, name: "API" | "API_1484_11", calls: ScormCalls, patience: number): Promise<ScormApi | null>;
  /** The driver of one version: the part is what versions share, the dialect what they do not. */
  driver(host: Host, dialect: ScormDialect, table: ScormTable, tables: Tables): Driver;
}

export interface ScormResultsPart {
  open(host: Host, dialect: ScormDialect, table: ScormTable, tables: Tables, cache: ScormCache): ScormResults;
}

/** Tells a platform of answers and outcomes. */
export interface ScormResults {
  /** `grades`: objectives are told as well. */
  write(change: Change, grades: boolean): void;
  /** The save is over; `saved`: the platform took all else. */
  settle(saved: boolean): void;
}

/** What a platform holds, as far as we were told: nothing that it holds already is written again. */
export interface ScormCache {
  /** Asks the platform for a text, and cuts what stands around it. */
  readText(element: string): string;
  /** A word in lower case, as far as it is known without asking; "" where it says nothing. */
  knownWord(element: string): string;
  /** True when the platform holds it, now or already. */
  put(element: string, value: string): boolean;
  /** A score of 0 to 100 below an element. True when its last part was accepted. */
  putScore(element: string, raw: number): boolean;
  /** How many members a list has; 0 where the platform holds no such list. */
  count(array: string): number;
  /** Whether the last refusal means that the index leaves a gap. */
  gap(): boolean;
  /** Whether it means that the platform as a whole fails. */
  outage(): boolean;
}

/** Status in one word. SCORM 2004 says it in two elements. */
export type ScormStatus = "incomplete" | "completed" | "passed" | "failed";

/** What a version of SCORM calls things, and how it writes them. */
export interface ScormDialect {
  api: "API" | "API_1484_11";
  calls: ScormCalls;
  /** Elements; the last three are names within an interaction and an objective. `status` is one that is never blank. */
  names: Record<"exit" | "status" | "mode" | "credit" | "entry" | "state" | "location" | "seconds" | "score" | "moment" | "response" | "completion", string>;
  /** In which order the parts of an interaction are written once its id stands. */
  order: ("type" | "objectives" | "moment" | "patterns" | "weighting" | "response" | "result" | "latency" | "description")[];
  /** Whether a score has `scaled` beside `raw`. */
  scaled: boolean;
  /** Error code of an index that leaves a gap, those of a platform that fails as a whole, and those of an API that was ended. */
  gap: string;
  outages: string[];
  ended: string[];
  timespan(seconds: number): string;
  /** A moment, from ms of the clock. */
  moment(at: number): string;
  /** Reads the status: a `ScormStatus`, or in the platform's own word that there is none yet. `read` gives lower case. */
  status(read: (element: string) => string): string;
  /** Elements and values that say a status. `known`: what the platform is known to hold, or "". */
  say(status: ScormStatus, known: (element: string) => string): [string, string][];
  /** What a finished course says besides. */
  done: [string, string][];
  /** Element by which a unit that is the whole course asks the platform, right before the end, to close it for now; what asks, and what takes it back. */
  navigation: [element: string, ask: string, withdraw: string] | null;
}

/** Method names of the version: `LMSInitialize` or `Initialize`. */
export interface ScormCalls { initialize: string; finish: string; get: string; set: string; commit: string; error: string }

// ---------------------------------------------------------------- blocks with a script of their own

/** What the browser half of a block is given of the player. */
export interface BlockTools {
  host: Host;
  /** The player's sentence of a name, with its `{values}` filled in. */
  words: (name: string, values?: Record<string, string | number>) => string;
  /** Reads a sentence out to those who listen. */
  announce: (sentence: string) => void;
}

/**
 * The browser half of a block, templates/runtime/blocks/<name>.ts; a package carries it when a page has the block.
 *
 * Called with the article of each page that is shown, whose elements are new every time: it finds its own blocks there, if there are any,
 * and makes them work. Without it everything must be readable.
 */
export type Enhance = (article: HTMLElement, tools: BlockTools) => void;

// ---------------------------------------------------------------- window.copack

export interface Copack {
  widget(kind: string, widget: Widget): void;
  /** What widgets share, in these words; it comes with the late half of the player. */
  tools?(words: (name: string, values?: Record<string, string | number>) => string): Tools;
  driver(name: string, make: MakeDriver): void;
  block(name: string, enhance: Enhance): void;
  part<Name extends keyof Parts>(name: Name, part: Parts[Name]): void;
  /** A session file registers itself (tracking contract 6): pages' inner HTML by page id. */
  session(id: string, digest: string, pages: Record<string, string>): void;
  /** The tables are here: from now on a platform may have been called, and the page is never loaded anew by itself. */
  begun: boolean;
  /** The tables; the player starts when they are here and the document is ready. */
  tables(packed: PackedTables): void;
  /** What the player does with what comes after the first page. */
  late(half: LateHalf): void;
  /** The file of a further language hands over what it holds. */
  language?(tag: string, pack: LanguagePack): void;
  /** What the tables of the start left out. Until it is here, rows of questions hold only what outcome, packing, draws and indexes need. */
  rest(rest: LateTables): void;
}

declare global {
  interface Window { copack: Copack }
}
