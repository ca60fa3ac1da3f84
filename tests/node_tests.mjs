/**
 * Runs tests of Node in one process: node --import tsx tests/node_tests.mjs FILE...
 *
 * `node --test` starts a process for each file, and each reads and compiles the player anew: three times the work. Test files share nothing but
 * modules, and no module of the player keeps anything between two calls. Exits with 1 when a test fails or a file cannot be read.
 */

import { pathToFileURL } from "node:url";

for (const file of process.argv.slice(2)) await import(pathToFileURL(file).href);
