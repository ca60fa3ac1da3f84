/** What MDN's browser-compat data says of a feature, by its path in the data: `css.selectors.focus-visible`, `api.Element.closest`. */

import { createRequire } from "node:module";

const DATA = createRequire(import.meta.url)("@mdn/browser-compat-data");

/** What stands at a path, or undefined. A name may hold a full stop in no feature that is asked for here. */
export function findNode(path) {
  return path.split(".").reduce((node, name) => (node && Object.hasOwn(node, name) ? node[name] : undefined), DATA);
}

/** Whether the data knows the feature. */
export const isKnown = (path) => Boolean(findNode(path)?.__compat);

/**
 * The releases of a floor that lack a feature: `["firefox 60"]`. Partial support counts as support: what is lacking stands in a note, for people.
 *
 * @param {string} path
 * @param {Record<string, string>} floor version by browser
 * @param {string[]} prefixes of vendors under which the feature is written as well
 */
export function findLacking(path, floor, prefixes = []) {
  const support = findNode(path).__compat.support;
  return Object.entries(floor).filter(([browser, version]) => !hasSupport(support[browser], version, prefixes)).map(([browser, version]) => `${browser} ${version}`);
}

function hasSupport(statements, version, prefixes) {
  return [statements ?? []].flat().some((statement) => (
    !statement.flags && !statement.alternative_name && (!statement.prefix || prefixes.includes(statement.prefix))
    && isAtMost(statement.version_added, version) && !isAtMost(statement.version_removed, version)
  ));
}

/** `version_added` may be a number as text, "≤" before it, "preview", true, false or null. */
function isAtMost(stated, version) {
  if (stated === true) return true;
  if (!stated || stated === "preview") return false;
  return compareVersions(stated.replace("≤", ""), version) <= 0;
}

export function compareVersions(one, other) {
  const [left, right] = [one, other].map((version) => version.split(".").map(Number));
  for (let place = 0; place < Math.max(left.length, right.length); place += 1) {
    const difference = (left[place] ?? 0) - (right[place] ?? 0);
    if (difference) return difference;
  }
  return 0;
}
