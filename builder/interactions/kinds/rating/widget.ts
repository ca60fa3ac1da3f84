/** One line on a scale: radio buttons. A rating has a widget for each of its lines. */

import type { Widget } from "../../../../templates/runtime/contract";

const widget: Widget = (root, _table, _words, changed, tools) => {
  const boxes = tools.boxes(root, changed);
  const read = (): { type: "likert"; code: string } | null => {
    const [code] = boxes.codes();
    return code ? { type: "likert", code } : null;
  };
  return {
    read,
    draft: read,
    write: (response) => { if (response.type === "likert") boxes.choose([response.code]); },
    // No step of a scale is right or wrong.
    show: () => undefined,
    lock: boxes.lock,
    first: boxes.first,
  };
};

export default widget;
