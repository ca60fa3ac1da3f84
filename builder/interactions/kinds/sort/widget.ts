/** Things in groups: radio buttons or one list for each thing. */

import type { Widget } from "../../../../templates/runtime/contract";

const widget: Widget = (root, table, _words, changed, tools) => tools.matching(root, table, changed);

export default widget;
