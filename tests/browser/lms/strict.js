"use strict";
/*
 * A strict SCORM platform, driven by scorm12_table.json or scorm2004_table.json: the table holds every element, type, error code
 * and the names of the calls, this file only looks things up. `quirks` changes single rules as one named platform does.
 *
 * StrictScorm({table, quirks, initial, store}) -> object with the eight functions of the API.
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

  function applyQuirks(table, quirks) {
    const tables = JSON.parse(JSON.stringify(table));
    for (const quirk of quirks.rules) {
      if (quirk.rule === "limit" || quirk.rule === "form") {
        // A wider limit or another form belongs to one element, so the element gets a type of its own
        const element = tables.elements.find((row) => row.name === quirk.element);
        const type = tables.types.find((row) => row.type === element.type);
        element.type = quirk.rule + " of " + element.name;
        const override = quirk.rule === "limit" ? { max: quirk.value, pattern: type.pattern.replace(/\{0,\d+\}/, "*") } : { pattern: quirk.value };
        tables.types.push({ ...type, ...override, type: element.type, source: quirk.source });
      }
      if (quirk.rule === "response") {
        tables.responses.find((row) => row.of === quirk.of).pattern = quirk.value;
      }
      if (quirk.rule === "optional-elements") {
        tables.elements = tables.elements.filter((row) => !row.optional);
      }
      if (quirk.rule === "default") {
        tables.elements.find((row) => row.name === quirk.element).default = quirk.value;
      }
    }
    return tables;
  }

  function StrictScorm({ table, quirks, initial, store }) {
    const tables = applyQuirks(table, quirks);
    const elements = byName(tables.elements, "name");
    const types = byName(tables.types, "type");
    const responses = byName(tables.responses, "of");
    const rules = byName(tables.rules, "rule");
    const quirk = (name) => quirks.rules.find((row) => row.rule === name);
    const values = new Map(Object.entries(initial));
    let phase = "before";
    let lastError = 0;

    class Refusal extends Error {
      constructor(code) {
        super(String(code));
        this.code = code;
      }
    }
    /* The first of these rules that the version knows: "set-before" is 132 in SCORM 2004, and in 1.2 only "not-initialized". */
    const refuse = (...names) => {
      throw new Refusal(rules.get(names.find((name) => rules.has(name))).error);
    };
    const refuseUnknown = (side) => {
      const errorOverride = quirk("unknown-" + side + "-error");
      if (errorOverride) throw new Refusal(errorOverride.value);
      refuse("element-unknown");
    };

    function demandRunning(side) {
      if (phase === "before") refuse(side + "-before", "not-initialized");
      if (phase === "after") refuse(side + "-after", "after-finish");
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
      if (typeof name !== "string" || name === "") refuse("element-empty-" + side, "element-empty");
      const row = elements.get(name.replace(INDEX, ".n"));
      if (row) return row;
      const parent = /^(.*)\.(_children|_count)$/.exec(name);
      if (side === "get" && parent && elements.has(parent[1].replace(INDEX, ".n"))) {
        refuse(parent[2] === "_children" ? "no-children" : "no-count");
      }
      return refuseUnknown(side);
    }

    function readValue(name) {
      if (quirk("relays") && !quirk("relays").elements.includes(name)) return "";
      if (quirk("reads-only-what-was-written")) return values.get(name) ?? "";
      const row = findElement(name, "get");
      if (row.access === "w") refuse("write-only");
      for (const [array, index] of arraysOf(name)) {
        if (index < countOf(array)) continue;
        const errorOverride = quirk("beyond-get-error");
        if (!errorOverride) refuse("index-beyond");
        throw new Refusal(errorOverride.value);
      }
      if (row.counts) return String(countOf(name.slice(0, -"._count".length)));
      if (row.value !== undefined) return row.value;
      const known = values.get(name) ?? row.default;
      if (known === undefined && rules.has("value-unset")) refuse("value-unset");
      return known ?? "";
    }

    function demandOrder(name, row) {
      for (const [array, index] of arraysOf(name)) {
        const count = countOf(array);
        if (index > count) refuse("index-gap");
        const firstElement = elements.get(array.replace(INDEX, ".n") + ".n.id");
        if (index === count && firstElement && firstElement.first && row !== firstElement) refuse("id-first");
      }
    }

    /* Identifiers and patterns: no two alike in one list, some never changed. */
    function demandUnlike(name, row, value) {
      if (row.once && values.has(name) && values.get(name) !== value) refuse("id-changed");
      if (!row.unique) return;
      const [array, index] = arraysOf(name).at(-1);
      const last = name.slice(array.length + 1 + String(index).length);
      const itself = quirk("doubled-with-itself");
      const type = values.get(arraysOf(name)[0].join(".") + ".type");
      for (let other = 0; other < countOf(array); other += 1) {
        if (other === index && !(itself && itself.element === row.name && itself.of === type)) continue;
        if (values.get(array + "." + other + last) === value) refuse("doubled");
      }
    }

    function demandType(name, row, value) {
      if (typeof value !== "string") refuse("value-not-text");
      const type = types.get(row.type);
      let pattern = type.pattern;
      if (type["by-interaction-type"]) {
        const [[array, index], patterns] = arraysOf(name);
        const interactionType = values.get(array + "." + index + ".type");
        if (!interactionType) refuse("type-first");
        const form = responses.get(interactionType);
        pattern = row.correct ? (form.correct ?? form.pattern) : form.pattern;
        if (row.correct && form.most !== undefined && patterns[1] >= form.most) refuse("pattern-too-many");
        if (/\[,\]/.test(value) && form.distinct && new Set(value.split("[,]")).size !== value.split("[,]").length) throw new Refusal(row.error);
      }
      if (value.length > type.max || !new RegExp(pattern).test(value)) throw new Refusal(row.error);
      if (type.range && (Number(value) < type.range[0] || Number(value) > type.range[1])) refuse("out-of-range");
    }

    function writeValue(name, value) {
      const row = findElement(name, "set");
      if (row.keyword) refuse("keyword");
      if (row.access === "r") refuse("read-only");
      demandOrder(name, row);
      demandType(name, row, value);
      demandUnlike(name, row, value);
      if (row.type === "interaction-type" && quirk("type-forgets-patterns")) {
        const patterns = name.slice(0, -"type".length) + "correct_responses.";
        for (const known of [...values.keys()]) if (known.startsWith(patterns)) values.delete(known);
      }
      const appended = name === "cmi.comments" && quirk("comments");
      values.set(name, appended ? (values.get(name) ?? "") + value : value);
      if (quirk("saves-at-once")) store("set", { [name]: value });
    }

    function initialize(argument) {
      demandEmpty(argument);
      if (phase === "running" && quirk("second-initialize")) return;
      if (phase === "after" && !quirk("initialize-after-finish")) refuse("initialize-after", "second-initialize");
      if (phase === "running") refuse("second-initialize");
      phase = "running";
    }

    function save(kind, argument) {
      demandEmpty(argument);
      demandRunning(kind);
      if (!store(kind, Object.fromEntries(values))) refuse(kind + "-failed", "general");
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

    /* Some platforms answer every question and every wish alike, whatever they think of it. */
    const deaf = (name) => quirk("reads-nothing-of")?.elements.includes(name);
    const calls = {
      initialize: (argument) => answer(() => initialize(argument), "false"),
      finish: (argument) => answer(() => save("finish", argument), "false"),
      commit: (argument) => answer(() => save("commit", argument), "false"),
      get: (name) => answer(() => (demandRunning("get"), deaf(name) ? "" : readValue(name)), ""),
      set: (name, value) => answer(() => (demandRunning("set"), writeValue(name, value)), "false"),
      error: () => String(lastError),
      text: (code) => tables.rules.find((row) => String(row.error) === String(code))?.text ?? (String(code) === "0" ? "No error" : ""),
      diagnostic: (code) => String(code || lastError),
    };
    return Object.fromEntries(Object.entries(calls).map(([call, run]) => [tables.calls[call], run]));
  }

  root.StrictScorm = StrictScorm;
  root.StrictScorm12 = StrictScorm;
  root.expandSample = expand;
})(globalThis);
