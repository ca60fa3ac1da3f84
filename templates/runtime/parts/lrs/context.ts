/**
 * The context of a statement, laid over what the launch puts into every context. The launch's values stand, ours are added:
 * cmi5 forbids to overwrite its template (10.2.1.0-7), and what a Tin Can launch names is not ours to change either.
 */

type Properties = Record<string, unknown>;

export function mergeContext(template: Properties, ours: Properties): Properties {
  const whole: Properties = { ...ours, ...template };
  for (const name of ["contextActivities", "extensions"]) {
    const [given, added] = [template[name], ours[name]].map(readObject) as [Properties, Properties];
    const both = name === "extensions" ? { ...added, ...given } : join(given, added);
    if (Object.keys(both).length) whole[name] = both;
  }
  return whole;
}

/** Activities by their relation; each id once, the launch's first. */
function join(given: Properties, added: Properties): Properties {
  const both: Properties = {};
  for (const relation of Object.keys({ ...given, ...added })) {
    const first = list(given[relation]), known = first.map((activity) => activity["id"]);
    both[relation] = first.concat(list(added[relation]).filter((activity) => known.indexOf(activity["id"]) < 0));
  }
  return both;
}

/** Old contexts hold one activity in place of a list (xAPI 1.0.3 Data 2.4.6.2). */
function list(value: unknown): Properties[] {
  return (Array.isArray(value) ? (value as unknown[]) : [value]).filter((activity): activity is Properties => typeof activity === "object" && activity !== null);
}

function readObject(value: unknown): Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Properties) : {};
}
