/** Fills the shapes of the plan. */

/** See `Lrs.fill`. */
export function fillShape(shape: unknown, values: Record<string, unknown>): unknown {
  if (typeof shape === "string") return shape[0] === "$" && Object.prototype.hasOwnProperty.call(values, shape) ? values[shape] : shape;
  if (Array.isArray(shape)) return shape.map((entry) => fillShape(entry, values)).filter((entry) => entry !== undefined);
  if (typeof shape !== "object" || shape === null) return shape;
  const filled: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(shape)) {
    const inner = fillShape(value, values);
    if (inner !== undefined) filled[key] = inner;
  }
  return Object.keys(filled).length ? filled : undefined;
}
