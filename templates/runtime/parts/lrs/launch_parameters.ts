/**
 * What a launch hands over in the address of the page, as platforms really write it: encoded twice, joined wrongly, in other spellings.
 * Read is what can be meant in one way only; all else is the driver's to tell in words.
 */

import type { LaunchReading } from "../../contract";

/** Names of parameters that begin where a platform put a second question mark in place of `&`, as it does where the address had a query. */
const JOINED_WRONGLY = /\?(?=(?:endpoint|auth|fetch|actor|registration|activity_?id)=)/gi;

function split(search: string): [string, string][] {
  const query = search.replace(/^\?/, "").replace(/&amp;/gi, "&").replace(JOINED_WRONGLY, "&");
  return query.split("&").filter(Boolean).map((pair) => {
    const at = pair.indexOf("=");
    return at < 0 ? [decode(pair), ""] : [decode(pair.slice(0, at)), pair.slice(at + 1)];
  });
}

function parameters(search: string): ReturnType<LaunchReading["parameters"]> {
  const pairs = split(search);
  return (names, accepts = () => true) => {
    const [, raw] = pairs.find(([name, value]) => names.indexOf(name.toLowerCase()) >= 0 && value) || ["", ""];
    const decoded = decodings(raw);
    return decoded.find(accepts) ?? (decoded[0] as string);
  };
}

/**
 * Forms write a blank as `+`, all others as `%20`: where both stand in one value, the plus is one. Then with each plus as it is, for what
 * has no blanks; then decoded a second and a third time.
 */
function decodings(raw: string): string[] {
  const value = decode(/%20/.test(raw) ? raw : raw.replace(/\+/g, " ")).trim(), twice = decode(value);
  return [value, decode(raw).trim(), twice.trim(), decode(twice).trim()];
}

/** Percent signs decoded as browsers do, which bear with those that encode nothing. */
const decode = (text: string): string => new URLSearchParams(`_=${text.replace(/\+/g, "%2B").replace(/&/g, "%26")}`).get("_") ?? "";

// ---------------------------------------------------------------- what may stand in a parameter

/** An address that says where it is, or where it is from the page's own: `/xapi`, `//lrs.test/xapi`. */
function isAddress(text: string): boolean {
  try {
    return /^(https?:\/\/[^/?#\s]|\.{0,2}\/)\S*$/i.test(text) && !!new URL(text, "https://page.invalid").hostname;
  } catch {
    return false;
  }
}

/** The whole address. `page`: that of our own page. */
function resolve(text: string, page: string): string {
  return /^https?:/i.test(text) ? text : new URL(text, page).href;
}

/** Whether browsers let us send to an address: not by http, save to the page's own origin and to this machine (builder/standards/statement_table.py, CONNECT). */
function isReachable(address: string, origin: string): boolean {
  const { protocol, hostname, origin: theirs } = new URL(address);
  return protocol === "https:" || theirs === origin || /^(localhost|127\.0\.0\.1)$/.test(hostname);
}

/** An address with a scheme, as ids of activities are (xAPI 1.0.3 Data 2.4.4.1). */
const isIri = (text: string): boolean => /^[a-z][a-z0-9+.-]*:\S+$/i.test(text);

/** A registration as it is given; null where it is no UUID in any of its usual forms: in braces, as a URN, without hyphens. */
function uuid(text: string): string | null {
  const bare = text.replace(/^urn:uuid:/i, "").replace(/^[{(](.*)[)}]$/, "$1").replace(/^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/i, "$1-$2-$3-$4-$5");
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(bare) ? bare : null;
}

// ---------------------------------------------------------------- credentials

/** The value of the Authorization header: its scheme as RFC 9110 11.1 writes it, and put before a token that came without. */
function authorization(text: string): string {
  const [, scheme = "", rest = ""] = /^(?:(basic|bearer)\s+)+(\S.*)$/i.exec(text) || [];
  // A plus that came as a blank: neither kind of token has blanks.
  if (scheme) return `${scheme[0]?.toUpperCase() ?? ""}${scheme.slice(1).toLowerCase()} ${rest.replace(/ /g, "+")}`;
  const token = text.replace(/ /g, "+");
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return `Bearer ${token}`;
  return isPair(token) ? `Basic ${token}` : text;
}

/** Whether a token is a name and a password, as Basic writes them (RFC 7617 2). */
function isPair(token: string): boolean {
  try {
    return atob(token).indexOf(":") >= 0;
  } catch {
    return false;
  }
}

export const reading: LaunchReading = { split, parameters, decodings, isAddress, resolve, isReachable, isIri, uuid, authorization };
