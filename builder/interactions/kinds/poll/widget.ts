/** One opinion or several: radio buttons or checkboxes. No opinion is right or wrong. */

import type { Widget } from "../../../../templates/runtime/contract";

const widget: Widget = (root, _table, _words, changed, tools) => tools.choosing(root, changed);

export default widget;
