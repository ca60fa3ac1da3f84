import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { counted, makeWords } from "../../templates/runtime/words";

const root = new URL("../../", import.meta.url);
const written = readFileSync(new URL("templates/pages/words.en-GB.json", root), "utf8");
const sentences = JSON.parse(written) as Record<string, string>;
const shell = (name: string): boolean => name.startsWith("shell-");

/** All files below a folder with one of these endings. */
function filesBelow(folder: string, ends: string[]): string[] {
  return readdirSync(new URL(folder, root), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}${entry.name}`;
    if (entry.isDirectory()) return filesBelow(`${path}/`, ends);
    return ends.some((end) => entry.name.endsWith(end)) ? [path] : [];
  });
}

const text = (paths: string[]): string => paths.map((path) => readFileSync(new URL(path, root), "utf8")).join("\n");
const scripts = text([...filesBelow("templates/runtime/", [".ts"]), ...filesBelow("builder/interactions/", [".ts"]), ...filesBelow("builder/standards/", [".ts"])]);
const templates = text([
  ...["templates/pages/", "templates/print/", "templates/file/", "builder/interactions/"].flatMap((folder) => filesBelow(folder, [".jinja"])),
  ...["builder/pages/", "builder/printing/"].flatMap((folder) => filesBelow(folder, [".py"])),
]);

/** Facts about what is kept and sent: each has a sentence for every reader (`builder/pages/recorded.py`). */
const facts = names(text(["builder/tracking/disclosures.py"])).whole;

/** Whole names in quotes; a name made with `${...}` counts for all that begin or end like it. */
function names(source: string): { whole: Set<string>; beginnings: string[]; endings: string[] } {
  return {
    whole: new Set(Array.from(source.matchAll(/["'`]([a-z]+(?:-[a-z]+)*)["'`]/g), (found) => found[1] as string)),
    beginnings: Array.from(source.matchAll(/["'`]([a-z]+(?:-[a-z]+)*-)\$\{/g), (found) => found[1] as string),
    endings: Array.from(source.matchAll(/`\$\{\w+\}(-[a-z]+)`/g), (found) => found[1] as string),
  };
}

/** Forms of a sentence for numbers are asked for by its name. */
function withoutForm(name: string): string {
  const plain = name.replace(/-(?:zero|one|two|few|many)$/, "");
  return plain in sentences ? plain : name;
}

test("values go into sentences as they are, and a missing sentence stops nobody", () => {
  const words = makeWords({ a: "{x} of {y}", n: "{n} things", "n-one": "1 thing" }, "en-GB");
  assert.equal(words("a", { x: "<b>{y}", y: 2 }), "<b>{y} of 2");
  assert.equal(words("none"), "");
  assert.deepEqual([counted(words, "n", "n", 1), counted(words, "n", "n", 2), counted(words, "n", "n", 0)], ["1 thing", "2 things", "0 things"]);
});

test("every sentence that a script asks for is there, and does not stay behind with the shell", () => {
  const asked = Array.from(scripts.matchAll(/\b(?:words|notify)\(\s*"([a-z-]+)"/g), (found) => found[1] as string);
  assert.ok(asked.length > 20);
  for (const name of asked) {
    assert.ok(name in sentences, name);
    assert.ok(!shell(name), name);
  }
});

test("every sentence that a template asks for is there", () => {
  const asked = Array.from(templates.matchAll(/\b(?:words\(|say\(language, )"([a-z-]+)"/g), (found) => found[1] as string);
  assert.ok(asked.length > 20);
  for (const name of asked) assert.ok(name in sentences, name);
});

test("no sentence is left that nobody says", () => {
  const inScripts = names(scripts), inTemplates = names(templates);
  for (const own of Object.keys(sentences)) {
    // What is said of a part of a course, or of answers that nothing keeps, is said where the other would be.
    const name = withoutForm(own.replace(/^(?:unit|unkept)-/, "")), [, fact = ""] = /^shell-(?:recorded|report)-(.+)$/.exec(name) ?? [];
    assert.ok(name in sentences, own);
    const plain = inScripts.endings.reduce((rest, end) => (rest.endsWith(end) ? rest.slice(0, -end.length) : rest), name);
    const used = shell(name) ? inTemplates.whole.has(name) || facts.has(fact)
      : [name, plain].some((one) => inScripts.whole.has(one) || inScripts.beginnings.some((start) => one.startsWith(start)) || inTemplates.whole.has(one));
    assert.ok(used, name);
  }
});

test("no sentence is written twice", () => {
  assert.equal(Array.from(written.matchAll(/^\s*"[a-z-]+":/gm)).length, Object.keys(sentences).length);
});

test("the values of a sentence are the same for one and for several", () => {
  for (const name of Object.keys(sentences).filter((one) => one.endsWith("-one"))) assert.ok(name.slice(0, -4) in sentences, name);
});

test("sentences are short and plain: at most 20 words each", () => {
  for (const [name, sentence] of Object.entries(sentences)) {
    for (const part of sentence.split(/(?<=[.?!])\s/)) assert.ok(part.split(/\s+/).length <= 20, `${name}: ${part}`);
  }
});

test("a language with more forms than two has them all", () => {
  const forms = { n: "{n} other", "n-zero": "{n} zero", "n-one": "{n} one", "n-two": "{n} two", "n-few": "{n} few", "n-many": "{n} many" };
  const say = (number: number): string => counted(makeWords(forms, "cy"), "n", "n", number);
  assert.deepEqual([0, 1, 2, 3, 6, 7].map(say), ["0 zero", "1 one", "2 two", "3 few", "6 many", "7 other"]);
});
