import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { findAddresses, findPieces, listUsers, makeStyles, readSelector } from "../../../templates/assets/styles.mjs";

interface Entry { css: string; users: string[] }

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const nhsuk = readFileSync(createRequire(import.meta.url).resolve("nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css"), "utf8");
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A source tree with these files. */
function plant(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "styles-"));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const styles = (files: Record<string, string>, sheet: string): Promise<Entry[]> => makeStyles(plant(files), sheet);
const SHELL = "templates/pages/index.html.jinja";
const TABLE = "templates/pages/blocks/table.html.jinja";
const MATCH = "builder/interactions/kinds/match/view.html.jinja";

test("a rule goes to those who name all its classes, and to the shell alone when the shell does", async () => {
  const made = await styles(
    { [SHELL]: '<a class="x-link">', [TABLE]: '<table class="x-table x-link">', [MATCH]: '<ul class="x-table">' },
    ".x-link{color:red}.x-table{color:green}.x-table .x-link{color:blue}.x-nobody{color:pink}.x-table.x-nobody{color:pink}",
  );
  assert.deepEqual(made, [
    { css: ".x-link{color:red}", users: ["shell"] },
    { css: ".x-table{color:green}.x-table .x-link{color:#00f}", users: ["block-table", "kind-match"] },
  ]);
});

test("what a block's script names is the block's, not the shell's", async () => {
  const made = await styles(
    { [SHELL]: "x-a", [TABLE]: "x-b", "templates/runtime/main.ts": "x-c", "templates/runtime/blocks/table.ts": "x-d", "templates/runtime/blocks/tabs/index.ts": "x-e" },
    ".x-a{color:red}.x-c{color:red}.x-d{color:green}.x-e{color:green}",
  );
  assert.deepEqual(made, [
    { css: ".x-a,.x-c{color:red}", users: ["shell"] },
    { css: ".x-d{color:green}", users: ["block-table"] },
    { css: ".x-e{color:green}", users: ["block-tabs"] },
  ]);
});

test("the selectors of one rule are shared out among their users", async () => {
  const made = await styles({ [SHELL]: "x-a", [TABLE]: "x-b" }, ".x-a,.x-b,.x-c{color:red}");
  assert.deepEqual(made, [{ css: ".x-a{color:red}", users: ["shell"] }, { css: ".x-b{color:red}", users: ["block-table"] }]);
});

test("what :not excludes need not be named, what :has demands must be", () => {
  assert.deepEqual(readSelector(".x-a:not(.x-b:not(.x-c)):hover").classes, ["x-a"]);
  assert.deepEqual(readSelector(".x-a:has(+.x-b>.x-c:first-child)").classes, ["x-a", "x-b", "x-c"]);
  assert.deepEqual(readSelector("ul>li.x-a::before").elements, ["ul", "li"]);
});

test("conditions stay around their rules, in order", async () => {
  const made = await styles({ [SHELL]: "x-a" }, "@media print{.x-a{color:red}}@media (min-width:40em){@supports (left:max(0px)){.x-a{color:green}}}");
  assert.equal(made[0]?.css, "@media print{.x-a{color:red}}@media(min-width:40em){@supports (left:max(0px)){.x-a{color:green}}}");
});

test("what every living browser answers with yes holds without asking", async () => {
  const made = await styles({ [SHELL]: "x-a" }, "@supports not (-ms-ime-align:auto){.x-a{color:red}@media print{.x-a{color:green}}}");
  assert.equal(made[0]?.css, ".x-a{color:red}@media print{.x-a{color:green}}");
});

test("own sheets come last and belong wholly to their user", async () => {
  const made = await styles(
    {
      [SHELL]: "x-a", "templates/styles/shell.css": ".own{color:red}",
      "templates/styles/blocks/quote.css": ".any{color:green}", "builder/interactions/kinds/fill_gaps/widget.css": ".else{color:#00f}",
    },
    ".x-a{color:pink}",
  );
  assert.deepEqual(made.map(({ users }) => users), [["shell"], ["block-quote"], ["kind-fill-gaps"]]);
  assert.equal(made[0]?.css, ".x-a{color:pink}.own{color:red}");
});

test("class names in pieces are refused, since their rules cannot be found", async () => {
  assert.deepEqual(findPieces('class="nhsuk-tag--{{ colour }}"'), ["nhsuk-tag--"]);
  assert.deepEqual(findPieces("`nhsuk-tag--${colour}`"), ["nhsuk-tag--"]);
  assert.deepEqual(findPieces('"nhsuk-tag--" + colour'), ["nhsuk-tag--"]);
  assert.deepEqual(findPieces('class="nhsuk-tag--red nhsuk-tag"'), []);
  await assert.rejects(styles({ [SHELL]: '"nhsuk-tag--{{ c }}"' }, ""), /shell: "nhsuk-tag--" is a piece/);
});

test("an own sheet that would ask an outside address is refused", async () => {
  await assert.rejects(styles({ "templates/styles/shell.css": ".a{background:url(/assets/x.svg)}" }, ""), /would be asked for/);
  await assert.rejects(styles({ "builder/interactions/kinds/match/widget.css": '@import "https://example.org/x.css";' }, ""), /kind-match/);
});

test("of nhsuk-frontend nothing is left that reaches outside or that only dead browsers read", async () => {
  // A text that names every class and element, so that every rule is kept.
  const names = [...new Set(nhsuk.match(/\.[\w-]+/g))].map((name) => name.slice(1)).join(" ");
  const elements = "table thead td th caption hr h4 h5 h6 address code kbd samp var dd dt svg".split(" ").map((name) => `<${name}>`).join("");
  const made = await styles({ [SHELL]: `${names} ${elements} type="search" type="number"` }, nhsuk);
  const css = made.map((entry) => entry.css).join("");
  assert.ok(css.length > 150_000, "nearly the whole sheet is here");
  assert.deepEqual(findAddresses(css), []);
  for (const gone of ["Frutiger", "@font-face", "-ms-", "screen\\0", "attr(href)", ":root"]) assert.ok(!css.includes(gone), gone);
  assert.match(css, /\.nhsuk-details__summary\{[^}]*cursor:pointer/, "kept although it stood behind a question to Edge");
});

test("every nhsuk class that the templates name is one that nhsuk-frontend has", () => {
  const known = new Set([...nhsuk.matchAll(/\.(nhsuk-[\w-]+)/g)].map((found) => found[1]));
  // Named in markup by nhsuk-frontend itself, without any rule.
  for (const plain of ["nhsuk-error-summary__list", "nhsuk-table__body", "nhsuk-image__img"]) known.add(plain);
  const users = listUsers(root) as { name: string; text: string }[];
  const unknown = users.flatMap(({ name, text }) => (text.match(/(?<![\w./@-])nhsuk-(?!frontend)[\w-]*\w/g) ?? []).filter((word) => !known.has(word)).map((word) => `${name}: ${word}`));
  assert.deepEqual([...new Set(unknown)], []);
});

test("the shell's rules are light, though first pages get but a choice of them", async () => {
  const made = (await makeStyles(root, nhsuk)) as Entry[];
  const shell = made.filter(({ users }) => users.includes("shell")).map(({ css }) => css).join("");
  const whole = made.map(({ css }) => css).join("");
  assert.ok(shell.length > 5_000);
  assert.ok(shell.length < 43_000, `the shell has ${shell.length} characters of styles`);
  assert.deepEqual(findAddresses(whole), []);
});
