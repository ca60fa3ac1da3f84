import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { judgeWords, listPluralForms } from "../../../templates/assets/words.mjs";

const ENGLISH = { next: "Next", left: "{n} tries left", "left-one": "1 try left" };
const WELSH = { next: "Nesaf", left: "{n} ar ôl", "left-zero": "{n} ar ôl", "left-one": "{n} ar ôl", "left-two": "{n} ar ôl", "left-few": "{n} ar ôl", "left-many": "{n} ar ôl" };

type Tables = Record<string, Record<string, string | { draft: string } | null>>;

const judge = (tables: Tables): string[] => withTables(tables, judgeWords);

function withTables<Result>(tables: Tables, ask: (root: string) => Result): Result {
  const root = mkdtempSync(join(tmpdir(), "words-"));
  try {
    mkdirSync(join(root, "templates", "pages"), { recursive: true });
    for (const [language, table] of Object.entries(tables)) writeFileSync(join(root, "templates", "pages", `words.${language}.json`), JSON.stringify(table));
    return ask(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

test("a whole table in each language is fine, and so is a house without one", () => {
  assert.deepEqual(judge({ "en-GB": ENGLISH, cy: WELSH }), []);
  assert.deepEqual(judge({}), []);
});

test("a sentence that is missing, empty, without a form, with a strange value or asked for by nobody is told", () => {
  const { "left-few": _, ...without } = WELSH;
  const told = judge({ "en-GB": ENGLISH, cy: { ...without, next: " ", left: "{m} ar ôl", other: "Arall" } });
  const how = '. Type { "draft": "..." } with a translation that somebody has yet to review, or { "draft": "" }: then the preview says it in English';
  assert.deepEqual(told, [
    `words.cy.json: “next” is missing${how}`, `words.cy.json: “left-few” is missing${how}`, "words.cy.json: “other” is asked for by nobody", "words.cy.json: “left” has no value {m}",
  ]);
});

test("a sentence that nobody has reviewed is judged like the others", () => {
  assert.deepEqual(judge({ "en-GB": ENGLISH, cy: { ...WELSH, next: { draft: "Nesaf" } } }), []);
  assert.deepEqual(judge({ "en-GB": ENGLISH, cy: { ...WELSH, next: { draft: "" } } }), [], "nobody has translated it yet");
  assert.deepEqual(judge({ "en-GB": ENGLISH, cy: { ...WELSH, soon: { draft: "Cyn hir" } } }), [], "it is translated before anything asks for it");
  assert.deepEqual(judge({ "en-GB": ENGLISH, cy: { ...WELSH, left: { draft: "{m} ar ôl" } } }), ["words.cy.json: “left” has no value {m}"]);
  assert.equal(judge({ "en-GB": ENGLISH, cy: { ...WELSH, next: null } }).length, 1);
});

test("for each language of a table it is listed which number takes which form", () => {
  const { "en-GB": english, cy, pl } = withTables({ "en-GB": ENGLISH, cy: WELSH, pl: ENGLISH }, listPluralForms);
  assert.deepEqual(english, { one: [1] });
  assert.deepEqual(cy, { few: [3], many: [6], one: [1], two: [2], zero: [0] });
  assert.deepEqual(["few", "many", "one"].map((form) => pl?.[form]?.slice(0, 4)), [[2, 3, 4, 22], [0, 5, 6, 7], [1]]);
});
