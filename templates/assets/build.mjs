/**
 * Makes what packages carry into the browser: node build.mjs ROOT OUT.
 *
 *   start.js              asks for the player
 *   runtime.js            the player, one classic script: what the first page needs
 *   runtime-late.js       the rest of the player, which takes what it shares with the first half from there
 *   slides.js             what slides for a room do in a browser; no package carries it
 *   one-file.js           puts the player in place of the text, in a session that is one file
 *   kinds/<kind>.js       browser half of a kind: registers itself with window.copack
 *   drivers/<standard>.js browser half of a standard, likewise
 *   blocks/<name>.js      browser half of a block that has one, likewise
 *   parts/<name>.js       what several drivers share, likewise; <standard>_results: what a driver needs after the first page
 *   review.js             what the review file does in a browser; no package carries it
 *   make-it-yours.js      what the page of a kit does that puts in the words of an organisation; no package carries it
 *   styles.json           see styles.mjs
 *   licences.txt          the notice that each package carries
 *   schemas/<standard>/   control documents, digest-checked
 *
 * OUT already holds layout.ts and tables.d.ts (browser_types.py): the player's constants come from there.
 */

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { readNotice } from "./notice.mjs";
import { listKinds, makeStyles } from "./styles.mjs";
import { judgeWords, listPluralForms } from "./words.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);

/** Name of the few words that make a room's script register itself; esbuild puts it in the room's folder. */
const ENTRY = "copack-entry.ts";

/** @typedef {{ out: string, code: string, folder: string, room: string[] }} Script  `room`: the only places its code may come from */

/** Each room's scripts. Rooms that do not exist are simply not there. @returns {Script[]} */
export function listScripts(root) {
  const runtime = join(root, "templates", "runtime");
  const parts = join(runtime, "parts");
  const blocks = join(runtime, "blocks");
  const standards = join(root, "builder", "standards");
  const register = (what, name) => `import made from "./${name}";`.concat(what, "\n");
  return [
    ...(existsSync(join(runtime, "start")) ? [{ out: "start.js", code: `import "./start";`, folder: join(runtime, "start"), room: [join(runtime, "start")] }] : []),
    ...(existsSync(join(runtime, "main.ts")) ? [{ out: "runtime.js", code: `import "./main";`, folder: runtime, room: [runtime] }] : []),
    ...(existsSync(join(runtime, "late_half.ts")) ? [{ out: "runtime-late.js", code: `import "./late_half";`, folder: runtime, room: [runtime] }] : []),
    ...(existsSync(join(runtime, "review")) ? [{ out: "review.js", code: `import "./review";`, folder: join(runtime, "review"), room: [join(runtime, "review")] }] : []),
    ...(existsSync(join(runtime, "slides")) ? [{ out: "slides.js", code: `import "./slides";`, folder: join(runtime, "slides"), room: [join(runtime, "slides")] }] : []),
    ...(existsSync(join(runtime, "one_file")) ? [{ out: "one-file.js", code: `import "./one_file";`, folder: join(runtime, "one_file"), room: [join(runtime, "one_file")] }] : []),
    ...(existsSync(join(runtime, "make_it_yours")) ? [{ out: "make-it-yours.js", code: `import "./main";`, folder: join(runtime, "make_it_yours"), room: [join(runtime, "make_it_yours")] }] : []),
    ...listKinds(root).filter(({ folder }) => existsSync(join(folder, "widget.ts"))).map(({ name, folder }) => ({
      out: `kinds/${name}.js`, code: register(`window.copack.widget(${JSON.stringify(name)}, made);`, "widget"), folder, room: [folder],
    })),
    ...listFolders(standards).filter((folder) => existsSync(join(folder, "driver.ts"))).map((folder) => ({
      out: `drivers/${basename(folder)}.js`, code: register(`window.copack.driver(${JSON.stringify(basename(folder))}, made);`, "driver"), folder, room: [folder],
    })),
    ...listFolders(standards).filter((folder) => existsSync(join(folder, "results.ts"))).map((folder) => ({
      out: `parts/${basename(folder)}_results.js`, code: register(`window.copack.part("${basename(folder)}_results", made);`, "results"), folder, room: [folder],
    })),
    ...listEntries(blocks).map((name) => ({
      out: `blocks/${name}.js`, code: register(`window.copack.block(${JSON.stringify(name)}, made);`, name), folder: blocks, room: [join(blocks, name), join(blocks, `${name}.ts`)],
    })),
    ...listEntries(parts).map((name) => ({
      out: `parts/${name}.js`, code: register(`window.copack.part(${JSON.stringify(name)}, made);`, name), folder: parts, room: [join(parts, name), join(parts, `${name}.ts`)],
    })),
  ];
}

const listFolders = (folder) => (existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name)).sort() : []);

/** Names of parts or blocks: `parts/notation.ts`, or a folder `parts/lrs/index.ts`. */
function listEntries(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => (entry.isDirectory() ? existsSync(join(folder, entry.name, "index.ts")) : entry.name.endsWith(".ts") && !existsSync(join(folder, basename(entry.name, ".ts"), "index.ts"))))
    .map((entry) => basename(entry.name, ".ts"))
    .sort();
}

/** The constants that Python decides, newly made, wherever a script asks for those of the assets that stand. */
const layoutOf = (made) => ({
  name: "layout",
  setup: (build) => build.onResolve({ filter: /\/builder\/_assets\/layout$/ }, () => ({ path: join(made, "layout.ts") })),
});

const OPTIONS = { logLevel: "silent", tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: false, useDefineForClassFields: false } } };

function bundleEntry(script, root, code, plugins) {
  return build({
    ...OPTIONS, stdin: { contents: code, resolveDir: script.folder, sourcefile: ENTRY, loader: "ts" },
    bundle: true, write: false, metafile: true, minify: true, format: "iife", target: "es2018", charset: "utf8", legalComments: "none", absWorkingDir: root, plugins,
  });
}

/**
 * Bundles one script. Throws when its code comes from outside its room: rooms share types, never code. Only the player takes the constants.
 * `made` is the folder of layout.ts.
 */
export async function bundle(script, root, made = join(root, "builder", "_assets")) {
  const isPlayer = script.folder === join(root, "templates", "runtime"), layout = layoutOf(made);
  const result = isPlayer ? await bundlePlayer(script, root, layout) : await bundleEntry(script, root, script.code, [layout]);
  const inputs = Object.keys(result.metafile.inputs).filter((path) => basename(path) !== ENTRY && !path.startsWith(SHARED));
  const room = isPlayer ? [...script.room, join(made, "layout.ts")] : script.room;
  const strangers = inputs.map((path) => resolve(root, path))
    .filter((path) => !room.some((place) => path === place || path.startsWith(place + sep)))
    .concat(isPlayer ? inputs.filter((path) => /runtime\/(?:parts|blocks)\//.test(path)) : []);
  if (strangers.length > 0) {
    throw new Error(`${script.out} takes code from outside its room (only types may be imported): ${strangers.map((path) => relative(root, resolve(root, path))).join(", ")}`);
  }
  return result.outputFiles[0].text;
}

// ---------------------------------------------------------------- the two halves of the player

/** The namespace of what the late half takes from the first one, in place of its modules. */
const SHARED = "shared:";

/** The first half hands out, in the list `copack.shared`, what modules of the late half import from modules that it holds; the late half takes it from there. */
async function bundlePlayer(script, root, layout) {
  const scripts = listScripts(root), first = scripts.find(({ out }) => out === "runtime.js"), late = scripts.find(({ out }) => out === "runtime-late.js");
  if (!first || !late) return bundleEntry(script, root, script.code, [layout]);
  const held = new Set(playerModules(root, await bundleEntry(first, root, first.code, [layout])));
  const alone = playerModules(root, await bundleEntry(late, root, late.code, [layout])).filter((path) => !held.has(path));
  const shared = await listShared(alone, held);
  if (script.out === "runtime-late.js") return bundleEntry(late, root, late.code, [takeShared(shared), layout]);
  const imports = Array.from(shared, ([path, names]) => `import { ${names.join(", ")} } from ${JSON.stringify(`./${basename(path, ".ts")}`)};`);
  const names = Array.from(shared.values()).flat();
  if (new Set(names).size < names.length) throw new Error(`two modules share the same name with runtime-late.js: ${names.join(", ")}`);
  return bundleEntry(first, root, `${first.code}${imports.join("")}window.copack.shared=[${names.join(",")}];`, [layout]);
}

const playerModules = (root, { metafile }) => Object.keys(metafile.inputs).filter((path) => basename(path) !== ENTRY).map((path) => resolve(root, path));

/** By path of a module of the first half: the names that modules of the late half import from it. Types are gone once a module is transformed. */
async function listShared(late, held) {
  const names = new Map();
  for (const path of late) {
    const { code } = await transform(readFileSync(path, "utf8"), { ...OPTIONS, loader: "ts" });
    for (const [, list, from] of code.matchAll(/^import \{([^}]*)\} from "(\.\/[^"]*)";$/gm)) {
      const module = resolve(dirname(path), `${from}.ts`);
      if (held.has(module)) names.set(module, [...(names.get(module) || []), ...list.split(",").map((name) => name.trim().split(" as ")[0])]);
    }
  }
  return new Map(Array.from(names, ([path, list]) => [path, Array.from(new Set(list)).sort()]).sort());
}

/** In place of a module of the first half stands what that hands out, by its place in the list. */
const takeShared = (shared) => ({
  name: "shared",
  setup: (build) => {
    const places = Array.from(shared.values()).flat();
    build.onResolve({ filter: /^\.\// }, ({ path, resolveDir }) => {
      const module = resolve(resolveDir, `${path}.ts`);
      return shared.has(module) ? { path: module, namespace: "shared" } : undefined;
    });
    build.onLoad({ filter: /.*/, namespace: "shared" }, ({ path }) => ({
      contents: shared.get(path).map((name) => `export const ${name} = /* @__PURE__ */ window.copack.shared[${places.indexOf(name)}];`).join("\n"), loader: "js",
    }));
  },
});

/** Control documents by the table; throws when one is not the very file that was read and cleared for shipping. */
export function readControlDocuments(table, find) {
  return Object.entries(table).flatMap(([standard, { source, files }]) => Object.entries(files).map(([name, digest]) => {
    const content = readFileSync(find(`${source}/${name}`));
    const found = createHash("sha256").update(content).digest("hex");
    if (found !== digest) throw new Error(`${name} of ${source} has digest ${found}, not ${digest}`);
    return { out: `schemas/${standard}/${basename(name)}`, content };
  }));
}

async function main(root, out) {
  const put = (path, content) => {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), content);
  };
  const scripts = listScripts(root);
  const faults = [];
  for (const script of scripts) {
    try {
      put(script.out, await bundle(script, root, out));
    } catch (error) {
      faults.push(error.message);
    }
  }
  const sheet = readFileSync(require.resolve("nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css"), "utf8");
  try {
    put("licences.txt", readNotice(join(root, "LICENSE"), join(here, "../../node_modules/nhsuk-frontend/package.json")));
    put("styles.json", `${JSON.stringify(await makeStyles(root, sheet), null, 1)}\n`);
  } catch (error) {
    faults.push(error.message);
  }
  faults.push(...judgeWords(root));
  put("plural_forms.json", JSON.stringify(listPluralForms(root)));
  if (faults.length > 0) throw new Error(faults.join("\n"));
  const table = JSON.parse(readFileSync(join(here, "control_documents.json"), "utf8"));
  for (const { out: path, content } of readControlDocuments(table.standards, (path) => findInstalled(path))) put(path, content);
}

/** A file of an installed package by its path, whatever the package's `exports` say. */
function findInstalled(path) {
  const found = join(here, "..", "..", "node_modules", path);
  if (!existsSync(found)) throw new Error(`${path} is not installed; run npm ci`);
  return found;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await main(resolve(process.argv[2]), resolve(process.argv[3]));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
