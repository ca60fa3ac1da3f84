/** One answer among several: radio buttons. */

import type { Widget } from "../../../../templates/runtime/contract";

const widget: Widget = (root, _table, _words, changed, tools) => tools.choosing(root, changed, "part-answer");

export default widget;
