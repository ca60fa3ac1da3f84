/** A partner for each: one list to choose from beside each thing. */

import type { Widget } from "../../../templates/runtime/contract";

const widget: Widget = (root, table, _words, changed, tools) => {
  const choices = tools.choices(root, changed), [right] = table.correct;
  const draft = (): { type: "matching"; pairs: [string, string][] } | null => (choices.pairs().length ? { type: "matching", pairs: choices.pairs() } : null);
  return {
    draft,
    read: () => (choices.complete() ? draft() : null),
    write: (response) => { if (response.type === "matching") choices.choose(response.pairs); },
    show: (marking) => choices.show(marking, right && right.type === "matching" ? right.pairs : []),
    lock: choices.lock,
    first: choices.first,
  };
};

export default widget;
