/** Responses as texts: one writer for all standards (XA-12). */

import type { NotationPart, NotationRow, Response } from "../contract";

function members(response: Response, row: NotationRow): string[] {
  switch (response.type) {
    case "true-false": return [response.value ? row.true : row.false];
    case "choice": case "sequencing": return response.codes;
    case "fill-in": case "long-fill-in": return response.texts;
    case "matching": return response.pairs.map((pair) => pair.join(row.pair));
    case "performance": return response.steps.map((step) => step.join(row.pair));
    case "likert": return [response.code];
    case "numeric": return [response.value];
    case "other": return [response.text];
  }
}

/** A cut that would split a character outside the basic plane leaves it out whole. */
function cut(text: string, limit: number): string {
  return text.length <= limit ? text : text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, "");
}

const notation: NotationPart = {
  write: (response, row) => {
    const written = members(response, row).join(row.item);
    return row.limit === undefined ? written : cut(written, row.limit);
  },
};

export default notation;
