/** Responses as they stand in the packed state, by CMI type. */

import type { Response } from "./contract";
import { rowOf, type Asked } from "./responses";

export function packResponse(table: Asked, response: Response): string {
  return rowOf(response.type).pack(response, table);
}

/** The response of a payload, complete or not; null where there is none. What does not fit the question is dropped. */
export function unpackResponse(table: Asked, payload: string): Response | null {
  return payload ? rowOf(table.type).unpack(payload, table) : null;
}
