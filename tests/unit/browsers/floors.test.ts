import assert from "node:assert/strict";
import postcss from "postcss";
import { addMargins } from "../../../templates/assets/flex_gaps.mjs";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { ESLint } from "eslint";
import tseslint from "typescript-eslint";
import { compareVersions, findLacking, isKnown } from "../../../.ci/browsers/compat.mjs";
import { judgeSheet, listUses } from "../../../.ci/browsers/css.mjs";
import { BEYOND, ENHANCEMENTS, judge } from "../../../.ci/browsers/floors.mjs";
import { browserFloor } from "../../../.ci/browsers/rule.mjs";

// ---------------------------------------------------------------- the data

test("versions are compared as numbers, part by part", () => {
  assert.ok(compareVersions("9", "10") < 0);
  assert.ok(compareVersions("12.2", "12.10") < 0);
  assert.equal(compareVersions("15.4", "15.4"), 0);
  assert.ok(compareVersions("15.4", "15") > 0);
});

test("a feature is lacking before it came, and wherever only a vendor's name or a setting gives it", () => {
  assert.deepEqual(findLacking("css.selectors.has", { chrome: "104", firefox: "121" }), ["chrome 104"]);
  assert.deepEqual(findLacking("css.properties.user-select", { safari: "15.4" }), ["safari 15.4"]);
  assert.deepEqual(findLacking("css.properties.user-select", { safari: "15.4" }, ["-webkit-"]), []);
});

test("every listed feature is one of the data, with what it gives and what happens without", () => {
  for (const { feature, why, without } of [...ENHANCEMENTS, ...BEYOND]) assert.ok(isKnown(feature) && why && without, feature);
});

test("what not even the upper floor has is refused, fallback or not; what it has needs one", () => {
  assert.match(judge("css.properties.anchor-name"), /must work as designed/);
  assert.match(judge("css.properties.anchor-name", true), /must work as designed/);
  assert.match(judge("css.properties.inset"), /text and answers must work/);
  assert.equal(judge("css.properties.inset", true), "");
  assert.equal(judge("css.properties.color"), "");
});

// ---------------------------------------------------------------- style sheets

const SHEETS: [string, string, string][] = [
  ["a property", "a { inset: 0 }", "css.properties.inset"],
  ["a word of a value", "a { overflow: clip }", "css.properties.overflow.clip"],
  ["a function", "a { width: min(1rem, 5vw) }", "css.types.min"],
  ["a unit", "a { height: 100dvh }", "css.types.length.viewport_percentage_units_dynamic"],
  ["a colour function", "a { color: color-mix(in srgb, red, blue) }", "css.types.color.color-mix"],
  ["a pseudo-class", "a:user-valid { color: red }", "css.selectors.user-valid"],
  ["a pseudo-class behind another selector", "b, a > p:is(.x, .y) { color: red }", "css.selectors.is"],
  ["a list in :not()", "a:not(.x, .y) { color: red }", "css.selectors.not.selector_list"],
  ["an at-rule", "@layer base { a { color: red } }", "css.at-rules.layer"],
  ["a question of a media query", "@media (dynamic-range: high) { a { color: red } }", "css.at-rules.media.dynamic-range"],
  ["a range in a media query", "@media (width >= 40em) { a { color: red } }", "css.at-rules.media.range_syntax"],
];
for (const [name, css, path] of SHEETS) {
  test(`${name} above the floor is found in a sheet`, () => {
    const faults = judgeSheet(css);
    assert.ok(faults.some((fault) => fault.includes(`${path} is missing in`)), faults.join("\n"));
  });
}

for (const css of ["a { display: flex; gap: 1em }", "a { display: inline-flex; column-gap: 1em }", "b, a { gap: 0 1em; display: flex }"]) {
  test(`a gap between boxes in a row needs margins in its place: ${css}`, () => {
    assert.ok(judgeSheet(css).some((fault) => fault.includes("flex_context is missing in")));
    assert.deepEqual(judgeSheet(addMargins(postcss.parse(css)).toString()), []);
    assert.ok(judgeSheet(`${css} @supports not (inset: 0) { c { gap: 0 } }`).length > 0, "margins of others are none of its own");
  });
}

test("a declaration before it in the same rule is a fallback, in another rule it is none", () => {
  assert.deepEqual(judgeSheet("a { display: block; display: flow-root }"), []);
  assert.equal(judgeSheet("a { inset: 0 }").length, 1);
  assert.deepEqual(judgeSheet("@supports (inset: 0) { a { inset: 0 } }"), []);
  assert.equal(judgeSheet("a { height: 90vh } a { height: min(90vh, 5em) }").length, 1);
  assert.deepEqual(judgeSheet("a { height: 90vh; height: min(90vh, 5em) }"), []);
});

test("a property is judged for the layout that its rule asks for", () => {
  const paths = (css: string): string[] => (listUses(css) as { path: string }[]).map(({ path }) => path);
  assert.ok(paths("a { display: flex; gap: 1em }").includes("css.properties.gap.flex_context"));
  assert.ok(!paths("a { display: grid; gap: 1em }").includes("css.properties.gap.flex_context"));
});

test("a ring that comes back at :focus-visible alone is lost where that is unknown", () => {
  const lost = (css: string): boolean => judgeSheet(css).some((fault: string) => fault.includes("no ring is left"));
  for (const rule of ["outline: none", "outline: 0", "outline-style: none", "outline-width: 0"]) {
    assert.ok(lost(`.a:focus { ${rule} } .a:focus-visible { outline: 1px solid }`), rule);
  }
  assert.ok(lost(".b, .a:focus { outline: none } @media print { .a:focus-visible { outline: 1px solid } }"));
  assert.ok(!lost(".a:focus { outline: 1px solid } .a:focus:not(:focus-visible) { outline: none }"));
  assert.ok(!lost(".a:focus { outline: none } .b:focus-visible { outline: 1px solid }"));
});

test("names and texts of ours are no features", () => {
  const uses = listUses('a.has { --clip: 1; content: "min(1px)"; background: url(dvh.png); animation: clip 1s }') as { path: string }[];
  assert.deepEqual(uses.map(({ path }) => path).filter((path) => /has|min|dvh|clip/.test(path)), []);
});

// ---------------------------------------------------------------- scripts

const folder = mkdtempSync(join(tmpdir(), "planted-"));
after(() => { rmSync(folder, { recursive: true }); });
const options = { target: "ESNext", lib: ["ESNext", "DOM", "DOM.Iterable"], types: [], strict: true, noEmit: true, module: "ESNext" };
writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options, include: ["*.ts"] }));

/** What the rule says of a script, by the paths of features. Where CI is set, the parser would keep the types of the first script for the second. */
async function lint(lines: string[]): Promise<string[]> {
  const file = join(folder, "planted.ts");
  writeFileSync(file, `${lines.join("\n")}\nexport {};\n`);
  const eslint = new ESLint({
    cwd: folder, overrideConfigFile: true,
    overrideConfig: [{
      files: ["*.ts"], languageOptions: { parser: tseslint.parser, parserOptions: { project: "tsconfig.json", tsconfigRootDir: folder, disallowAutomaticSingleRunInference: true } },
      plugins: { browsers: { rules: { floor: browserFloor } } }, rules: { "browsers/floor": "error" },
    }],
  });
  const [result] = await eslint.lintFiles([file]);
  return (result?.messages ?? []).map(({ line, message }) => `${line}: ${message.split(" ")[0] ?? ""}`);
}

test("what is above the floor is found wherever a script uses it", async () => {
  const found = await lint([
    "document.body.replaceChildren();",
    '"a".replaceAll("a", "b");',
    "[[1]].flat();",
    "Promise.allSettled([]);",
    "structuredClone({});",
    "new ResizeObserver(() => undefined);",
    "const { clipboard } = navigator; console.log(clipboard);",
    "/(?<=a)b/.test(String(1));",
    "/(?<name>a)/.exec(String(1));",
    "void fetch(String(1), { priority: \"high\" });",
    "document.body.animate([]);",
  ]);
  assert.deepEqual(found, [
    "1: api.Element.replaceChildren", "2: javascript.builtins.String.replaceAll", "3: javascript.builtins.Array.flat", "4: javascript.builtins.Promise.allSettled",
    "5: api.structuredClone", "6: api.ResizeObserver.ResizeObserver", "6: api.ResizeObserver", "7: api.Navigator.clipboard",
    "8: javascript.regular_expressions.lookbehind_assertion", "9: javascript.regular_expressions.named_capturing_group", "11: api.Element.animate",
  ]);
});

test("what every browser has is let be, and so are names of our own", async () => {
  assert.deepEqual(await lint([
    "document.body.append(document.createElement(\"p\"));",
    "[1, 2].includes(1); Object.entries({}); \"a\".padStart(2);",
    "const ours = { flat: 1, replaceAll: 2 }; console.log(ours.flat, ours.replaceAll);",
    "new AbortController().abort(); new URLSearchParams(\"\").get(\"a\"); document.body.closest(\"p\");",
    "function structuredClone(value: number): number { return value; } structuredClone(1);",
  ]), []);
});
