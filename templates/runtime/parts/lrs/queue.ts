/**
 * What waits for the store, on this device where it lets us (tracking contract 4). One row a statement, and one for the
 * progress of each window, so that two windows of one attempt never overwrite each other's. A row names nobody: actor and
 * registration are put in when it is sent.
 */

import type { Host } from "../../contract";
import { sha256 } from "./digest";

export type Statement = Record<string, unknown>;

/** When it was kept, in ms, and what: a statement (with a mark of its launch, where that counts), or the progress of a window. */
interface Row { kept: number; statement?: Statement; launch?: string; progress?: string }

const FAMILY = "copack.queue.";
const SALT = "copack.salt";
const PROGRESS = "progress.";
const DAY = 86400000;

export class Queue {
  /** What the device did not take. */
  private readonly here = new Map<string, Statement>();
  private readonly prefix: string | null;
  /** Of this launch's own statements, where those of another one may not be sent. */
  private readonly launch: string | undefined;

  /**
   * @param owner whose rows these are: learner, registration and endpoint; only its salted hash reaches the device
   * @param launch likewise, where statements may be sent in the same launch only
   */
  constructor(private readonly host: Host, course: string, owner: string, private readonly keepDays: number, launch?: string) {
    const salt = this.salt();
    this.prefix = salt === null ? null : `${FAMILY}${course}.${sha256(salt + owner)}.`;
    this.launch = launch === undefined ? undefined : sha256((salt ?? "") + launch);
  }

  /** True when the device took it. */
  add(statement: Statement): boolean {
    const id = String(statement["id"]);
    const stored = this.store(id, { kept: this.host.now(), statement: nameless(statement), ...(this.launch ? { launch: this.launch } : {}) });
    if (!stored) this.here.set(id, nameless(statement));
    return stored;
  }

  /** Everything that waits, in the order of its time stamps. */
  list(): Statement[] {
    return inOrder(Array.from(this.here.values()).concat(this.stored(true)));
  }

  /** Drops what other launches left, and returns it. */
  forget(): Statement[] {
    const others = this.launch ? inOrder(this.stored(false)) : [];
    others.forEach((statement) => this.remove(String(statement["id"])));
    return others;
  }

  private stored(ours: boolean): Statement[] {
    const rows: Statement[] = [];
    for (const key of this.keys(this.prefix)) {
      const { statement, launch } = this.read(key) || {};
      if (statement && (launch === this.launch) === ours) rows.push(statement);
    }
    return rows;
  }

  drop(statement: Statement): void {
    const id = String(statement["id"]);
    this.here.delete(id);
    this.remove(id);
  }

  /** Keeps the progress of a window, in place of what it had kept before. */
  cacheProgress(window: string, progress: string): void {
    this.store(PROGRESS + window, { kept: this.host.now(), progress });
  }

  /** Drops the progress of a window, unless it has come further since. */
  dropProgress(window: string, progress: string): void {
    if (this.cachedProgress().some(([owner, text]) => owner === window && text === progress)) this.remove(PROGRESS + window);
  }

  /** Windows and their progress. */
  cachedProgress(): [string, string][] {
    const cached: [string, string][] = [];
    const prefix = this.prefix === null ? null : this.prefix + PROGRESS;
    for (const key of this.keys(prefix)) {
      const { progress } = this.read(key) || {};
      if (progress !== undefined) cached.push([key.slice((prefix as string).length), progress]);
    }
    return cached;
  }

  /** Whether nothing that waits would be lost with this window. */
  get safe(): boolean {
    return this.here.size === 0;
  }

  /** Drops every row, of whatever learner and course, that is too old or unreadable. One of a clock that was ahead is as old as today. */
  expire(): void {
    const { deviceStore } = this.host, now = this.host.now();
    for (const key of this.keys(FAMILY)) {
      const row = this.read(key);
      if (!row || now - row.kept > this.keepDays * DAY) deviceStore?.remove(key);
      else if (row.kept > now) deviceStore?.set(key, JSON.stringify({ ...row, kept: now }));
    }
  }

  /** With no row left on this device, the salt goes too. */
  tidy(): void {
    if (!this.keys(FAMILY).length) this.host.deviceStore?.remove(SALT);
  }

  private keys(prefix: string | null): string[] {
    const { deviceStore } = this.host;
    return deviceStore && prefix !== null ? deviceStore.keys().filter((key) => key.indexOf(prefix) === 0) : [];
  }

  private store(id: string, row: Row): boolean {
    return this.prefix !== null && this.host.deviceStore !== null && this.host.deviceStore.set(this.prefix + id, JSON.stringify(row));
  }

  private remove(id: string): void {
    if (this.prefix !== null && this.host.deviceStore) this.host.deviceStore.remove(this.prefix + id);
  }

  private read(key: string): Row | null {
    try {
      const row = JSON.parse(this.host.deviceStore?.get(key) ?? "null") as Row | null;
      const whole = row && typeof row.kept === "number" && (typeof row.progress === "string" || typeof row.statement?.["id"] === "string");
      return whole ? row : null;
    } catch {
      return null;
    }
  }

  private salt(): string | null {
    const { deviceStore } = this.host;
    if (!deviceStore) return null;
    const known = deviceStore.get(SALT);
    if (known) return known;
    const made = this.host.uuid() + this.host.uuid();
    return deviceStore.set(SALT, made) ? made : null;
  }
}

const inOrder = (rows: Statement[]): Statement[] => rows.sort((first, second) => (String(first["timestamp"]) < String(second["timestamp"]) ? -1 : 1));

function nameless(statement: Statement): Statement {
  const { actor, ...rest } = statement;
  const { registration, ...context } = (rest["context"] || {}) as Record<string, unknown>;
  return rest["context"] ? { ...rest, context } : rest;
}
