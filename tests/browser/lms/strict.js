"use strict";
/*
 * A strict SCORM 1.2 platform, driven by scorm12_table.json: the table holds every element, type and error code,
 * this file only looks things up. `manners` bends single rules the way one named platform does.
 *
 * StrictScorm12({table, manners, initial, store}) -> object with the eight LMS* functions of the API.
 *   initial: element -> text, handed over by the platform at launch
 *   store(kind, values) -> boolean: "commit" or "finish"; false means that the server refused
 */
(function (root) {
  const INDEX = /\.(0|[1-9][0-9]*)(?=\.|$)/g;

  function expand(sample) {
    // "#256" in the table stands for a text of 256 characters
    const length = /^#([0-9]+)$/.exec(sample);
    return length ? "a".repeat(Number(length[1])) : sample;
  }

  function byName(rows, key) {
    return new Map(rows.map((row) => [row[key], row]));
  }

  function bendTable(table, manners) {
    const bent = JSON.parse(JSON.stringify(table));
    for (const manner of manners.rules) {
      if (manner.rule === "limit") {
        // A wider limit belongs to one element, so the element gets a type of its own
        const element = bent.elements.find((row) => row.name === manner.element);
        const type = bent.types.find((row) => row.type === element.type);
        element.type = "limit of " + element.name;
        bent.types.push({ ...type, type: element.type, max: manner.value, source: manner.source });
      }
      if (manner.rule === "response") {
        bent.responses.find((row) => row.of === manner.of).pattern = manner.value;
      }
      if (manner.rule === "optional-elements") {
        bent.elements = bent.elements.filter((row) => !row.optional);
      }
    }
    return bent;
  }

  function StrictScorm12({ table, manners, initial, store }) {
    const bent = bendTable(table, manners);
    const elements = byName(bent.elements, "name");
    const types = byName(bent.types, "type");
    const responses = byName(bent.responses, "of");
    const rules = byName(bent.rules, "rule");
    const manner = (name) => manners.rules.find((row) => row.rule === name);
    const values = new Map(Object.entries(initial));
    let phase = "before";
    let lastError = 0;

    class Refusal extends Error {
      constructor(code) {
        super(String(code));
        this.code = code;
      }
    }
    const refuse = (rule) => {
      throw new Refusal(rules.get(rule).error);
    };
    const refuseUnknown = (side) => {
      const bentError = manner("unknown-" + side + "-error");
      if (bentError) throw new Refusal(bentError.value);
      refuse("element-unknown");
    };

    function demandRunning() {
      if (phase === "before") refuse("not-initialized");
      if (phase === "after") refuse("after-finish");
    }

    function demandEmpty(argument) {
      if (argument !== "") refuse("argument-not-empty");
    }

    function countOf(array) {
      let next = 0;
      for (const name of values.keys()) {
        if (!name.startsWith(array + ".")) continue;
        const index = /^[0-9]+/.exec(name.slice(array.length + 1));
        if (index) next = Math.max(next, Number(index[0]) + 1);
      }
      return next;
    }

    /* [[array, index], ...] from the outermost array of a name to the innermost */
    function arraysOf(name) {
      return [...name.matchAll(INDEX)].map((hit) => [name.slice(0, hit.index), Number(hit[1])]);
    }

    function findElement(name, side) {
      if (typeof name !== "string" || name === "") refuse("element-empty");
      const row = elements.get(name.replace(INDEX, ".n"));
      if (row) return row;
      const parent = /^(.*)\.(_children|_count)$/.exec(name);
      if (side === "get" && parent && elements.has(parent[1].replace(INDEX, ".n"))) {
        refuse(parent[2] === "_children" ? "no-children" : "no-count");
      }
      return refuseUnknown(side);
    }

    function readValue(name) {
      const row = findElement(name, "get");
      if (row.access === "w") refuse("write-only");
      for (const [array, index] of arraysOf(name)) {
        if (index < countOf(array)) continue;
        const bentError = manner("beyond-get-error");
        if (!bentError) refuse("index-beyond");
        throw new Refusal(bentError.value);
      }
      if (row.counts) return String(countOf(name.slice(0, -"._count".length)));
      if (row.value !== undefined) return row.value;
      return values.get(name) ?? "";
    }

    function demandOrder(name, row) {
      for (const [array, index] of arraysOf(name)) {
        const count = countOf(array);
        if (index > count) refuse("index-gap");
        const firstElement = elements.get(array.replace(INDEX, ".n") + ".n.id");
        if (index === count && firstElement && firstElement.first && row !== firstElement) refuse("id-first");
      }
    }

    function demandType(name, row, value) {
      if (typeof value !== "string") refuse("value-not-text");
      const type = types.get(row.type);
      let pattern = type.pattern;
      if (type["by-interaction-type"]) {
        const [array, index] = arraysOf(name)[0];
        const interactionType = values.get(array + "." + index + ".type");
        if (!interactionType) refuse("type-first");
        pattern = responses.get(interactionType).pattern;
      }
      if (value.length > type.max || !new RegExp(pattern).test(value)) throw new Refusal(row.error);
    }

    function writeValue(name, value) {
      const row = findElement(name, "set");
      if (row.keyword) refuse("keyword");
      if (row.access === "r") refuse("read-only");
      demandOrder(name, row);
      demandType(name, row, value);
      const appended = name === "cmi.comments" && manner("comments");
      values.set(name, appended ? (values.get(name) ?? "") + value : value);
    }

    function initialize(argument) {
      demandEmpty(argument);
      if (phase === "running" && manner("second-initialize")) return;
      if (phase !== "before" && !(phase === "after" && manner("initialize-after-finish"))) refuse("second-initialize");
      phase = "running";
    }

    function save(kind, argument) {
      demandEmpty(argument);
      demandRunning();
      if (!store(kind, Object.fromEntries(values))) refuse("general");
      if (kind === "finish") phase = "after";
    }

    /* Runs one call, keeps its error code, and answers in the words of the API. */
    function answer(call, whenRefused) {
      try {
        const value = call();
        lastError = 0;
        return value ?? "true";
      } catch (refusal) {
        if (!(refusal instanceof Refusal)) throw refusal;
        lastError = refusal.code;
        return whenRefused;
      }
    }

    return {
      LMSInitialize: (argument) => answer(() => initialize(argument), "false"),
      LMSFinish: (argument) => answer(() => save("finish", argument), "false"),
      LMSCommit: (argument) => answer(() => save("commit", argument), "false"),
      LMSGetValue: (name) => answer(() => (demandRunning(), readValue(name)), ""),
      LMSSetValue: (name, value) => answer(() => (demandRunning(), writeValue(name, value)), "false"),
      LMSGetLastError: () => String(lastError),
      LMSGetErrorString: (code) =>
        bent.rules.find((row) => String(row.error) === String(code))?.text ?? (String(code) === "0" ? "No error" : ""),
      LMSGetDiagnostic: (code) => String(code || lastError),
    };
  }

  root.StrictScorm12 = StrictScorm12;
  root.expandSample = expand;
})(globalThis);
