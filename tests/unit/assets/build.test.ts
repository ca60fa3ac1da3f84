import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, test } from "node:test";
import { runInNewContext } from "node:vm";
import { bundle, listScripts, readControlDocuments } from "../../../templates/assets/build.mjs";
import { makeNotice } from "../../../templates/assets/notice.mjs";

interface Script { out: string; code: string; folder: string; room: string[] }

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function plant(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "scripts-"));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const CONTRACT = { "templates/runtime/contract.ts": "export interface Widget { x: number }\nexport const LIMIT = 7;\n" };
const scripts = (root: string): Script[] => listScripts(root);

async function build(files: Record<string, string>, out: string): Promise<string> {
  const root = plant({ ...CONTRACT, ...files });
  const script = scripts(root).find((one) => one.out === out);
  assert.ok(script, `${out} is among ${scripts(root).map((one) => one.out).join(", ")}`);
  return bundle(script, root);
}

test("an empty house has no scripts", () => {
  assert.deepEqual(scripts(plant({})), []);
});

test("each room gives one script under its name", () => {
  const root = plant({
    "templates/runtime/main.ts": "", "templates/runtime/blocks/tabs.ts": "", "templates/runtime/parts/lrs.ts": "", "templates/runtime/parts/scorm/index.ts": "", "templates/runtime/parts/scorm/search.ts": "",
    "builder/interactions/kinds/choose_one/widget.ts": "", "builder/interactions/kinds/match/interaction.py": "", "builder/standards/scorm12/driver.ts": "", "builder/standards/scorm12/results.ts": "",
  });
  assert.deepEqual(scripts(root).map(({ out }) => out), ["runtime.js", "kinds/choose-one.js", "drivers/scorm12.js", "parts/scorm12_results.js", "blocks/tabs.js", "parts/lrs.js", "parts/scorm.js"]);
});

test("a room's script is classic and registers itself under the name that authors use", async () => {
  const code = await build({ "builder/interactions/kinds/choose_one/widget.ts": "export default () => 42;" }, "kinds/choose-one.js");
  const seen: [string, number][] = [];
  const copack = { widget: (kind: string, make: () => number) => seen.push([kind, make()]) };
  runInNewContext(code, { window: { copack } });
  assert.deepEqual(seen, [["choose-one", 42]]);
});

test("drivers, blocks and parts register themselves likewise", async () => {
  const seen: string[] = [];
  const copack = { driver: (name: string) => seen.push(`driver ${name}`), block: (name: string) => seen.push(`block ${name}`), part: (name: string) => seen.push(`part ${name}`) };
  runInNewContext(await build({ "builder/standards/web/driver.ts": "export default () => 1;" }, "drivers/web.js"), { window: { copack } });
  runInNewContext(await build({ "templates/runtime/blocks/short-version.ts": "export default () => 1;" }, "blocks/short-version.js"), { window: { copack } });
  runInNewContext(await build({ "templates/runtime/parts/lrs.ts": "export default {};" }, "parts/lrs.js"), { window: { copack } });
  assert.deepEqual(seen, ["driver web", "block short-version", "part lrs"]);
});

test("types may come from the contract, code may not", async () => {
  const types = 'import type { Widget } from "../../../../templates/runtime/contract";\nconst made: Widget = { x: 1 };\nexport default made;\n';
  assert.ok(await build({ "builder/interactions/kinds/match/widget.ts": types }, "kinds/match.js"));
  const code = 'import { LIMIT } from "../../../../templates/runtime/contract";\nexport default LIMIT;\n';
  await assert.rejects(build({ "builder/interactions/kinds/match/widget.ts": code }, "kinds/match.js"), /outside its room.*contract\.ts/);
});

test("a kind may not take code from another kind, a block from another block, nor the player from a part or a block", async () => {
  const files = { "builder/interactions/kinds/choose_one/widget.ts": "export default 1;", "builder/interactions/kinds/match/widget.ts": 'export { default } from "../choose_one/widget";' };
  await assert.rejects(build(files, "kinds/match.js"), /outside its room.*choose_one/);
  const player = { "templates/runtime/parts/lrs.ts": "export default 1;", "templates/runtime/main.ts": 'import lrs from "./parts/lrs";\nconsole.log(lrs);' };
  await assert.rejects(build(player, "runtime.js"), /outside its room.*parts\/lrs/);
  const blocks = { "templates/runtime/blocks/tabs.ts": "export default 1;", "templates/runtime/blocks/steps.ts": 'export { default } from "./tabs";' };
  await assert.rejects(build(blocks, "blocks/steps.js"), /outside its room.*blocks\/tabs/);
  const taken = { ...blocks, "templates/runtime/main.ts": 'import tabs from "./blocks/tabs";\nconsole.log(tabs);' };
  await assert.rejects(build(taken, "runtime.js"), /outside its room.*blocks\/tabs/);
});

test("the late half of the player takes from the first one what both need, and holds it no second time", async () => {
  const runtime = {
    "templates/runtime/dom.ts": "export let made = 0;\nexport const make = (): number => (made += 1);\nexport const never = (): string => \"only for the late half\";\n",
    "templates/runtime/main.ts": 'import { make } from "./dom";\n(window as { copack: unknown }).copack = { first: make() };\n',
    "templates/runtime/views.ts": 'import { never } from "./dom";\nexport const view = never;\n',
    "templates/runtime/late_half.ts": 'import { make as count } from "./dom";\nimport { view } from "./views";\nObject.assign(window.copack as object, { late: [count(), view()] });\n',
  };
  const first = await build(runtime, "runtime.js"), late = await build(runtime, "runtime-late.js"), window: { copack?: { first: number; late: unknown } } = {};
  assert.doesNotMatch(late, /only for the late half/);
  for (const script of [first, late]) runInNewContext(script, { window });
  assert.equal(window.copack?.first, 1);
  assert.deepEqual(Array.from(window.copack.late as unknown[]), [2, "only for the late half"]);
});

test("the script runs in browsers of 2018: newer words are written in older ones", async () => {
  const code = await build({ "templates/runtime/main.ts": "declare const a: { b?: { c: number } } | null;\n(globalThis as { d?: unknown }).d = a?.b?.c ?? 3;\n" }, "runtime.js");
  assert.doesNotMatch(code, /\?\.|\?\?/);
});

test("a control document with another content than the one cleared is refused", () => {
  const root = plant({ "pack/a.xsd": "<a/>" });
  const digest = createHash("sha256").update("<a/>").digest("hex");
  const table = (value: string): unknown => ({ scorm12: { source: "pack", files: { "a.xsd": value } } });
  const find = (path: string): string => join(root, path);
  const documents = readControlDocuments(table(digest), find) as { out: string; content: Buffer }[];
  assert.deepEqual(documents.map(({ out, content }) => [out, content.toString()]), [["schemas/scorm12/a.xsd", "<a/>"]]);
  assert.throws(() => readControlDocuments(table("0".repeat(64)), find), /a\.xsd of pack has digest/);
});

test("the notice carries both owners and the whole of the licence, as plain text", () => {
  const licence = readFileSync(new URL("../../../LICENSE", import.meta.url), "utf8");
  const notice = makeNotice("10.6.1", licence);
  assert.doesNotMatch(notice, /[*<]/);
  assert.match(notice, /[^\n]\n$/);
  for (const words of ["the Copack contributors", "NHS.UK", "nhsuk-frontend 10.6.1", "Permission is hereby granted", "shall be included in all copies", "WITHOUT WARRANTY"]) {
    assert.ok(notice.includes(words), words);
  }
});
