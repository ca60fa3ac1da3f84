/** The features of browsers that a style sheet uses, by their paths in browser-compat data. */

import postcss from "postcss";
import { findLacking, isKnown } from "./compat.mjs";
import { judge, WORKS } from "./floors.mjs";
import { LACKING } from "../../templates/assets/flex_gaps.mjs";

/** @typedef {{ path: string, where: string, hasFallback: boolean, prefixes: string[] }} Use */

/** Units that came later than the others, by what the data calls their family. */
const UNITS = [
  [/\d(?:dvw|dvh|dvi|dvb|dvmin|dvmax)\b/, "viewport_percentage_units_dynamic"],
  [/\d(?:svw|svh|svi|svb|svmin|svmax)\b/, "viewport_percentage_units_small"],
  [/\d(?:lvw|lvh|lvi|lvb|lvmin|lvmax)\b/, "viewport_percentage_units_large"],
  [/\d(?:cqw|cqh|cqi|cqb|cqmin|cqmax)\b/, "container_query_length_units"],
  ...["ch", "cap", "ic", "lh", "rlh", "rem", "vw", "vh", "vmin", "vmax", "vi", "vb", "q"].map((unit) => [new RegExp(`\\d${unit}\\b`, "i"), unit]),
];

/** @returns {Use[]} */
export function listUses(css) {
  const uses = [];
  const add = (path, where, hasFallback = false, prefixes = []) => { if (isKnown(path)) uses.push({ path, where, hasFallback, prefixes }); };
  postcss.parse(css).walk((node) => {
    if (node.type === "atrule") for (const path of listAtRule(node)) add(path, `@${node.name} ${node.params}`);
    if (node.type === "rule" && !node.parent.name?.endsWith("keyframes")) for (const path of listSelector(node.selector)) add(path, node.selector);
    if (node.type === "decl") listDeclarationUses(node).forEach((use) => add(...use));
  });
  return uses;
}

/** What is wrong with a sheet, a sentence each. */
export function judgeSheet(css) {
  const faults = listUses(css).map((use) => [judge(use.path, use.hasFallback, use.prefixes), use.where]).filter(([fault]) => fault);
  return [...new Set([...faults, ...listLostRings(css)].map(([fault, where]) => `${where}\n    ${fault}`))];
}

const LOST_RING = "where :focus-visible is unknown no ring is left: draw it at :focus, and take it away at :focus:not(:focus-visible)";

/** Selectors whose outline goes away at `:focus` and comes back at `:focus-visible`: a browser that does not know the latter passes over its rule. */
function listLostRings(css) {
  const taken = [], given = new Set();
  postcss.parse(css).walkRules(({ selectors, nodes }) => {
    const bare = nodes.some(({ prop, value }) => /^outline(?:-style|-width)?$/.test(prop ?? "") && /^(?:none|0)/.test(value));
    for (const selector of selectors) {
      if (bare && selector.endsWith(":focus")) taken.push(selector);
      if (!bare && selector.endsWith(":focus-visible")) given.add(selector.replace(/-visible$/, ""));
    }
  });
  return taken.filter((selector) => given.has(selector)).map((selector) => [LOST_RING, selector]);
}

/** Names of at-rules, and of the features that `@media` asks for. */
function listAtRule({ name, params }) {
  const own = `css.at-rules.${name}`;
  if (name !== "media") return [own];
  const features = [...params.matchAll(/\(\s*([a-z-]+)/g)].map(([, feature]) => `${own}.${feature.replace(/^(?:min|max)-/, "")}`);
  return [own, ...features, .../[<>]=?/.test(params) ? [`${own}.range_syntax`] : []];
}

function listSelector(selector) {
  const names = [...selector.matchAll(/::?([a-z-]+)(\(?)/g)].map(([, name]) => name);
  const lists = [...selector.matchAll(/:(not|nth-child)\([^()]*,[^()]*\)/g)].map(([, name]) => `css.selectors.${name}.${name === "not" ? "selector_list" : "of_syntax"}`);
  return [...names.map((name) => `css.selectors.${name}`), ...lists];
}

/** A property, the words, functions and units of its value. Names of a vendor are left out: whoever does not know them passes over them. */
export function listDeclaration(property, value) {
  if (property.startsWith("-")) return property.startsWith("--") ? ["css.properties.custom-property"] : [];
  const own = `css.properties.${property}`;
  const plain = value.replace(/url\([^)]*\)|"[^"]*"|'[^']*'|#[\da-f]+/gi, " ");
  const words = [...plain.matchAll(/(?<![\w-])([a-z][a-z-]*)(?![\w(-])/gi)].flatMap(([, word]) => [`${own}.${word}`, `css.types.global_keywords.${word}`, `css.types.color.${word}`]);
  const functions = [...plain.matchAll(/(?<![\w-])([a-z][a-z0-9-]*)\(/gi)].flatMap(([, name]) => listFunction(own, name));
  const units = UNITS.filter(([pattern]) => pattern.test(plain)).map(([, family]) => `css.types.length.${family}`);
  const colours = [
    .../#(?:[\da-f]{4}|[\da-f]{8})\b/i.test(value) ? ["css.types.color.rgb_hexadecimal_notation.alpha_hexadecimal_notation"] : [],
    .../\b(?:rgb|hsl)a?\([^,)]*\s[^,)]*\)/i.test(plain) ? ["css.types.color.rgb.space_separated_parameters"] : [],
  ];
  return [own, ...new Set([...words, ...functions, ...units, ...colours])];
}

/** Where a vendor's name stands beside the plain one, the data does not say which values that takes: the property alone is judged. */
function listDeclarationUses(node) {
  const prefixes = listPrefixes(node), where = `${node.prop}: ${node.value}`;
  const paths = prefixes.length ? [`css.properties.${node.prop}`] : [...listDeclaration(node.prop, node.value), ...listLayouts(node)];
  return paths.map((path) => [path, where, hasFallback(node, path), prefixes]);
}

/** Some properties came to one layout before another: `gap` to grids, and years later to boxes in a row. */
function listLayouts({ parent, prop }) {
  const layouts = parent.nodes.filter((other) => other.prop === "display").map(({ value }) => /^(?:inline-)?(flex|grid)$/.exec(value)?.[1]);
  return [...new Set(layouts)].map((layout) => `css.properties.${prop}.${layout}_context`);
}

/** Vendors under whose names the same rule has the declaration too. */
function listPrefixes({ parent, prop }) {
  return parent.nodes.map((other) => other.prop ?? "").filter((name) => name.startsWith("-") && name.endsWith(`-${prop}`)).map((name) => name.slice(0, -prop.length));
}

/** The data files functions by the types that they make. */
function listFunction(own, name) {
  if (own === "css.properties.clip") return [own];
  const groups = ["", "color.", "gradient.", "image.", "filter-function.", "basic-shape.", "easing-function.", "transform-function."];
  return [`${own}.${name}`, `${own}.${name}_function`, ...groups.map((group) => `css.types.${group}${name}`)];
}

/** Whether a declaration before it in the same rule, or the condition that it stands under, says what older browsers do. */
function hasFallback(declaration, path) {
  for (let parent = declaration.parent; parent; parent = parent.parent) if (parent.type === "atrule" && parent.name === "supports") return true;
  if (path.endsWith(".flex_context")) return hasMargins(declaration.parent);
  if (path === `css.properties.${declaration.prop}`) return false;
  const before = declaration.parent.nodes.slice(0, declaration.parent.index(declaration));
  return before.some((other) => other.type === "decl" && other.prop === declaration.prop && isOld(other));
}

/** Whether the sheet says margins for browsers that know no `gap` in boxes in a row. */
function hasMargins(rule) {
  const without = new Set();
  rule.root().walkAtRules("supports", ({ params, nodes }) => {
    if (params.replace(/\s/g, "") !== LACKING.replace(/\s/g, "")) return;
    for (const { selectors, nodes: declarations } of nodes) if (declarations.some(({ prop, value }) => prop === "gap" && parseFloat(value) === 0)) selectors.forEach((selector) => without.add(selector));
  });
  return rule.selectors.every((selector) => without.has(selector));
}

const isOld = ({ prop, value }) => listDeclaration(prop, value).filter(isKnown).every((path) => !findLacking(path, WORKS).length);

