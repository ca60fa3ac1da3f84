/**
 * cmi5 in the browser (tracking contract 1 and 4; requirements 3.3). Statements and progress are kept by the part that xAPI
 * shares (templates/runtime/parts/record); here is what a session of cmi5 asks for. Numbers are ids of `@cmi5/requirements`.
 */

import type {
  Change, Cmi5Results, Cmi5Table, Driver, Final, Host, Kept, Launch, LaunchRecord, Lrs, MakeDriver, Tables,
} from "../../../templates/runtime/contract";
import { readLaunch, readLaunchData, Visit, type Given, type LaunchData, type Refusal } from "./launch";

type Properties = Record<string, unknown>;

interface Session { lrs: Lrs; record: LaunchRecord; data: LaunchData; visit: Visit; activity: string }

const FINAL: Final[] = ["passed", "failed", "completed"];
/** ms before the launch data is asked for again. */
const PAUSE = 2000;

class Cmi5Driver implements Driver {
  private session: Session | null = null;
  private closed = false;
  /** What the connection had to say while the launch was under way; the launch says it in its own words. */
  private heard = "";
  private launching = true;
  /** A page to sign in came in place of an answer while the launch was under way. */
  private signInPage = false;
  /** The platform takes nothing more in this session. */
  private ended = false;
  /** An outcome of an earlier launch may be at the platform or not: it is told only when that is known. */
  private unsure = true;

  constructor(private readonly host: Host, private readonly table: Cmi5Table, private readonly tables: Tables) {}

  // -------------------------------------------------------------- launch

  async launch(): Promise<Partial<Launch>> {
    const given = readLaunch(this.host.window.location, this.host.part("lrs").reading);
    if (given === "none") return {};
    const opened = typeof given === "string" ? given : await this.openSession(given);
    this.launching = false;
    if (typeof opened === "string") {
      this.host.notify(opened);
      return { notice: opened };
    }
    if (this.heard) this.host.notify(this.heard);
    return opened;
  }

  private async openSession(given: Given): Promise<Partial<Launch> | Refusal> {
    const { table } = this, { endpoint, actor, registration, activity } = given;
    const visit = new Visit(this.host, given.fetch), token = await visit.token();
    if (typeof token === "string") return token;
    const host: Host = { ...this.host, notify: (name, values) => this.hear(name, values) };
    const lrs = host.part("lrs").open(host, {
      endpoint, auth: `Basic ${token.token}`, actor, registration, activity,
      versions: table.versions, course: rowsOf(this.tables.course), keepDays: table.keepDays, launch: given.fetch,
    });
    const data = await this.fetchLaunchData(lrs);
    if (typeof data === "string") return data;
    lrs.setContextTemplate(data.template);
    const record = host.part("record").open(host, {
      lrs, table, tables: this.tables, launched: { actor, registration, activity }, resendAcrossLaunches: false,
      values: { $masteryScore: data.mastery === null ? undefined : data.mastery }, due: (finals, raw) => this.due(finals, raw),
    });
    this.session = { lrs, record, data, visit, activity };
    await lrs.negotiate();
    const dropped = lrs.forget();
    // The preferences must be asked for before anything is told (11.0.0.0-3). Learners choose the language with the switch, and no sound starts by itself: they change nothing.
    const [progress] = await Promise.all([record.read(), lrs.getProfile(table.preferences)]);
    this.initialize(this.session, given.fetch);
    if (dropped.length) void this.nameDropped(dropped);
    return {
      connection: "connected", mode: data.mode, ...progress, finished: FINAL.some((name) => record.told(name)),
      ...(data.mastery === null ? {} : { mark: Math.round(data.mastery * 10000) / 100 }),
    };
  }

  private async fetchLaunchData(lrs: Lrs): Promise<LaunchData | Refusal> {
    let answer = await lrs.getState(this.table.launchData);
    if (!answer.ok && !this.heard) answer = await this.host.wait(PAUSE).then(() => lrs.getState(this.table.launchData));
    if (this.heard) return "notice-launch-refused";
    if (!answer.ok) return this.signInPage ? "notice-launch-refused" : "notice-launch-silent";
    return (answer.found !== null && readLaunchData(answer.found)) || "notice-launch-fault";
  }

  /** First, and once a session, however often the page is loaded (9.3.2.0-2, 9.3.2.0-3). */
  private initialize({ lrs, record, visit }: Session, fetch: string): void {
    record.follow(visit.initialized);
    const first = visit.initialized ? null : record.tell("initialized", { $id: lrs.onceId(`initialized/${fetch}`) });
    const flushing = lrs.flush(false);
    if (first && first.safe) visit.note({ initialized: first.stamp });
    else if (first) void flushing.then((kept) => { if (kept === "kept") visit.note({ initialized: first.stamp }); });
  }

  /** Statements of an earlier launch can be sent in no other one (tracking contract 4). */
  private async nameDropped(statements: Properties[]): Promise<void> {
    await this.host.late();
    const list = this.host.part("cmi5_results").nameAnswers(statements);
    if (list) this.host.notify("notice-not-sent", { list });
  }

  private hear(name: string, values?: Record<string, string | number>): void {
    const heard = name !== "notice-sign-in" ? name : this.host.deviceStore ? "notice-launch-ended" : "notice-launch-ended-unkept";
    this.ended = this.ended || heard !== name;
    if (!this.launching) this.host.notify(heard, values);
    else if (name === "notice-sign-in-page") this.signInPage = true;
    else if (heard !== name) this.heard = heard;
    else this.host.notify(name, values);
  }

  // -------------------------------------------------------------- saving

  async save(change: Change, hidden = false): Promise<Kept> {
    const record = this.openRecord(change);
    if (!this.session || !record) return "kept";
    const kept = await record.save(change, hidden);
    if (!this.unsure || kept === "lost" || !isFinal(change)) return kept;
    await this.results().recall(change.outcome.kind);
    this.unsure = false;
    return record.saveAgain(hidden);
  }

  keepOnDevice(change: Change): void {
    this.openRecord(change)?.keepOnDevice(change);
  }

  /** Where a change is recorded, if anywhere. An outcome that became final with it cannot be at the platform yet. */
  private openRecord({ reached }: Change): LaunchRecord | null {
    if (!this.session || this.closed || this.session.data.mode !== "normal") return null;
    if (reached) this.unsure = false;
    return this.session.record;
  }

  async leave(change: Change, how: "exit" | "unload" | "hidden"): Promise<Kept> {
    if (!this.session || this.closed) return "kept";
    if (how === "exit") return this.exit(this.session, change);
    if (how === "hidden") return this.save(change, true);
    if (this.session.data.mode !== "normal") return "kept";
    // A page that goes asks no more: told twice, it would be refused, and nobody is left to be troubled by that.
    this.unsure = false;
    return this.session.record.saveLast(change);
  }

  /** Where the platform wants the learner back, once the session is over (10.2.6.0-1). */
  returnAddress(): string | null {
    return this.closed && this.session && !this.ended ? this.session.data.returnAddress : null;
  }

  /**
   * Last, and once (9.3.8.0-2). What waits on this device could be sent in no later launch, so nobody is let go before it has
   * arrived; unless the platform takes nothing more: then progress waits for the next launch, and the outcome is in it.
   */
  private async exit({ record, visit }: Session, change: Change): Promise<Kept> {
    const kept = await this.save(change);
    if (kept !== "kept" && !(this.ended && this.host.deviceStore)) return "lost";
    this.closed = true;
    if (kept !== "kept") return "waiting";
    visit.end();
    await record.end(change.seconds);
    return "kept";
  }

  // -------------------------------------------------------------- outcome

  private due(finals: Final[], raw: number | null): Final[] {
    return this.unsure ? [] : this.results().due(finals, raw);
  }

  /** They come after the first page: before that nothing can be final. */
  private results(): Cmi5Results {
    const { record, lrs, data, visit, activity } = this.session as Session, { shapes } = this.table;
    return this.host.part("cmi5_results").open({ record, lrs, visit, activity, shapes, mastery: data.mastery });
  }
}

/** All units of a course have one registration (8.1.3): rows of one unit are not another's to send, to drop or to read. */
const rowsOf = ({ id, unit }: Tables["course"]): string => (id === unit ? id : `${id}.${unit}`);

const isFinal = ({ outcome }: Change): boolean => ["complete", "passed", "failed"].indexOf(outcome.kind) >= 0;

const makeDriver: MakeDriver = (host, table, tables) => new Cmi5Driver(host, table as Cmi5Table, tables);

export default makeDriver;
