/**
 * xAPI with a Tin Can launch in the browser (tracking contract 4; requirements 3.1). Statements and progress are kept by the
 * part that cmi5 shares (templates/runtime/parts/record).
 */

import type { Change, Driver, Final, Host, Kept, Launch, LaunchRecord, Lrs, MakeDriver, Tables, XapiTable } from "../../../templates/runtime/contract";
import { readLaunch } from "./launch";

const FINAL: Final[] = ["passed", "failed", "completed"];

class XapiDriver implements Driver {
  private open: { lrs: Lrs; record: LaunchRecord } | null = null;
  private closed = false;

  constructor(private readonly host: Host, private readonly table: XapiTable, private readonly tables: Tables) {}

  async launch(): Promise<Partial<Launch>> {
    const given = readLaunch(this.host.window.location, this.host.part("lrs").reading);
    if (!given) return {};
    if (typeof given === "string") return { notice: given };
    const { endpoint, auth, actor, registration, template, echo, ignored } = given, { table } = this;
    if (ignored.length) this.host.notify("notice-launch-ignored", { list: ignored.join(", ") });
    const launched = { actor, registration, activity: given.activity || table.base + table.course };
    const lrs = this.host.part("lrs").open(this.host, {
      ...launched, endpoint, auth, versions: table.versions, course: this.tables.course.id, keepDays: table.keepDays, template, echo,
    });
    const record = this.host.part("record").open(this.host, {
      // Without a registration no profile is claimed: its patterns are about one (XP-09).
      lrs, table, tables: this.tables, launched, values: { $category: registration === null ? undefined : table.category },
      due: (finals) => finals, resendAcrossLaunches: true,
    });
    this.open = { lrs, record };
    await lrs.negotiate();
    const progress = await record.read();
    record.tell("initialized", {});
    void lrs.flush(false);
    return { connection: "connected", ...progress, finished: FINAL.some((name) => record.told(name)) };
  }

  async save(change: Change): Promise<Kept> {
    return this.open && !this.closed ? this.open.record.save(change) : "kept";
  }

  keepOnDevice(change: Change): void {
    if (this.open && !this.closed) this.open.record.keepOnDevice(change);
  }

  leave(change: Change, how: "exit" | "unload" | "hidden"): Promise<Kept> {
    if (!this.open || this.closed) return Promise.resolve("kept");
    const { record } = this.open;
    if (how === "exit") return this.exit(record, change);
    return how === "hidden" ? record.save(change, true) : record.saveLast(change);
  }

  returnAddress(): string | null {
    return null;
  }

  private async exit(record: LaunchRecord, change: Change): Promise<Kept> {
    const kept = await record.save(change);
    if (kept === "lost") return kept;
    this.closed = true;
    return record.end(change.seconds);
  }
}

const makeDriver: MakeDriver = (host, table, tables) => new XapiDriver(host, table as XapiTable, tables);

export default makeDriver;
