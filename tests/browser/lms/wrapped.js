"use strict";
/*
 * scorm-again (npm, an independent player used by real platforms) behind a wrapper that refuses what it lets
 * through although SCORM 1.2 forbids it. Written without the strict double's table, so that the two may disagree.
 *
 * WrappedScormAgain({initial, store}) -> object with the eight LMS* functions.
 */
(function (root) {
  const LONGEST = { "cmi.suspend_data": 4096, "cmi.comments": 4096 };
  const ONE_LETTER = "[0-9a-z]";
  const PAIR = ONE_LETTER + "\\." + ONE_LETTER;
  const RESPONSES = {
    "true-false": /^[tf01]$/,
    choice: new RegExp("^" + ONE_LETTER + "(," + ONE_LETTER + "){0,35}$"),
    "fill-in": /^.{1,255}$/,
    numeric: /^-?\d+(\.\d+)?$/,
    likert: /^[0-9a-z]?$/,
    matching: new RegExp("^" + PAIR + "(," + PAIR + "){0,35}$"),
    performance: /^.{0,255}$/,
    sequencing: new RegExp("^" + ONE_LETTER + "(," + ONE_LETTER + "){0,35}$"),
  };
  const TIMESPAN = /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d\d?)?$/;
  const FORMS = [
    [/^id$|^objectives\.\d+\.id$/, /^[!-~]+$/],
    [/\.lesson_status$/, /^(passed|completed|failed|incomplete|browsed)$/],
    [/^status$/, /^(passed|completed|failed|incomplete|browsed|not attempted)$/],
    [/(^|\.)score\.(raw|min|max)$/, /^(100(\.0+)?|\d\d?(\.\d+)?)?$/],
    [/\.exit$/, /^(suspend|logout|time-out)?$/],
    [/\.session_time$|^latency$/, TIMESPAN],
    [/^time$/, /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d\d?)?$/],
    [/^weighting$/, /^-?\d{1,3}(\.\d+)?$/],
    [/^type$/, /^(true-false|choice|fill-in|matching|performance|sequencing|likert|numeric)$/],
    [/^result$/, /^(correct|wrong|unanticipated|neutral|\d{1,3}(\.\d+)?)$/],
    [/\.(audio|speed|text)$/, /^-?\d+$/],
  ];
  const WRITABLE = new RegExp(
    "^cmi\\.(core\\.(lesson_location|lesson_status|score\\.(raw|min|max)|exit|session_time)|suspend_data|comments" +
      "|student_preference\\.(audio|language|speed|text)|(interactions|objectives)\\.\\d+\\..+)$",
  );

  /* What 1.2 forbids and scorm-again accepts: error code, or 0. Other names are left to scorm-again. */
  function findFault(name, value, accepted) {
    if (!WRITABLE.test(name) || /\._(children|count)$/.test(name)) return 0;
    if (typeof value !== "string") return 405;
    const row = /^(cmi\.(?:interactions|objectives)\.\d+)\.(.+)$/.exec(name);
    const part = row ? row[2] : name;
    if (row && part !== "id" && !accepted.has(row[1] + ".id")) return 201;
    if (value.length > (LONGEST[name] ?? 255)) return 405;
    if (part === "student_response" || /^correct_responses\.\d+\.pattern$/.test(part)) {
      const type = accepted.get(row[1] + ".type");
      if (!type) return 201;
      return RESPONSES[type].test(value) ? 0 : 405;
    }
    const form = FORMS.find(([names]) => names.test(part));
    return !form || form[1].test(value) ? 0 : 405;
  }

  function WrappedScormAgain({ initial, store }) {
    const inner = new root.Scorm12API({ autocommit: false, logLevel: 5, mastery_override: false });
    inner.loadFromFlattenedJSON({ ...initial }, "");
    const accepted = new Map(Object.entries(initial));
    let ownError = 0;
    let finished = false;

    const refuse = (code, answer) => {
      ownError = code;
      return answer;
    };
    const pass = (answer) => {
      ownError = 0;
      return answer;
    };

    function save(kind, argument, call) {
      if (finished) return refuse(301, "false");
      if (argument !== "") return refuse(201, "false");
      const answer = pass(call());
      if (String(answer) !== "true") return answer;
      return store(kind, Object.fromEntries(accepted)) ? answer : refuse(101, "false");
    }

    function setValue(name, value) {
      if (finished) return refuse(301, "false");
      if (!inner.isInitialized()) return pass(inner.LMSSetValue(name, value));
      const known = typeof name === "string" && name !== "";
      if (!known) return refuse(201, "false");
      const fault = findFault(name, value, accepted);
      if (fault !== 0) return refuse(fault, "false");
      const answer = pass(inner.LMSSetValue(name, value));
      if (String(answer) === "true") accepted.set(name, value);
      return answer;
    }

    return {
      LMSInitialize(argument) {
        if (finished) return refuse(101, "false");
        if (argument !== "") return refuse(201, "false");
        return pass(inner.LMSInitialize(argument));
      },
      LMSFinish(argument) {
        const answer = save("finish", argument, () => inner.LMSFinish(argument));
        if (String(answer) === "true") finished = true;
        return answer;
      },
      LMSCommit: (argument) => save("commit", argument, () => inner.LMSCommit(argument)),
      LMSGetValue(name) {
        if (finished) return refuse(301, "");
        if (typeof name !== "string" || name === "") return inner.isInitialized() ? refuse(201, "") : refuse(301, "");
        return pass(inner.LMSGetValue(name));
      },
      LMSSetValue: setValue,
      LMSGetLastError: () => String(ownError || inner.LMSGetLastError()),
      LMSGetErrorString: (code) => inner.LMSGetErrorString(code),
      LMSGetDiagnostic: (code) => inner.LMSGetDiagnostic(code),
    };
  }

  root.WrappedScormAgain = WrappedScormAgain;
})(globalThis);
