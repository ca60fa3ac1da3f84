"use strict";
/*
 * scorm-again's SCORM 2004 player with its sequencer, behind a wrapper that refuses what it lets through although SCORM 2004, or the
 * narrowest platform that we know, forbids it. Written without the strict double's table, so that the two may disagree.
 *
 * WrappedScormAgain2004({initial, store, objectives}) -> object with the eight functions of API_1484_11.
 *   objectives: ids that the manifest gives the one activity of the tree; the sequencer hands them over at Initialize
 */
(function (root) {
  const TEXT = { "cmi.location": 1000, "cmi.suspend_data": 64000 };
  const CODE = /^[\w.]{1,250}$/;
  const codes = (text) => text === "" || text.split("[,]").every((part) => CODE.test(part));
  const pairs = (text) => text.split("[,]").every((part) => part.split("[.]").length === 2 && part.split("[.]").every((side) => CODE.test(side)));
  const bare = (text) => text.replace(/^(\{(case|order)_matters=(true|false)\})*/, "");
  const RESPONSES = {
    "true-false": (text) => text === "true" || text === "false",
    choice: (text) => codes(text) && new Set(text.split("[,]")).size === text.split("[,]").length,
    "fill-in": (text) => bare(text).split("[,]").length <= 10 && bare(text).split("[,]").every((part) => part.length <= 250),
    "long-fill-in": (text) => bare(text).length <= 4000,
    matching: pairs,
    performance: (text) => bare(text).split("[,]").every((step) => step.split("[.]").length === 2),
    sequencing: codes,
    likert: (text) => CODE.test(text),
    numeric: (text) => text.split("[:]").every((end) => end === "" || /^-?\d{1,5}(\.\d+)?$/.test(end)),
    other: (text) => text.length <= 4000,
  };
  const FORMS = [
    [/timestamp$/, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d\d?(Z|[+-]\d\d(:\d\d)?)?)?$/],
    [/(session_time|latency)$/, /^PT(\d+H)?(\d+M)?(\d+(\.\d\d?)?S)?(?<!T)$/],
    [/\.id$/, /^\S{1,4000}$/],
    [/(^|\.)score\.(raw|min|max)$|weighting$/, /^-?\d{1,5}(\.\d{1,7})?$/],
    [/score\.scaled$|progress_measure$/, /^-?\d{1,5}(\.\d{1,7})?$/],
    [/completion_status$/, /^(completed|incomplete|not attempted|unknown)$/],
    [/success_status$/, /^(passed|failed|unknown)$/],
    [/^cmi\.exit$/, /^(time-out|suspend|logout|normal)?$/],
    [/description$/, /^(\{lang=[A-Za-z]{2,3}(-[A-Za-z0-9-]{2,8})?\})?([^{\n].{0,249})?$/],
    [/\.comment$/, /^[\s\S]{0,4000}$/],
    [/\.n\.location$/, /^.{0,250}$/],
  ];

  /* What SCORM 2004 forbids and scorm-again accepts: error code, or 0. */
  function findFault(name, value, accepted) {
    if (typeof value !== "string") return 406;
    const plain = name.replace(/\.\d+(?=\.)/g, ".n");
    if (value.length > (TEXT[name] ?? 64000)) return 406;
    const response = /^(cmi\.interactions\.\d+)\.(learner_response|correct_responses\.\d+\.pattern)$/.exec(name);
    if (response && accepted.has(response[1] + ".id")) {
      const type = accepted.get(response[1] + ".type");
      if (!type) return 408;
      if (type === "numeric" && response[2].startsWith("correct") !== value.includes("[:]")) return 406;
      return RESPONSES[type](value) ? 0 : 406;
    }
    const form = FORMS.find(([names]) => names.test(plain));
    return !form || form[1].test(value) ? 0 : 406;
  }

  function WrappedScormAgain2004({ initial, store, objectives }) {
    const settings = { autocommit: false, logLevel: 5 };
    const child = {
      id: "item", title: "Course", objectives: (objectives ?? []).map((id) => ({ objectiveID: id })),
      sequencingControls: { completionSetByContent: true, objectiveSetByContent: true },
    };
    const tree = { id: "organization", title: "Course", sequencingControls: { choice: true, flow: true }, children: [child] };
    const inner = new root.Scorm2004API({ ...settings, sequencing: { activityTree: tree } });
    inner.loadFromFlattenedJSON({ ...initial }, "");
    const accepted = new Map(Object.entries(initial));
    let ownError = 0;

    const refuse = (code, answer) => {
      ownError = code;
      return answer;
    };
    const pass = (answer) => {
      ownError = 0;
      return answer;
    };

    function save(kind, argument, call) {
      if (argument !== "") return refuse(201, "false");
      const answer = pass(call());
      if (String(answer) !== "true") return answer;
      return store(kind, Object.fromEntries(accepted)) ? answer : refuse(kind === "commit" ? 391 : 111, "false");
    }

    function setValue(name, value) {
      const known = typeof name === "string" && name !== "" && inner.isInitialized();
      const fault = known ? findFault(name, value, accepted) : 0;
      if (fault !== 0) return refuse(fault, "false");
      const answer = pass(inner.SetValue(name, value));
      if (String(answer) !== "true") return answer;
      accepted.set(name, value);
      return answer;
    }

    function getValue(name) {
      const answer = pass(inner.GetValue(name));
      const row = /^(cmi\.(?:interactions|objectives))\.(\d+)\./.exec(name);
      if (!row || Number(inner.GetLastError()) !== 403) return answer;
      const beyond = Number(row[2]) >= Number(inner.GetValue(row[1] + "._count"));
      return beyond ? refuse(301, "") : refuse(403, "");
    }

    return {
      Initialize: (argument) => (argument === "" ? pass(inner.Initialize(argument)) : refuse(201, "false")),
      Terminate: (argument) => save("finish", argument, () => inner.Terminate(argument)),
      Commit: (argument) => save("commit", argument, () => inner.Commit(argument)),
      GetValue: getValue,
      SetValue: setValue,
      GetLastError: () => String(ownError || inner.GetLastError()),
      GetErrorString: (code) => inner.GetErrorString(code),
      GetDiagnostic: (code) => inner.GetDiagnostic(code),
      /* Not of the API: what the sequencer's roll-up says of the whole course. */
      sequencing: () => {
        const { completionStatus, successStatus, objectiveNormalizedMeasure } = inner.getSequencingState().rootActivity;
        return { completionStatus, successStatus, objectiveNormalizedMeasure };
      },
    };
  }

  root.WrappedScormAgain2004 = WrappedScormAgain2004;
})(globalThis);
