/** The oldest browsers that courses are made for (design 11, "Browsers"), and what is used above the lower of the two floors. */

import { findLacking } from "./compat.mjs";

/** Text and answers work from here: what the page cannot do without. */
export const WORKS = { chrome: "66", safari_ios: "12.2", firefox: "60" };

/** Everything looks and works as designed from here. */
export const DESIGNED = { chrome: "106", safari: "15.4", safari_ios: "15.4", firefox: "121" };

/**
 * Used above the lower floor, on purpose. `why`: what it gives; `without`: what learners get in a browser that lacks it.
 *
 * @typedef {{ feature: string, why: string, without: string }} Enhancement
 * @type {Enhancement[]}
 */
export const ENHANCEMENTS = [
  { feature: "css.properties.color-scheme", why: "fields and scroll bars follow the dark look", without: "they stay light" },
  { feature: "css.at-rules.media.prefers-color-scheme", why: "the dark look", without: "the light look" },
  { feature: "css.selectors.focus-visible", why: "where scripts put the focus no ring is drawn for those who point", without: "the ring that the rule for :focus draws stays, or the browser's own: no rule may take both away (judgeSheet)" },
  { feature: "css.selectors.has", why: "space between a question and its list; Next steps back while a check waits", without: "a little more or less space, and Next is as green as the check's button" },
  { feature: "javascript.builtins.Intl.PluralRules", why: "numbers take the form of their language", without: "two forms, as in English" },
  { feature: "css.selectors.marker", why: "bullets in a colour of their own", without: "bullets in the colour of the text" },
  { feature: "css.properties.appearance", why: "a field drawn by us alone", without: "the browser draws it; -webkit-appearance stands beside it" },
  { feature: "css.properties.scroll-padding", why: "the bar does not cover what was jumped to", without: "a heading may stand under the bar until the learner scrolls" },
  { feature: "css.properties.scroll-margin-top", why: "likewise", without: "likewise" },
  { feature: "css.properties.position.sticky", why: "the bar stays in view", without: "the bar scrolls away with the page, and is there again at its top" },
  { feature: "css.properties.text-underline-offset", why: "the underline of links stands free of the letters", without: "the browser's own underline" },
  { feature: "css.properties.text-decoration-thickness", why: "a thick underline of links under the pointer", without: "a thin one" },
  { feature: "css.properties.overflow-wrap.anywhere", why: "a word longer than the screen breaks", without: "it runs on, and the page scrolls sideways there" },
  { feature: "css.properties.align-self.start", why: "a box as high as what it holds", without: "a box as high as its row" },
  { feature: "css.properties.gap.grid_context", why: "space between boxes in a grid", without: "in Firefox 60 they stand against each other; each is a box or a line of its own" },
  { feature: "css.properties.column-gap.grid_context", why: "likewise", without: "likewise" },
  { feature: "css.properties.row-gap.grid_context", why: "likewise", without: "likewise" },
  { feature: "css.properties.aspect-ratio", why: "room is kept for a film before it has loaded", without: "the page moves down once when it has loaded" },
  { feature: "css.properties.break-after", why: "no heading at the foot of a printed page", without: "there may be one" },
  { feature: "css.properties.print-color-adjust", why: "ticks and crosses are printed in colour", without: "the browser may leave the ground white; each has its own shape and word" },
  { feature: "css.properties.break-inside", why: "a question is printed on one sheet", without: "it may go over to the next" },
  { feature: "api.Clipboard.writeText", why: "a reviewer's reply is copied at one press", without: "it stands selected in a box, to be copied by hand" },
  { feature: "api.HTMLImageElement.decode", why: "a picture that was missing before the player was here is told", without: "its words stand in its place, and nothing is told" },
  { feature: "api.PerformanceNavigationTiming.type", why: "before this window has saved anything a reload is told from a new launch, so own words are found again", without: "own words that were typed before the first save are forgotten" },
  { feature: "api.Blob.stream", why: "make-it-yours.html, a page for staff, packs what it changed", without: "it does not: copies are some kilobytes larger" },
  { feature: "api.ReadableStream.pipeThrough", why: "likewise", without: "likewise" },
];

/** Used although not even every browser of the upper floor has it. Kept as short as can be. @type {Enhancement[]} */
export const BEYOND = [
  { feature: "css.properties.cursor", why: "a hand over what can be pressed", without: "nothing: phones have no pointer" },
  { feature: "css.properties.resize", why: "boxes for own words can be drawn larger", without: "nothing: they grow with their words" },
  { feature: "css.at-rules.media.forced-colors", why: "frames where Windows takes background colours away", without: "nothing: Safari has no such mode" },
  { feature: "css.properties.forced-color-adjust", why: "likewise", without: "likewise" },
  { feature: "css.at-rules.page", why: "margins of paper", without: "the browser's own margins" },
  { feature: "css.properties.break-after.avoid", why: "no heading at the foot of a printed page", without: "there may be one" },
  { feature: "css.properties.text-size-adjust", why: "phones that enlarge text of their own accord are told not to", without: "nothing: other browsers do not" },
  { feature: "css.selectors.details-content", why: "what is folded is printed too", without: "it is printed only where the learner has opened it" },
  { feature: "css.properties.content-visibility", why: "likewise", without: "likewise" },
  { feature: "api.Request.keepalive", why: "the last request of a page that goes away arrives", without: "it may be lost; what it held waits on the device and is sent at the next launch" },
  { feature: "api.PerformanceResourceTiming.transferSize", why: "an older launch page that came out of the cache is replaced before anything is initialised", without: "it is played as far as its files are there; then the learner is asked to open the course again, which brings the newer one" },
  { feature: "api.PerformanceResourceTiming.encodedBodySize", why: "likewise", without: "likewise" },
  { feature: "api.CompressionStream", why: "make-it-yours.html, a page for staff, packs what it changed", without: "it does not: copies are some kilobytes larger" },
  { feature: "api.CompressionStream.CompressionStream", why: "likewise", without: "likewise" },
];

/**
 * What is wrong with the use of a feature, or "".
 *
 * @param {string} path of the feature in browser-compat data
 * @param {boolean} hasFallback whether the very same source says what browsers without it do
 * @param {string[]} prefixes of vendors under which the same source has it as well
 */
export function judge(path, hasFallback = false, prefixes = []) {
  if (isListed(BEYOND, path)) return "";
  const above = findLacking(path, DESIGNED, prefixes);
  if (above.length) return `${path} is missing in ${above.join(", ")}, where courses must work as designed`;
  const lacking = hasFallback || isListed(ENHANCEMENTS, path) ? [] : findLacking(path, WORKS, prefixes);
  return lacking.length
    ? `${path} is missing in ${lacking.join(", ")}, where text and answers must work: give a fallback, or say in .ci/browsers/floors.mjs what happens without it`
    : "";
}

/** A property is listed with all its values. */
const isListed = (list, path) => list.some(({ feature }) => path === feature || path.startsWith(`${feature}.`));
