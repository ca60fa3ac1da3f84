// Reads a JSON array of statements on stdin; writes, for each, the warnings of @learninglocker/xapi-validation.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { statement } = createRequire(process.argv[2])("@learninglocker/xapi-validation/dist/factory.js");
const judged = JSON.parse(readFileSync(0, "utf8")).map((one) => statement(one, ["statement"]).map((warning) => JSON.stringify(warning)));
process.stdout.write(JSON.stringify(judged));
