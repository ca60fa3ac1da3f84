/** What applies: checkboxes. Ticks belong to the learner: none is right or wrong. */

import type { Widget } from "../../../../templates/runtime/contract";

const widget: Widget = (root, _table, _words, changed, tools) => tools.choosing(root, changed);

export default widget;
