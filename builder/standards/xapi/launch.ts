/** What a Tin Can launch hands over in the address of the page (requirements 3.1; RusticiSoftware/launch, lms_lrs.md). */

import type { LaunchReading } from "../../../templates/runtime/contract";

type Properties = Record<string, unknown>;

export interface Given {
  endpoint: string; auth: string; actor: Properties; registration: string | null; activity: string;
  /** What every context holds: platform and grouping of the launch. */
  template: Properties;
  /** Parameters that the launch does not define: they go back to the store with the statements. Undefined where there are none. */
  echo: Record<string, string> | undefined;
  /** Names of parameters that are there and cannot be read; the launch works without. */
  ignored: string[];
}

/** Names of sentences in `words`. */
export type Refusal = "notice-launch-incomplete" | "notice-launch-insecure";

/** What the launch defines. `Accept-Language` chooses among languages, and a course has one; `content_*` is about a store of pages. */
const DEFINED = [
  "endpoint", "auth", "actor", "registration", "activity_id", "activityid", "activity_platform", "accept-language", "grouping", "content_token",
  "content_endpoint",
];
/** Parameters with a sense of their own at a store (xAPI 1.0.3 Communication 2.1): echoed, they would ask for something else. */
const OF_STORES = [
  "statementId", "voidedStatementId", "agent", "verb", "activity", "related_activities", "related_agents", "since", "until", "limit", "format",
  "attachments", "ascending", "method",
];

/** Parameters of a Tin Can launch, in any order. Null: none of those that are needed is there, so this is no launch. */
export function readLaunch({ search, href, origin }: Location, reading: LaunchReading): Given | Refusal | null {
  const { isAddress } = reading, get = reading.parameters(search);
  const address = get(["endpoint"], isAddress), auth = get(["auth"]), actorText = get(["actor"], (text) => readActor(text) !== null);
  if (!address && !auth && !actorText) return null;
  const actor = readActor(actorText);
  if (!isAddress(address) || !auth || !actor) return "notice-launch-incomplete";
  const endpoint = reading.resolve(address, href).replace(/\/*($|\?)/, "/$1");
  if (!reading.isReachable(endpoint, origin)) return "notice-launch-insecure";
  const authorization = reading.authorization(get(["auth"], (text) => !/%[0-9a-f]{2}/i.test(text)));
  return { endpoint, auth: authorization, actor, echo: readEcho(search, reading), ...readWhatIsOptional(search, reading) };
}

/** What a launch may leave out. What is there and says nothing is named in `ignored`. */
function readWhatIsOptional(search: string, { isIri, uuid, parameters }: LaunchReading): Pick<Given, "registration" | "activity" | "template" | "ignored"> {
  const get = parameters(search);
  const registration = get(["registration"], (text) => uuid(text) !== null), attempt = uuid(registration);
  const activity = get(["activity_id", "activityid"], isIri), grouping = get(["grouping"], isIri);
  const ignored = [registration && !attempt && "registration", activity && !isIri(activity) && "activity_id", grouping && !isIri(grouping) && "grouping"];
  return {
    registration: attempt && attempt.toLowerCase(), activity: isIri(activity) ? activity : "",
    template: readTemplate(get(["activity_platform"]), isIri(grouping) ? grouping : ""), ignored: ignored.filter((name): name is string => !!name),
  };
}

function readTemplate(platform: string, grouping: string): Properties {
  return {
    ...(platform ? { platform } : {}),
    ...(grouping ? { contextActivities: { grouping: [{ objectType: "Activity", id: grouping }] } } : {}),
  };
}

function readEcho(search: string, reading: LaunchReading): Record<string, string> | undefined {
  const echo: Record<string, string> = {};
  for (const [name, raw] of reading.split(search)) {
    if (/^[\w.-]+$/.test(name) && DEFINED.indexOf(name.toLowerCase()) < 0 && OF_STORES.indexOf(name) < 0) echo[name] = reading.decodings(raw)[0] as string;
  }
  return Object.keys(echo).length ? echo : undefined;
}

// ---------------------------------------------------------------- the actor

/** What identifies an actor, of which a store takes exactly one (xAPI 1.0.3 Data 2.4.2.1): in the order of RusticiSoftware/TinCanJS. */
const IDENTIFIERS = ["mbox", "mbox_sha1sum", "openid", "account"];

/**
 * The actor as launched, in the form of today: old launchers put each value into a list, call a learner a Person, name the parts of an
 * account otherwise, give several identifiers, and properties that a store takes no more. Null where nobody is identified.
 */
function readActor(text: string): Properties | null {
  try {
    const given = first(JSON.parse(text)) as Properties;
    const value = Object.keys(given).reduce<Properties>((whole, key) => ({ ...whole, [key]: key === "member" ? given[key] : first(given[key]) }), {});
    const known: Properties = { mbox: readMailbox(value["mbox"]), mbox_sha1sum: value["mbox_sha1sum"], openid: value["openid"], account: readAccount(value["account"]) };
    const identifier = IDENTIFIERS.find((name) => known[name]), isGroup = /^group$/i.test(String(value["objectType"]));
    if (!identifier && !(isGroup && value["member"])) return null;
    return {
      objectType: isGroup ? "Group" : "Agent", ...(typeof value["name"] === "string" && value["name"] ? { name: value["name"] } : {}),
      ...(identifier ? { [identifier]: known[identifier] } : {}), ...(isGroup && value["member"] ? { member: value["member"] } : {}),
    };
  } catch {
    return null;
  }
}

/** No address has a blank: one was a plus. */
function readMailbox(value: unknown): string | null {
  const address = typeof value === "string" ? value.replace(/^(mailto:)+/i, "").trim().replace(/ /g, "+") : "";
  return address ? `mailto:${address}` : null;
}

function readAccount(value: unknown): Properties | null {
  const { homePage, accountServiceHomePage, name, accountName } = (value ?? {}) as Record<string, unknown>;
  const [page, learner] = [homePage ?? accountServiceHomePage, name ?? accountName].map(first);
  const isNamed = (typeof learner === "string" && learner !== "") || typeof learner === "number";
  return page && isNamed ? { homePage: page, name: `${learner}` } : null;
}

function first(value: unknown): unknown {
  return Array.isArray(value) && typeof value[0] !== "undefined" ? value[0] : value;
}
