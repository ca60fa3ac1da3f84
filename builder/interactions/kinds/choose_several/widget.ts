/** All that are right: checkboxes. */

import type { Widget } from "../../../../templates/runtime/contract";

const widget: Widget = (root, _table, _words, changed, tools) => tools.choosing(root, changed);

export default widget;
