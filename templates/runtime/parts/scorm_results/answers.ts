/** Interactions in state mode: a retry overwrites its index with the latest response (tracking contract 2). */

import type { Answered, Host, ScormCache, ScormDialect, ScormTable, Tables } from "../../contract";

const INTERACTIONS = "cmi.interactions";
/** The result of a question without right answers, in both versions (SCORM 1.2 RTE 3.4.4, SCORM 2004 RTE 4.2.9). */
const NEUTRAL = "neutral";

export class Answers {
  /** Where each question of this launch stands at the platform, and which question holds an index. */
  private readonly places: { [question: string]: number } = {};
  private readonly holders: { [index: number]: string } = {};
  private taken = true;
  /** The platform refused an id since the last Commit. */
  private refused = false;

  constructor(
    private readonly host: Host, private readonly dialect: ScormDialect, private readonly table: ScormTable, private readonly tables: Tables,
    private readonly cache: ScormCache,
  ) {}

  /** `id` and `type` come first: on them depends what else is accepted (S04-28, RT-17). */
  write(answered: Answered): void {
    const { cache, dialect, table } = this;
    const row = table.interactions[answered.interaction];
    const question = this.tables.interactions.find((table) => table.id === answered.interaction);
    const notation = question && table.notation[question.type];
    if (!row || !question || !notation || !this.taken) return;
    const index = this.claim(answered, row.id);
    if (index === null) return;
    const { right } = answered;
    const parts: { [part: string]: [string, string][] } = {
      type: [["type", notation.type || question.type]],
      objectives: row.objectives.map((id, nth): [string, string] => [`objectives.${nth}.id`, id]),
      moment: [[dialect.names.moment, dialect.moment(answered.at)]],
      patterns: row.patterns.map((pattern, nth): [string, string] => [`correct_responses.${nth}.pattern`, pattern]),
      weighting: [["weighting", row.weight]],
      response: [[dialect.names.response, this.host.part("notation").write(answered.response, notation)]],
      result: [["result", !question.correct.length ? NEUTRAL : right ? table.right : table.wrong]],
      latency: [["latency", dialect.timespan(answered.latency)]],
      description: row.description ? [["description", row.description]] : [],
    };
    for (const part of dialect.order) for (const [name, value] of parts[part] as [string, string][]) cache.put(`${INTERACTIONS}.${index}.${name}`, value);
  }

  /** The save is over. A platform that took everything else has no outage: what it calls one is its way to refuse answers. */
  settle(saved: boolean): void {
    if (saved && this.refused) this.taken = false;
    this.refused = false;
  }

  /** Writes the id where the question belongs and returns that index; null when the platform takes none. */
  private claim({ interaction, index: given }: Answered, id: string): number | null {
    const { cache } = this;
    const wanted = this.places[interaction] ?? given;
    const holder = this.holders[wanted];
    let index = holder === undefined || holder === interaction ? wanted : this.cache.count(INTERACTIONS);
    let accepted = cache.put(`${INTERACTIONS}.${index}.id`, id);
    if (!accepted && cache.gap()) {
      index = this.cache.count(INTERACTIONS);
      accepted = cache.put(`${INTERACTIONS}.${index}.id`, id);
    }
    if (!accepted) {
      // Anything but an outage means that this platform takes none; that is never shown as "not saved".
      this.taken = cache.outage();
      this.refused = true;
      return null;
    }
    this.places[interaction] = index;
    this.holders[index] = interaction;
    return index;
  }
}
