/** An eslint rule: what TypeScript uses of browsers, judged by browser-compat data. Syntax is esbuild's business (its target is ES2018, which the lower floor has). */

import { RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";
import { isKnown } from "./compat.mjs";
import { judge } from "./floors.mjs";

/** Dictionaries of options, by the interface that the data lists their members under. */
const DICTIONARIES = { RequestInit: "Request", ScrollToOptions: "ScrollToOptions", EventListenerOptions: "EventListenerOptions" };

/** @type {import("eslint").Rule.RuleModule} */
export const browserFloor = {
  meta: { type: "problem", schema: [], docs: { description: "Features of browsers are there, or have a fallback, in every browser that courses are made for" } },
  create(context) {
    const { program, esTreeNodeToTSNodeMap: nodes } = context.sourceCode.parserServices;
    const checker = program.getTypeChecker();
    const isPlatform = (symbol) => (symbol?.declarations ?? []).some((each) => program.isSourceFileDefaultLibrary(each.getSourceFile()));
    const report = (node, paths) => {
      const path = paths.find(isKnown);
      const fault = path ? judge(path) : "";
      if (fault) context.report({ node, message: fault });
    };
    return {
      MemberExpression(node) {
        const name = node.computed ? node.property.value : node.property.name;
        if (typeof name !== "string") return;
        const type = checker.getTypeAtLocation(nodes.get(node.object));
        report(node.property, listOwners(checker, type, name).filter(({ symbol }) => isPlatform(symbol)).flatMap(({ owner }) => listMember(owner, name)));
      },
      "ObjectPattern > Property"(node) {
        if (node.key.type !== "Identifier") return;
        const type = checker.getTypeAtLocation(nodes.get(node.parent));
        report(node.key, listOwners(checker, type, node.key.name).filter(({ symbol }) => isPlatform(symbol)).flatMap(({ owner }) => listMember(owner, node.key.name)));
      },
      "ObjectExpression > Property"(node) {
        const dictionary = checker.getContextualType(nodes.get(node.parent));
        const owner = dictionary && DICTIONARIES[dictionary.getNonNullableType().symbol?.name];
        // The data says of `body` only who can read it again.
        if (owner && node.key.type === "Identifier" && node.key.name !== "body") report(node.key, listMember(owner, node.key.name));
      },
      Identifier(node) {
        if (isNameOnly(node)) return;
        const symbol = checker.getSymbolAtLocation(nodes.get(node));
        if (isPlatform(symbol)) report(node, [`javascript.builtins.${node.name}`, `api.${node.name}`, `api.Window.${node.name}`]);
      },
      NewExpression(node) {
        if (node.callee.type !== "Identifier" || !isPlatform(checker.getSymbolAtLocation(nodes.get(node.callee)))) return;
        report(node, [`javascript.builtins.${node.callee.name}.${node.callee.name}`, `api.${node.callee.name}.${node.callee.name}`]);
      },
      "Literal[regex]"(node) {
        for (const path of listRegExp(node.regex)) report(node, [path]);
      },
    };
  },
};

/** Places of an identifier where it names a property, a type or something new, and is not looked up. */
function isNameOnly(node) {
  const { parent } = node;
  if (parent.type === "MemberExpression") return parent.property === node && !parent.computed;
  if (parent.type === "Property") return parent.key === node && !parent.shorthand;
  return /^TS|^Import|Definition$|^LabeledStatement$/.test(parent.type);
}

const listMember = (owner, name) => [`javascript.builtins.${owner}.${name}`, `api.${owner}.${name}`, `api.${owner}.${name}_static`];

/** The interfaces that a member may come from, the type's own first: mixins such as ParentNode stand in the data under each that has them. */
function listOwners(checker, type, name) {
  const members = type.isUnionOrIntersection() ? type.types : [type];
  return members.flatMap((member) => {
    const apparent = checker.getApparentType(checker.getNonNullableType(member));
    const symbol = apparent.getProperty(name);
    return symbol ? [...listBases(checker, apparent), ...namesOf(symbol.parent)].map((owner) => ({ owner, symbol })) : [];
  });
}

function listBases(checker, type) {
  const bases = type.isClassOrInterface?.() || type.target?.isClassOrInterface?.() ? checker.getBaseTypes(type.target ?? type) : [];
  return [...namesOf(type.symbol), ...bases.flatMap((base) => listBases(checker, base))];
}

/** `ObjectConstructor` is what `Object` is; a nameless type is that of the variable that it describes. */
function namesOf(symbol) {
  if (!symbol) return [];
  if (symbol.name !== "__type") return [symbol.name, symbol.name.replace(/Constructor$|^Readonly(?=Array|Map|Set)/, "")];
  return (symbol.declarations ?? []).map(({ parent }) => parent?.name?.text).filter(Boolean);
}

function listRegExp({ pattern, flags }) {
  const base = "javascript.regular_expressions", uses = new Set();
  const flagNames = { s: "dotAll", y: "sticky", d: "hasIndices", v: "unicodeSets", u: "unicode" };
  for (const flag of flags) if (flagNames[flag]) uses.add(`javascript.builtins.RegExp.${flagNames[flag]}`);
  visitRegExpAST(new RegExpParser().parsePattern(pattern, 0, pattern.length, { unicode: flags.includes("u"), unicodeSets: flags.includes("v") }), {
    onCapturingGroupEnter: ({ name }) => { if (name) uses.add(`${base}.named_capturing_group`); },
    onAssertionEnter: ({ kind }) => { if (kind === "lookbehind") uses.add(`${base}.lookbehind_assertion`); },
    onCharacterSetEnter: ({ kind }) => { if (kind === "property") uses.add(`${base}.unicode_character_class_escape`); },
    onModifiersEnter: () => { uses.add(`${base}.modifier`); },
  });
  return uses;
}
