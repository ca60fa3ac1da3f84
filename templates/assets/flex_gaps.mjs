/**
 * Space between boxes in a row where a browser knows `gap` in grids only (Chrome before 84, Safari before 14.1): margins in its place.
 *
 * No condition asks for `gap` in boxes in a row: browsers know the property from grids. `inset` came to Safari with it and to Chrome three versions
 * later, so who does not know `inset` gets margins, and no gap beside them.
 */

import postcss from "postcss";

/** What browsers say that know no `gap` in boxes in a row. */
export const LACKING = "not (inset: 0)";

const LAYOUT = ["display", "flex-direction", "flex-wrap", "gap", "row-gap", "column-gap"];

/** Adds, at the end of a sheet, what takes the place of the gaps in it. @param {postcss.Root} sheet */
export function addMargins(sheet) {
  const groups = [], layouts = new Map();
  sheet.walkRules((rule) => {
    const conditions = listConditions(rule), changes = readLayout(rule);
    if (!Object.keys(changes).length || conditions.some((condition) => condition.startsWith("@media print"))) return;
    for (const selector of rule.selectors) {
      const before = layouts.get(selector), layout = { ...before, ...changes };
      if (!conditions.length) layouts.set(selector, layout);
      const margins = writeMargins(layout, !!before);
      if (margins && (before ? margins !== writeMargins(before, true) : true)) putInGroup(groups, conditions, { selector, margins });
    }
  });
  for (const { conditions, boxes } of groups) sheet.append(postcss.parse(writeFallback(conditions, boxes)).nodes);
  return sheet;
}

/** Boxes in the order of their rules, those of the same conditions that follow one another together. */
function putInGroup(groups, conditions, box) {
  const last = groups.at(-1);
  if (last && last.conditions.join() === conditions.join()) last.boxes.push(box);
  else groups.push({ conditions, boxes: [box] });
}

/** All gaps go in one rule; boxes with the same margins share another. */
function writeFallback(conditions, boxes) {
  const between = [...new Set(boxes.map(({ margins }) => margins))].map((margins) => {
    const selectors = boxes.filter((box) => box.margins === margins).map(({ selector }) => `${selector}>:not(:last-child)`);
    return `${selectors.join(",")}{${margins}}`;
  });
  const rules = `${boxes.map(({ selector }) => selector).join(",")}{gap:0}${between.join("")}`;
  return conditions.reduce((inside, condition) => `${condition}{${inside}}`, `@supports ${LACKING}{${rules}}`);
}

/** The conditions that a rule stands under, the innermost first. */
function listConditions({ parent }) {
  return parent.type === "atrule" ? [`@${parent.name} ${parent.params}`, ...listConditions(parent)] : [];
}

function readLayout({ nodes }) {
  return Object.fromEntries(nodes.filter(({ prop }) => LAYOUT.includes(prop)).map(({ prop, value }) => [prop, value]));
}

const isNone = (size) => parseFloat(size) === 0;

/**
 * The margins of a box in a row; "" where there is no such row, or nothing between its boxes. Important, as boxes may have margins of their own,
 * and those of the row must not be lost to them.
 *
 * @param {Record<string, string>} layout
 * @param {boolean} isChange other margins were said before: both are said
 */
function writeMargins(layout, isChange) {
  if (!/^(?:inline-)?flex$/.test(layout.display ?? "")) return "";
  const [first = "0", second = first] = (layout.gap ?? "0").split(/\s+(?![^(]*\))/);
  const row = layout["row-gap"] ?? first, column = layout["column-gap"] ?? second;
  if (isNone(row) && isNone(column)) return "";
  const isColumn = (layout["flex-direction"] ?? "").startsWith("column"), hasLines = isColumn || (layout["flex-wrap"] === "wrap" && !isNone(row));
  const right = isColumn ? isChange && "0" : column, bottom = hasLines ? row : isChange && "0";
  return [right && `margin-right:${right}!important`, bottom && `margin-bottom:${bottom}!important`].filter(Boolean).join(";");
}
