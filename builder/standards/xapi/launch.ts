/** What a Tin Can launch hands over in the address of the page (requirements 3.1; RusticiSoftware/launch, lms_lrs.md). */

type Properties = Record<string, unknown>;

export interface Given {
  endpoint: string; auth: string; actor: Properties; registration: string | null; activity: string;
  /** What every context holds: platform and grouping of the launch. */
  template: Properties;
  /** Parameters that the launch does not define: they go back to the store with the statements. */
  echo: Record<string, string>;
}

/** What the launch defines. `Accept-Language` chooses among languages, and a course has one; `content_*` is about a store of pages. */
const DEFINED = [
  "endpoint", "auth", "actor", "registration", "activity_id", "activity_platform", "Accept-Language", "grouping", "content_token", "content_endpoint",
];
/** Parameters with a sense of their own at a store (xAPI 1.0.3 Communication 2.1): echoed, they would ask for something else. */
const OF_STORES = [
  "statementId", "voidedStatementId", "agent", "verb", "activity", "related_activities", "related_agents", "since", "until", "limit", "format",
  "attachments", "ascending", "method",
];

/** Parameters of a Tin Can launch, in any order; null when one that is needed is missing. */
export function readLaunch(search: string): Given | null {
  const query = new URLSearchParams(search), get = (name: string): string => (query.get(name) || "").trim();
  const endpoint = get("endpoint"), auth = get("auth");
  const actor = readActor(get("actor"));
  if (!/^https?:\/\/[^/?#\s]/i.test(endpoint) || !auth || !actor) return null;
  const registration = get("registration").toLowerCase();
  const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(registration);
  return {
    endpoint: endpoint.replace(/\/*$/, "/"), auth, actor, registration: isUuid ? registration : null, activity: get("activity_id"),
    template: readTemplate(get("activity_platform"), get("grouping")), echo: readEcho(query),
  };
}

function readTemplate(platform: string, grouping: string): Properties {
  return {
    ...(platform ? { platform } : {}),
    // An id is an address with a scheme (xAPI 1.0.3 Data 2.4.4.1): anything else would make each statement be refused.
    ...(/^[a-z][a-z0-9+.-]*:\S+$/i.test(grouping) ? { contextActivities: { grouping: [{ objectType: "Activity", id: grouping }] } } : {}),
  };
}

function readEcho(query: URLSearchParams): Record<string, string> {
  const echo: Record<string, string> = {};
  query.forEach((value, name) => {
    if (/^[\w.-]+$/.test(name) && DEFINED.indexOf(name) < 0 && OF_STORES.indexOf(name) < 0) echo[name] = value;
  });
  return echo;
}

/** The actor as launched; old launchers put each value into a list, and name the parts of an account otherwise. */
function readActor(text: string): Properties | null {
  try {
    const given = JSON.parse(text) as Properties;
    const { name, mbox, account, ...rest } = Object.keys(given).reduce<Properties>((whole, key) => ({ ...whole, [key]: key === "member" ? given[key] : first(given[key]) }), {});
    const actor: Properties = {
      objectType: "Agent", ...rest, ...(name ? { name } : {}),
      ...(mbox ? { mbox: /^mailto:/i.test(mbox as string) ? mbox : `mailto:${mbox as string}` } : {}),
      ...(account ? { account: readAccount(account as Properties) } : {}),
    };
    return actor["objectType"] === "Group" || isIdentified(actor) ? actor : null;
  } catch {
    return null;
  }
}

const readAccount = ({ homePage, accountServiceHomePage, name, accountName }: Properties): Properties => (
  { homePage: homePage || accountServiceHomePage, name: name || accountName }
);

/** Whether an actor has an identifier that a store can tell it by (xAPI 1.0.3 Data 2.4.2.3). */
function isIdentified(actor: Properties): boolean {
  const { homePage, name } = (actor["account"] ?? {}) as Properties;
  return !!(actor["mbox"] || (homePage && name) || actor["openid"] || actor["mbox_sha1sum"]);
}

function first(value: unknown): unknown {
  return Array.isArray(value) && typeof value[0] !== "undefined" ? value[0] : value;
}
