/** A record of pairs, in their order. `Object.fromEntries` is younger than the browsers of the floor. */
export function toRecord<Value>(pairs: Iterable<readonly [string, Value]>): Record<string, Value> {
  const made: Record<string, Value> = {};
  for (const [name, value] of pairs) made[name] = value;
  return made;
}
