"use strict";
/*
 * The launch page of the platform double. The address says what to open and how:
 *   platform  which learner's record (the harness keeps it)       content   address of the package's first page
 *   placement frame | popup | nested | late | none, of the API      delay     milliseconds until the API appears (late)
 * Each call of the content lands in window.calls: {name, args, result, error, at}. Each commit carries the calls since
 * the last one, so that the harness still knows them when the tab is gone.
 */
(function () {
  const query = new URLSearchParams(location.search);
  const base = "/platform/" + query.get("platform") + "/";
  const launched = ask(base + "launch");
  const calls = (window.calls = []);
  // 700 KB that one of the doubles alone needs. The parser reads it before the API is made.
  if (launched.double !== "strict") document.write('<script src="/lms/scorm-again.js"></scr' + "ipt>");
  let sent = 0;
  let posts = 0;

  function ask(address) {
    const request = new XMLHttpRequest();
    request.open("GET", address, false);
    request.send();
    if (request.status !== 200) throw new Error(address + " answered " + request.status);
    return JSON.parse(request.responseText);
  }

  /* Browsers forbid a synchronous request while a page goes away; platforms then fall back to a beacon, and so do we. */
  function post(kind, values) {
    posts += 1;
    const body = JSON.stringify({ launch: launched.launch, post: posts, kind, values, from: sent, calls: calls.slice(sent) });
    const before = sent;
    sent = calls.length;
    const request = new XMLHttpRequest();
    try {
      request.open("POST", base + "record", false);
      request.send(body);
    } catch (error) {
      if (navigator.sendBeacon(base + "record", body)) return true;
      sent = before;
      return false;
    }
    return request.status === 200 && JSON.parse(request.responseText).ok;
  }

  const name = launched.version === "scorm12" ? "API" : "API_1484_11";
  const quirk = (rule) => launched.quirks.rules.find((row) => row.rule === rule);

  function makeApi() {
    const parts = { ...launched, initial: launched.values, store: post };
    const makers = { API: WrappedScormAgain, API_1484_11: WrappedScormAgain2004 };
    const api = launched.double === "strict" ? StrictScorm(parts) : makers[name](parts);
    window.sequencing = api.sequencing;
    delete api.sequencing;
    return quirk("never-refuses") ? nod(logCalls(api)) : logCalls(speakLike(api));
  }

  /* Learning Hub answers SetValue and Commit with booleans and GetLastError with a number. */
  function speakLike(api) {
    if (!quirk("answers")) return api;
    return {
      ...api,
      LMSSetValue: (name, value) => api.LMSSetValue(name, value) === "true",
      LMSCommit: (argument) => api.LMSCommit(argument) === "true",
      LMSGetLastError: () => Number(api.LMSGetLastError()),
    };
  }

  /* Open edX says yes to everything; what the double thinks of it stands in the log. Each value goes to the server by itself. */
  function nod(api) {
    const nodding = { ...api };
    for (const call of Object.keys(api)) {
      if (/Initialize|SetValue|Commit|Finish|Terminate/.test(call)) {
        nodding[call] = (...args) => {
          api[call](...args);
          return /Initialize/.test(call) && quirk("initialize-answers")?.value === "boolean" ? true : "true";
        };
      }
      if (/GetLastError/.test(call)) nodding[call] = () => "0";
    }
    return nodding;
  }

  function logCalls(api) {
    const logged = {};
    const lastError = api.LMSGetLastError ?? api.GetLastError;
    for (const [name, call] of Object.entries(api)) {
      logged[name] = (...args) => {
        const entry = { name, args, result: null, error: 0, at: Math.round(performance.now()) };
        calls.push(entry);
        entry.result = call(...args);
        entry.error = Number(lastError());
        return entry.result;
      };
    }
    return logged;
  }

  function openFrame(address) {
    const frame = document.createElement("iframe");
    frame.name = "tree";
    frame.title = "Course";
    frame.src = address;
    document.body.append(frame);
  }

  addEventListener("DOMContentLoaded", () => {
    const content = query.get("content");
    const placement = query.get("placement");
    if (placement === "late") setTimeout(() => (window[name] = makeApi()), Number(query.get("delay")));
    else if (placement !== "none") window[name] = makeApi();
    if (placement === "popup") {
      const button = document.createElement("button");
      button.textContent = "Open the course";
      button.addEventListener("click", () => window.open(content, "course", "width=1024,height=768"));
      document.body.append(button);
    } else if (placement === "nested") {
      openFrame("/lms/frame.html?depth=3&content=" + encodeURIComponent(content));
    } else {
      openFrame(content);
    }
  });
})();
