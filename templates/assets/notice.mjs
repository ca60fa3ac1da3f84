/** The licence that everything made here is under, for `licences.txt` of each package: MIT asks that copies carry it. A file of its own, so that no page waits for it. */

import { readFileSync } from "node:fs";

/** @param version of nhsuk-frontend @param licence the text of LICENSE */
export function makeNotice(version, licence) {
  const [title, own, ...terms] = licence.trim().split(/\n\n+/).map((paragraph) => paragraph.replace(/\s+/g, " "));
  return [
    `The player of this package (style.css, runtime.js, standard.js) was made by Copack. ${own}.`,
    `Its style rules are in part those of nhsuk-frontend ${version}. Copyright (c) 2019 NHS.UK, now NHS England.`,
    `Both: ${title}. ${terms.join("\n")}\n`,
  ].join("\n");
}

export const readNotice = (licenceFile, packageFile) => makeNotice(JSON.parse(readFileSync(packageFile, "utf8")).version, readFileSync(licenceFile, "utf8"));
