/** Reads what a store answers, and what only looks like its answer. */

export interface Answer {
  status: number;
  text: string;
  etag: string | null;
  /** Seconds; 0 where the store does not say. */
  retryAfter: number;
}

/** Seconds that a store may ask us to wait; a timer for a month would ring at once (HTML 8.6: it counts in 32 bits). */
const LONGEST_WAIT = 3600;
/** RFC 6585 6: what stands between us and the store wants somebody to sign in. */
export const SIGN_IN_NEEDED = 511;

/**
 * A web page in place of an answer is a proxy's, whatever its status says, and so is what the address holds to which a write was sent
 * on: a browser makes a GET of it (Fetch 4.4), and nothing was stored. Both are told by the status that they should have had.
 *
 * @param write whether something was to be stored
 * @param now ms of the clock
 */
export async function readAnswer(response: Response, write: boolean, now: number): Promise<Answer> {
  const text = await response.text(), { headers, status, redirected } = response;
  const elsewhere = isWebPage(text) || (write && redirected && status !== 204 && !/^\s*\[/.test(text));
  return {
    status: response.ok && elsewhere ? SIGN_IN_NEEDED : status, text, etag: headers.get("ETag"),
    retryAfter: readRetryAfter(headers.get("Retry-After"), Date.parse(headers.get("Date") ?? "") || now),
  };
}

/** A store answers in JSON, or with a document of ours: whatever begins with a tag is neither. */
const isWebPage = (text: string): boolean => /^\s*<[a-z!?]/i.test(text);

/** Seconds or a date (RFC 9110 10.2.3); a date is measured by the store's clock where that is shown, for ours may be wrong. */
function readRetryAfter(value: string | null, now: number): number {
  const seconds = Number(value), until = Date.parse(value ?? "");
  const wait = Number.isFinite(seconds) ? seconds : (until - now) / 1000;
  return wait > 0 ? Math.min(wait, LONGEST_WAIT) : 0;
}

/** A document that is not there: stores say so by 404, by 204, or by nothing after 200 (tracking contract 4). */
export const isMissing = ({ status, text }: Answer): boolean => status === 404 || status === 204 || (status === 200 && /^[\s\0]*$/.test(text));

/** Versions of xAPI that a store lists about itself. */
export function listVersions(text: string): string[] {
  try {
    const { version } = JSON.parse(text) as { version?: unknown };
    return (Array.isArray(version) ? (version as unknown[]) : [version]).map(String);
  } catch {
    return [];
  }
}
