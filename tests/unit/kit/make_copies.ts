/** Works the script of `make-it-yours.html` without a page, for a test in Python: node --import tsx make_copies.ts WORDS.json FOLDER FILE... */

import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { KitTable, LocalWords } from "../../../templates/runtime/make_it_yours/contract";
import "./file_reader";
import { makeCopies } from "../../../templates/runtime/make_it_yours/copies";

const [words = "", folder = "", ...files] = process.argv.slice(2);
const asked = JSON.parse(readFileSync(words, "utf8")) as { local: LocalWords, table: KitTable };
const { copies, refusals } = await makeCopies(files.map((path) => ({ name: basename(path), file: new Blob([readFileSync(path)]) })), asked.local, asked.table);
for (const { name, file } of copies) writeFileSync(join(folder, name), Buffer.from(await file.arrayBuffer()));
console.log(JSON.stringify({ refusals, copies: copies.map(({ name, changed, same }) => ({ name, changed, same })) }));
