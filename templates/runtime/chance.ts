/** What chance decides for one learner follows from the seed of the attempt (`draws`), so that whoever comes back finds the same. */

import { SEEDS } from "./state";

/** A seed from a new id. */
export const newSeed = (uuid: string): number => parseInt(uuid.slice(0, 3), 16) % SEEDS;
