/* A unit of cmi5 that somebody else wrote, with npm's @xapi/cmi5, which needs a browser. Leaves what it read and told in window.seen. */
"use strict";

async function play(unit) {
  const told = [];
  const tell = async (sending) => told.push(...(await sending).data);
  await tell(unit.initialize());
  await tell(unit.interactionChoice("check", "q1", ["b"], ["b"], [{ id: "a" }, { id: "b" }], { en: "Which?" }, undefined, true));
  await tell(unit.interactionMatching("check", "q2", { 1: "a" }, { 1: "a" }, [{ id: "1" }], [{ id: "a" }], { en: "Pair up" }, undefined, true));
  await tell(unit.interactionFillIn("check", "q3", ["ŵyth"], ["ŵyth"], { cy: "Faint?" }, undefined, true));
  await tell(unit.progress(50));

  const { actor: agent, activityId, registration } = unit.launchParameters;
  const state = { agent, activityId, registration };
  await unit.xapi.createState({ ...state, stateId: "own", state: { page: 3 } });
  const own = await unit.xapi.getState({ ...state, stateId: "own" });
  const names = (await unit.xapi.getStates(state)).data;

  await tell(unit.pass(0.9));
  await tell(unit.complete());
  await tell(unit.terminate());
  return { told, own: own.data, tag: own.headers.etag, names, data: unit.launchData, preferences: unit.getLearnerPreferences() };
}

play(Cmi5.instance).then(
  (seen) => (window.seen = seen),
  (fault) => (window.seen = { fault: `${fault.message} ${JSON.stringify(fault.response?.data)}` }),
);
