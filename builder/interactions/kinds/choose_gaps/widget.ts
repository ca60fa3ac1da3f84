/** Missing words, chosen where they are missing. */

import type { Widget } from "../../../../templates/runtime/contract";

const widget: Widget = (root, table, _words, changed, tools) => tools.matching(root, table, changed);

export default widget;
