/** SCORM of either version: finds the platform, and is all of a driver but what the versions call and write differently. */

import type { ScormPart } from "../../contract";
import { ScormDriver } from "./driver";
import { find } from "./search";

const scorm: ScormPart = { find, driver: (host, dialect, table, tables) => new ScormDriver(host, dialect, table, tables) };

export default scorm;
