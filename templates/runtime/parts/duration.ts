/** Durations as all standards but SCORM 1.2 write them (RT-11). */

import type { Parts } from "../contract";

const duration: Parts["duration"] = (seconds) => {
  const hundredths = Math.max(0, Math.round(seconds * 100));
  const hours = Math.floor(hundredths / 360000), minutes = Math.floor(hundredths / 6000) % 60, rest = (hundredths % 6000) / 100;
  return `PT${hours ? `${hours}H` : ""}${minutes ? `${minutes}M` : ""}${rest || !(hours || minutes) ? `${rest}S` : ""}`;
};

export default duration;
