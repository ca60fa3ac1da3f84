/** Judges the style rules that packages choose from, as they are built: node .ci/browsers/sheets.mjs. */

import { readFileSync } from "node:fs";
import { judgeSheet, listUses } from "./css.mjs";
import { BEYOND, ENHANCEMENTS } from "./floors.mjs";

const entries = JSON.parse(readFileSync(new URL("../../builder/_assets/styles.json", import.meta.url), "utf8"));
const sheet = entries.map(({ css }) => css).join("\n");
const used = listUses(sheet).map(({ path }) => path);
const idle = [...ENHANCEMENTS, ...BEYOND].map(({ feature }) => feature)
  .filter((feature) => feature.startsWith("css.") && !used.some((path) => path === feature || path.startsWith(`${feature}.`)));
const faults = [...judgeSheet(sheet), ...idle.map((feature) => `${feature} is listed in .ci/browsers/floors.mjs and no sheet uses it`)];
if (faults.length) {
  console.error(`${faults.join("\n")}\n${faults.length} faults in builder/_assets/styles.json`);
  process.exitCode = 1;
}
