/** What applies: checkboxes. */

import type { Widget } from "../../../templates/runtime/contract";

const widget: Widget = (root, _table, _words, changed, tools) => {
  const boxes = tools.boxes(root, changed);
  const read = (): { type: "choice"; codes: string[] } | null => (boxes.codes().length ? { type: "choice", codes: boxes.codes() } : null);
  return {
    read,
    draft: read,
    write: (response) => { if (response.type === "choice") boxes.choose(response.codes); },
    // Ticks belong to the learner: none is right or wrong.
    show: () => undefined,
    lock: boxes.lock,
    first: boxes.first,
  };
};

export default widget;
