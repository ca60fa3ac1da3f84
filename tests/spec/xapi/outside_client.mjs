// Talks to an LRS with npm's @xapi/xapi, as somebody else's program would: node outside_client.mjs <package.json> <endpoint> <auth> <version>
import { createRequire } from "node:module";
import { strict as assert } from "node:assert";

const [, , root, endpoint, auth, version] = process.argv;
const loaded = createRequire(root)("@xapi/xapi");
const XAPI = loaded.default ?? loaded;
const lrs = new XAPI({ endpoint, auth, version });
const agent = { objectType: "Agent", account: { homePage: "https://lms.example.org", name: "4711" } };
const activityId = "https://course.example.org/ünd?a=1&b=2+3";
const registration = "6c1f3f0e-2a34-4b8c-9d6f-0a1b2c3d4e5f";
const make = (id, word) => ({
  id,
  actor: agent,
  verb: { id: `https://a.example/${word}`, display: { en: word } },
  object: { objectType: "Activity", id: activityId, definition: { name: { en: "Ŵelsh" } } },
  context: { registration },
});
const ids = ["0f4e6a5e-7c1d-4e6f-8a9b-1c2d3e4f5a6b", "1f4e6a5e-7c1d-4e6f-8a9b-1c2d3e4f5a6b", "2f4e6a5e-7c1d-4e6f-8a9b-1c2d3e4f5a6b"];

assert.ok((await lrs.getAbout()).data.version.includes("1.0.3"));
assert.deepEqual((await lrs.sendStatement({ statement: make(ids[0], "began") })).data, [ids[0]]);
assert.deepEqual((await lrs.sendStatements({ statements: [make(ids[1], "went"), make(ids[2], "ended")] })).data, ids.slice(1));
assert.equal((await lrs.getStatement({ statementId: ids[1] })).data.verb.display.en, "went");
const first = await lrs.getStatements({ agent, activity: activityId, registration, limit: 2, ascending: true });
assert.deepEqual(first.data.statements.map((one) => one.id), ids.slice(0, 2));
const rest = await lrs.getMoreStatements({ more: first.data.more });
assert.deepEqual(rest.data.statements.map((one) => one.id), ids.slice(2));
await lrs.voidStatement({ actor: agent, statementId: ids[0] });
assert.equal((await lrs.getVoidedStatement({ voidedStatementId: ids[0] })).data.id, ids[0]);

const state = { agent, activityId, stateId: "resume", registration };
await lrs.createState({ ...state, state: { page: "ŵ" } });
const read = await lrs.getState(state);
assert.deepEqual(read.data, { page: "ŵ" });
assert.match(read.headers.etag, /^"[0-9a-f]{40}"$/);
await lrs.createState({ ...state, state: { mark: 1 } });
assert.deepEqual((await lrs.getState(state)).data, { page: "ŵ", mark: 1 });
await lrs.setState({ ...state, state: { only: true }, etag: (await lrs.getState(state)).headers.etag, matchHeader: "If-Match" });
assert.deepEqual((await lrs.getStates({ agent, activityId, registration })).data, ["resume"]);
assert.deepEqual((await lrs.getState(state)).data, { only: true });
await lrs.deleteState(state);
await assert.rejects(lrs.getState(state));

const profile = { agent, profileId: "likes" };
await lrs.setAgentProfile({ ...profile, profile: { a: 1 }, etag: "*", matchHeader: "If-None-Match" });
assert.deepEqual((await lrs.getAgentProfile(profile)).data, { a: 1 });
await assert.rejects(lrs.setAgentProfile({ ...profile, profile: { a: 2 }, etag: "*", matchHeader: "If-None-Match" }));
assert.equal((await lrs.getActivity({ activityId })).data.definition.name.en, "Ŵelsh");
await assert.rejects(lrs.sendStatement({ statement: { ...make(ids[0], "x"), result: { score: { scaled: 2 } } } }));
process.stdout.write("done");
