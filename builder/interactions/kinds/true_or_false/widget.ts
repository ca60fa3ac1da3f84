/** True or false: two radio buttons. */

import type { Widget } from "../../../../templates/runtime/contract";

const TRUE = "t", FALSE = "f";

const widget: Widget = (root, _table, _words, changed, tools) => {
  const boxes = tools.boxes(root, changed);
  const read = (): { type: "true-false"; value: boolean } | null => {
    const [code] = boxes.codes();
    return code ? { type: "true-false", value: code === TRUE } : null;
  };
  return {
    read,
    draft: read,
    write: (response) => boxes.choose(response.type === "true-false" ? [response.value ? TRUE : FALSE] : []),
    show: (marking) => boxes.show(marking, "part-answer"),
    lock: boxes.lock,
    first: boxes.first,
  };
};

export default widget;
