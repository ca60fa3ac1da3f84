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

const refused = async (status, sending) => {
  const fault = await sending.then(() => assert.fail(`taken, not ${status}`), (error) => error);
  assert.equal(fault.response?.status ?? fault.status, status, fault.message);
};

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
await refused(412, lrs.setState({ ...state, state: { only: false }, etag: '"old"', matchHeader: "If-Match" }));
await refused(400, lrs.createState({ ...state, stateId: "notes", state: [1] }));
await lrs.setState({ ...state, stateId: "notes", state: [1], etag: "*", matchHeader: "If-None-Match" });
await refused(400, lrs.createState({ ...state, stateId: "notes", state: { a: 1 } }));
await refused(412, lrs.deleteState({ ...state, etag: '"old"' }));
await lrs.deleteState(state);
await refused(404, lrs.getState(state));
await lrs.deleteStates({ agent, activityId, registration });
assert.deepEqual((await lrs.getStates({ agent, activityId, registration })).data, []);

// One kind of profile after the other: the same calls under two names
for (const [kind, owner] of [["Agent", { agent }], ["Activity", { activityId }]]) {
  const call = (verb, more, plural = "") => lrs[`${verb}${kind}Profile${plural}`]({ ...owner, ...more });
  const likes = { profileId: "likes" };
  await call("set", { ...likes, profile: { a: 1 }, etag: "*", matchHeader: "If-None-Match" });
  const found = await call("get", likes);
  assert.deepEqual(found.data, { a: 1 });
  await refused(412, call("set", { ...likes, profile: { a: 2 }, etag: "*", matchHeader: "If-None-Match" }));
  await refused(412, call("set", { ...likes, profile: { a: 2 }, etag: '"old"', matchHeader: "If-Match" }));
  await call("set", { ...likes, profile: { a: 2 }, etag: found.headers.etag, matchHeader: "If-Match" });
  await refused(412, call("set", { ...likes, profile: { a: 3 }, etag: found.headers.etag, matchHeader: "If-Match" }));
  await call("create", { ...likes, profile: { b: 3 } });
  assert.deepEqual((await call("get", likes)).data, { a: 2, b: 3 });
  await call("create", { profileId: "more", profile: {} });
  assert.deepEqual((await call("get", {}, "s")).data.sort(), ["likes", "more"]);
  assert.deepEqual((await call("get", { since: "2999-01-01T00:00:00Z" }, "s")).data, []);
  await refused(412, call("delete", { ...likes, etag: '"old"' }));
  await call("delete", { ...likes, etag: (await call("get", likes)).headers.etag });
  await refused(404, call("get", likes));
}
assert.equal((await lrs.getActivity({ activityId })).data.definition.name.en, "Ŵelsh");
assert.deepEqual((await lrs.getAgent({ agent })).data.account, [agent.account]);
const again = make(ids[1], "went");
assert.deepEqual((await lrs.sendStatement({ statement: again })).data, [ids[1]]);
await refused(409, lrs.sendStatement({ statement: make(ids[1], "elsewhere") }));
await refused(400, lrs.sendStatement({ statement: { ...make(ids[0], "x"), result: { score: { scaled: 2 } } } }));
await refused(404, lrs.getStatement({ statementId: ids[0] }));
await refused(404, lrs.getVoidedStatement({ voidedStatementId: ids[1] }));
await lrs.voidStatements({ actor: agent, statementIds: [ids[1], ids[2]] });
const left = await lrs.getStatements({ activity: activityId, registration, format: "ids" });
// Only what voids is left: it is found by what it points at (2.1.3), and by "ids" it comes bare
assert.equal(left.data.statements.length, 2);
for (const one of left.data.statements) assert.deepEqual(one.verb, { id: "http://adlnet.gov/expapi/verbs/voided" });
const voided = await lrs.getStatements({ verb: "http://adlnet.gov/expapi/verbs/voided", limit: 2 });
assert.equal(voided.data.statements.length, 2);
assert.ok(voided.data.more);
await refused(401, new XAPI({ endpoint, auth: XAPI.toBasicAuth("course", "wrong"), version }).getStatements());
await refused(400, new XAPI({ endpoint, auth, version: "0.95" }).getStatements());
process.stdout.write("done");
