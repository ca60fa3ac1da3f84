/**
 * Statements that wait, on this device where it lets us (tracking contract 4). One row a statement, so that two windows of
 * one attempt never overwrite each other's. A row names nobody: actor and registration are put in when it is sent.
 */

import type { Host } from "../../contract";
import { sha256 } from "./digest";

export type Statement = Record<string, unknown>;

const FAMILY = "copack.queue.";
const SALT = "copack.salt";
const DAY = 86400000;

export class Queue {
  /** What the device did not take. */
  private readonly here = new Map<string, Statement>();
  private readonly prefix: string | null;

  /** @param owner whose rows these are: learner, registration and endpoint; only its salted hash reaches the device */
  constructor(private readonly host: Host, course: string, owner: string, private readonly keepDays: number) {
    const salt = this.salt();
    this.prefix = salt && `${FAMILY}${course}.${sha256(salt + owner)}.`;
  }

  /** True when the device took it. */
  add(statement: Statement): boolean {
    const id = String(statement["id"]);
    const row = JSON.stringify({ kept: this.host.now(), statement: nameless(statement) });
    const stored = this.prefix !== null && this.host.deviceStore !== null && this.host.deviceStore.set(this.prefix + id, row);
    if (!stored) this.here.set(id, nameless(statement));
    return stored;
  }

  /** Everything that waits, in the order of its time stamps. */
  list(): Statement[] {
    const rows = Array.from(this.here.values());
    for (const key of this.keys(this.prefix)) {
      const row = this.read(key);
      if (row) rows.push(row.statement);
    }
    return rows.sort((one, other) => (String(one["timestamp"]) < String(other["timestamp"]) ? -1 : 1));
  }

  drop(statement: Statement): void {
    const id = String(statement["id"]);
    this.here.delete(id);
    if (this.prefix !== null && this.host.deviceStore) this.host.deviceStore.remove(this.prefix + id);
  }

  /** Whether nothing that waits would be lost with this window. */
  get safe(): boolean {
    return this.here.size === 0;
  }

  /** Drops every row, of whatever learner and course, that is too old or unreadable. */
  expire(): void {
    for (const key of this.keys(FAMILY)) {
      const row = this.read(key);
      // A clock that was wrong for a while may have put a row into the future.
      if (!row || Math.abs(this.host.now() - row.kept) > this.keepDays * DAY) this.host.deviceStore?.remove(key);
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

  private read(key: string): { kept: number; statement: Statement } | null {
    try {
      const row = JSON.parse(this.host.deviceStore?.get(key) ?? "null");
      return row && typeof row.kept === "number" && row.statement && typeof row.statement.id === "string" ? row : null;
    } catch (_) {
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

function nameless(statement: Statement): Statement {
  const { actor: _actor, ...rest } = statement;
  const { registration: _registration, ...context } = (rest["context"] || {}) as Record<string, unknown>;
  return rest["context"] ? { ...rest, context } : rest;
}
