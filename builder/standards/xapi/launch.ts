/** What a Tin Can launch hands over in the address of the page (requirements 3.1). */

type Properties = Record<string, unknown>;

export interface Given { endpoint: string; auth: string; actor: Properties; registration: string | null; activity: string }

/** Parameters of a Tin Can launch, in any order; null when one that is needed is missing. */
export function readLaunch(search: string): Given | null {
  const query = new URLSearchParams(search);
  const endpoint = query.get("endpoint") || "", auth = query.get("auth") || "";
  const actor = readActor(query.get("actor") || "");
  if (!/^https?:\/\//i.test(endpoint) || !auth.trim() || !actor) return null;
  const registration = (query.get("registration") || "").trim().toLowerCase();
  const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(registration);
  return { endpoint: endpoint.replace(/\/*$/, "/"), auth, actor, registration: isUuid ? registration : null, activity: (query.get("activity_id") || "").trim() };
}

/** The actor as launched; old launchers put each value into a list, and name the parts of an account otherwise. */
function readActor(text: string): Properties | null {
  try {
    const given = JSON.parse(text) as Properties;
    const { name, mbox, account, ...rest } = Object.keys(given).reduce<Properties>((whole, key) => ({ ...whole, [key]: key === "member" ? given[key] : first(given[key]) }), {});
    const { homePage, accountServiceHomePage, name: accountName, accountName: oldName } = (account || {}) as Properties;
    const actor: Properties = {
      objectType: "Agent", ...rest, ...(name ? { name } : {}),
      ...(mbox ? { mbox: /^mailto:/i.test(String(mbox)) ? mbox : `mailto:${mbox}` } : {}),
      ...(account ? { account: { homePage: homePage || accountServiceHomePage, name: accountName || oldName } } : {}),
    };
    const { homePage: home, name: known } = (actor["account"] || {}) as Properties;
    const named = actor["mbox"] || (home && known) || actor["openid"] || actor["mbox_sha1sum"];
    return named || actor["objectType"] === "Group" ? actor : null;
  } catch (_) {
    return null;
  }
}

function first(value: unknown): unknown {
  return Array.isArray(value) && typeof value[0] !== "undefined" ? value[0] : value;
}
