/**
 * The style rules that packages choose from: `styles.json`, an ordered list of `{css, users}`.
 *
 * nhsuk-frontend's sheet has 278 KB; a page uses a twelfth of it. Each of its rules is kept for the users whose text names
 * all classes of one of its selectors; own sheets belong wholly to their user. A user is `shell` (always there),
 * `block-<name>` or `kind-<name>`; a package takes, in this order, the rules of the users that it has.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";
import postcss from "postcss";
import { addMargins } from "./flex_gaps.mjs";

/** @typedef {{ name: string, text: string, css: string[] }} User  what a user's templates and scripts say, and its own sheets */
/** @typedef {{ css: string, users: string[] }} Entry */

/** Elements that authors' prose and the shell may have without any template naming them. */
const PROSE = ["html", "body", "p", "a", "b", "strong", "em", "h1", "h2", "h3", "ol", "ul", "li", "button", "input", "select", "textarea"];

const TARGET = ["chrome87", "firefox78", "safari14"];

/** Conditions that only Internet Explorer and the first Edge met. */
const DEAD = [/screen\\0/, /-ms-high-contrast:none/, /^print and \(-ms-high-contrast:active\)$/, /^not \(caret-color:auto\)$/];

// ---------------------------------------------------------------- users

const read = (path) => readFileSync(path, "utf8");

/** All files below `folder` whose name ends with one of `ends`, sorted; none when there is no such folder. */
export function listFiles(folder, ends) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && ends.some((end) => entry.name.endsWith(end)))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** The users of a source tree in cascade order: the shell, the blocks, the kinds. @returns {User[]} */
export function listUsers(root) {
  const templates = join(root, "templates");
  const inBlocks = (path) => /[\\/]blocks[\\/]/.test(path);
  const views = listFiles(join(templates, "pages"), [".jinja"]);
  const sheets = listFiles(join(templates, "styles"), [".css"]);
  // Pages that no package carries bring styles of their own.
  const scripts = listFiles(join(templates, "runtime"), [".ts"]).filter((path) => !/[\\/]runtime[\\/](?:make_it_yours|review)[\\/]/.test(path));
  const renderers = listFiles(join(root, "builder", "pages"), [".py"]);
  const blockName = (path) => path.split(/[\\/]blocks[\\/]/).pop().split(/[\\/.]/)[0];
  const blocks = new Set([...views, ...sheets, ...scripts].filter(inBlocks).map(blockName));
  return [
    makeUser("shell", [...[...views, ...scripts].filter((path) => !inBlocks(path)), ...renderers], sheets.filter((path) => !inBlocks(path))),
    ...[...blocks].sort().map((name) => {
      const own = (path) => inBlocks(path) && blockName(path) === name;
      return makeUser(`block-${name}`, [...views, ...scripts].filter(own), sheets.filter(own));
    }),
    ...listKinds(root).map(({ name, folder }) => makeUser(`kind-${name}`, listFiles(folder, [".jinja", ".ts"]), listFiles(folder, [".css"]))),
  ];
}

function makeUser(name, texts, sheets) {
  const css = sheets.map(read);
  return { name, text: [...texts.map(read), ...css].join("\n"), css };
}

/** The rooms of kinds that have a browser half. `choose_one` is the folder of `choose-one`. */
export function listKinds(root) {
  const folder = join(root, "builder", "interactions", "kinds");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && ["view.html.jinja", "widget.ts", "widget.css"].some((file) => existsSync(join(folder, entry.name, file))))
    .map((entry) => ({ name: entry.name.replaceAll("_", "-"), folder: join(folder, entry.name) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

// ---------------------------------------------------------------- what a text names

/** The class names, elements and types of input that a text may put on a page. Whole words only: that is why names must be written whole. */
export function readVocabulary(text) {
  return {
    classes: new Set(text.match(/[A-Za-z_][\w-]*/g) ?? []),
    elements: new Set([...text.matchAll(/<([a-z][a-z0-9]*)/g)].map((found) => found[1])),
    types: new Set([...text.matchAll(/\btype\s*=\s*["'](\w+)/g)].map((found) => found[1])),
  };
}

/** Pieces of class names, such as `nhsuk-tag--{{ colour }}`: the rules they mean cannot be found. */
export function findPieces(text) {
  return text.match(/\bnhsuk-[\w-]*-(?=\$?\{|["'`]\s*[+~])/g) ?? [];
}

/** What a selector needs: classes, types of input, beginnings or pieces of classes, elements. What `:not(...)` excludes need not be there. */
export function readSelector(selector) {
  const positive = dropNegations(selector);
  const bare = positive.replace(/\[[^\]]*\]/g, "").replace(/::?[\w-]+/g, "");
  return {
    classes: [...bare.matchAll(/\.((?:[\w-]|\\.)+)/g)].map((found) => found[1].replaceAll("\\", "")),
    attributes: [...positive.matchAll(/\[((?:data|aria)-[\w-]+)/g)].map((found) => found[1]),
    types: [...positive.matchAll(/\[type=["']?(\w+)["']?\]/g)].map((found) => found[1]),
    parts: [...positive.matchAll(/\[class([\^*])=["']?([^\]"']+)["']?\]/g)].map((found) => ({ start: found[1] === "^", text: found[2] })),
    elements: [...bare.replace(/\.(?:[\w-]|\\.)+/g, "").matchAll(/[a-z][a-z0-9]*/g)].map((found) => found[0]),
  };
}

function dropNegations(selector) {
  let out = "";
  for (let index = 0; index < selector.length; index += 1) {
    if (!selector.startsWith(":not(", index)) {
      out += selector[index];
      continue;
    }
    let depth = 0;
    for (index += 4; index < selector.length; index += 1) {
      depth += { "(": 1, ")": -1 }[selector[index]] ?? 0;
      if (depth === 0) break;
    }
  }
  return out;
}

function covers(needs, { classes, elements, types }) {
  return needs.classes.every((name) => classes.has(name))
    && needs.attributes.every((name) => classes.has(name))
    && needs.types.every((name) => types.has(name))
    && needs.parts.every((part) => hasPart(classes, part))
    && needs.elements.every((name) => elements.has(name));
}

/** Whether a class name begins with a text, or holds it. */
function hasPart(classes, { start, text }) {
  for (const name of classes) if (start ? name.startsWith(text) : name.includes(text)) return true;
  return false;
}

/** Names of the users that a selector is kept for: the shell alone if it covers it, else each user that covers it together with the shell. */
export function findUsers(selector, vocabularies) {
  const needs = readSelector(selector);
  const [shell, ...others] = vocabularies;
  if (covers(needs, shell.vocabulary)) return [shell.name];
  return others.filter(({ vocabulary }) => covers(needs, vocabulary)).map(({ name }) => name);
}

function readVocabularies(users) {
  const shell = readVocabulary(users[0].text);
  for (const element of PROSE) shell.elements.add(element);
  return users.map(({ name, text }, index) => {
    if (index === 0) return { name, vocabulary: shell };
    const own = readVocabulary(text);
    return {
      name,
      vocabulary: {
        classes: new Set([...shell.classes, ...own.classes]),
        elements: new Set([...shell.elements, ...own.elements]),
        types: new Set([...shell.types, ...own.types]),
      },
    };
  });
}

// ---------------------------------------------------------------- nhsuk-frontend's sheet

/** Takes out what must not reach a package: fonts, hacks for dead browsers, addresses, the printed address after each link. */
export function cleanSheet(sheet) {
  // Every living browser answers yes to this question: its rules hold without asking.
  sheet.walkAtRules("supports", (rule) => {
    if (rule.params.startsWith("not (-ms-ime-align")) rule.replaceWith(rule.nodes);
  });
  sheet.walkAtRules((rule) => {
    if (rule.name === "charset" || rule.name === "font-face" || DEAD.some((dead) => dead.test(rule.params))) rule.remove();
    else rule.params = modernCondition(rule.params);
  });
  sheet.walkDecls((declaration) => {
    if (declaration.prop.startsWith("-ms-") || /url\(\s*["']?(?!data:)/.test(declaration.value)) declaration.remove();
    else if (declaration.prop === "content" && declaration.value.includes("attr(href)")) declaration.parent.remove();
    else declaration.value = declaration.value.replace(/["']?Frutiger[^,;]*,\s*/g, "");
  });
  sheet.walkRules((rule) => {
    if (isIdle(rule)) rule.remove();
  });
  return sheet;
}

/** What changes nothing: an empty rule, sizes of print (own sheets say them once), and link colours that forced colours bring by themselves. */
function isIdle(rule) {
  const under = rule.parent.type === "atrule" ? rule.parent.params : "";
  if (/^print\b/.test(under)) return rule.nodes.every(({ prop }) => prop === "font-size" || prop === "line-height");
  if (under.includes("forced-colors")) return rule.nodes.every(({ prop, value }) => prop === "color" && ["LinkText", "VisitedText", "ActiveText"].includes(value));
  return rule.nodes.length === 0;
}

function modernCondition(params) {
  return params.split(",").filter((part) => !part.includes("-ms-high-contrast")).join(",").replace("screen and (forced-colors", "(forced-colors");
}

/** The rules of nhsuk-frontend that somebody uses, in the sheet's order. @returns {Entry[]} */
export function splitSheet(css, users) {
  const vocabularies = readVocabularies(users);
  const entries = [];
  cleanSheet(postcss.parse(css)).walkRules((rule) => {
    if (rule.parent.name?.endsWith("keyframes")) return;
    const groups = new Map();
    for (const selector of rule.selectors) {
      if (selector === ":root" || dropNegations(selector).includes("\\:") || selector.includes(":-ms-")) continue;
      const names = findUsers(selector, vocabularies).join(" ");
      if (names) groups.set(names, [...(groups.get(names) ?? []), selector]);
    }
    for (const [names, selectors] of groups) {
      entries.push({ css: wrap(rule, rule.clone({ selectors }).toString()), users: names.split(" ") });
    }
  });
  return entries;
}

function wrap(rule, css) {
  let text = css;
  for (let parent = rule.parent; parent.type === "atrule"; parent = parent.parent) text = `@${parent.name} ${parent.params}{${text}}`;
  return text;
}

// ---------------------------------------------------------------- the whole list

/** Neighbours with the same users become one entry; rules of one condition in a row share it. */
async function joinEntries(entries) {
  const joined = [];
  for (const { css, users } of entries) {
    const last = joined.at(-1);
    if (last && last.users.join() === users.join()) last.css += css;
    else joined.push({ css, users });
  }
  for (const entry of joined) {
    const sheet = postcss.parse(entry.css);
    sheet.walkAtRules((rule) => {
      const next = rule.next();
      if (next?.type === "atrule" && next.name === rule.name && next.params === rule.params) {
        next.prepend(rule.nodes);
        rule.remove();
      }
    });
    entry.css = await minify(addMargins(sheet).toString());
  }
  return joined.filter(({ css }) => css !== "");
}

async function minify(css) {
  const { code } = await transform(css, { loader: "css", minify: true, target: TARGET, charset: "utf8", legalComments: "none" });
  return code.trim();
}

/** Addresses that a page would ask for beside its own package. */
export function findAddresses(css) {
  return css.match(/url\(\s*["']?(?!data:)[^)]*\)|@import[^;]*|https?:\/\/[^\s)"']+/g) ?? [];
}

/** All entries for a source tree. Throws with a sentence for each fault. @returns {Promise<Entry[]>} */
export async function makeStyles(root, sheet) {
  const users = listUsers(root);
  const faults = users.flatMap(({ name, text, css }) => [
    ...findPieces(text).map((piece) => `${name}: "${piece}" is a piece of a class name; write the names whole, or their rules are not found`),
    ...css.flatMap(findAddresses).map((address) => `${name}: ${address} would be asked for at run time; only data: is allowed`),
  ]);
  if (faults.length > 0) throw new Error(faults.join("\n"));
  const own = users.flatMap(({ name, css }) => css.map((text) => ({ css: text, users: [name] })));
  return joinEntries([...splitSheet(sheet, users), ...own]);
}
