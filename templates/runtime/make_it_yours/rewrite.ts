/**
 * Puts the words of an organisation into a page of a course, as `builder/pages/slots.py` does: into the elements of slots, into the list that the
 * player reads, and into what shows or hides. Nothing else is touched: `coreOf` is the page without any of them.
 */

import { splitContact } from "./contact";
import type { KitTable, LocalWords } from "./contract";
import { digestOfWords, filledWords, writeRecord } from "./local_words";

const SLOT = /(<data class="copack-local" value="([^"]*)">)[^]*?<\/data>/g;
const NATION = /( data-nations="([^"<>]*)")(?: hidden)?>/g;
const WHOSE = /( data-local-words)(?: hidden)?>/g;
const NEUTRAL = /( data-neutral-words)(?: hidden)?>/g;
const HELD = /(<script type="application\/json" data-local>)([^<]*)(<\/script>)/g;
const LINK = /(<link rel="copack-local" href="#)[0-9a-f]*(">)/g;
const FINGERPRINT = /(<dt><code>([^<]+\.zip)<\/code><\/dt><dd><code>)[0-9a-f]{64}(<\/code><\/dd>)/g;
const SIZE = /( data-size="([^"]*)">)[^<]*(<)/g;

/** What a page says of another file: its size in words and its SHA-256. */
export interface FileFacts { size: string, digest: string }

const escape = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/'/g, "&#x27;");

/** The text of a page with nothing in the places for words, sizes and fingerprints. */
export function coreOf(html: string): string {
  return html.replace(SLOT, "$1</data>").replace(NATION, "$1>").replace(WHOSE, "$1>").replace(NEUTRAL, "$1>")
    .replace(HELD, "$1$3").replace(LINK, "$1$2").replace(FINGERPRINT, "$1$3").replace(SIZE, "$1$3");
}

/** The names of files that a page says a size or a fingerprint of. */
export function namedFiles(html: string): string[] {
  const names: string[] = [];
  const note = (whole: string, _open: string, path: string): string => {
    names.push(path.slice(path.lastIndexOf("/") + 1));
    return whole;
  };
  html.replace(FINGERPRINT, note).replace(SIZE, note);
  return names;
}

/** Whether a page is played on a screen: then a link to a website says that it opens a new tab. */
const isPlayed = (html: string): boolean => html.includes('<script type="application/json" data-local>');

/** HTML of words, with links for addresses. `end`: what is behind the words of a link to a website. */
function link(text: string, end: string): string {
  const pieces = splitContact(text).map(([words, address]) => {
    if (address === undefined) return escape(words);
    if (!/^https?:/.test(address)) return `<a href="${escape(address)}">${escape(words)}</a>`;
    return `<a href="${escape(address)}" target="_blank" rel="noopener noreferrer">${escape(words)}${end}`;
  });
  return pieces.join("");
}

/** What the player reads: the words in pieces, in place of those that the page has. */
function fillHeld(held: string, { organisation, nation, words }: LocalWords, digest: string): string {
  const { newTab, newTabLanguage } = JSON.parse(held) as { newTab: string, newTabLanguage?: string };
  const filled = filledWords(words).map(([id, text]) => [id, splitContact(text)] as const);
  const head = JSON.stringify({ newTab, ...(newTabLanguage ? { newTabLanguage } : {}), organisation, ...(nation ? { nation } : {}), digest });
  return `${head.slice(0, -1)}${filled.length ? `,"words":${writeRecord(filled)}` : ""}}`.replace(/</g, "\\u003c");
}

const titled = (nation: string): string => nation.replace(/(^| )[a-z]/g, (first) => first.toUpperCase());

/** In a session that is one file, pages lie here as the author's words alone: the player fills them, as it does in a package. */
const STORED = "<template data-stored=";
const PARTS = /(?=<template data-(?:player|stored)[ =>])/;

/** Returns a page with these words, and with what it says of files that were changed. A session in one file is text on paper and a player. */
export function fillPage(html: string, local: LocalWords, table: KitTable, facts: ReadonlyMap<string, FileFacts>): string {
  return html.split(PARTS).map((part) => (part.startsWith(STORED) ? part : fillPart(part, local, table, facts))).join("");
}

function fillPart(html: string, local: LocalWords, table: KitTable, facts: ReadonlyMap<string, FileFacts>): string {
  const digest = digestOfWords(local), end = isPlayed(html) ? table.linkEnds.screen : table.linkEnds.paper;
  const neutral = new Map(table.slots.map(({ id, neutral }) => [id, neutral]));
  const own = new Map([...local.words, ["@organisation", local.organisation], ["@digest", digest], ["@nation", titled(local.nation) || "all four nations"]]);
  const guard = (text: string): string => (isPlayed(html) ? table.marks.reduce((guarded, mark) => guarded.split(mark).join(mark.replace(/@/g, "&#64;")), text) : text);
  const fact = (path: string): FileFacts | undefined => facts.get(path.slice(path.lastIndexOf("/") + 1));
  const nation = local.nation.replace(" ", "-");
  return html
    .replace(SLOT, (_, open: string, id: string) => {
      const words = own.get(id) || neutral.get(id) || "";
      return `${open}${guard(id.startsWith("@") ? escape(words) : link(words, end))}</data>`;
    })
    .replace(NATION, (_, attribute: string, nations: string) => `${attribute}${nation && !nations.split(" ").includes(nation) ? " hidden" : ""}>`)
    .replace(WHOSE, "$1>").replace(NEUTRAL, "$1 hidden>")
    .replace(HELD, (_, open: string, held: string, close: string) => `${open}${guard(fillHeld(held, local, digest))}${close}`)
    .replace(LINK, (_, open: string, close: string) => `${open}${digest}${close}`)
    .replace(FINGERPRINT, (whole, open: string, path: string, close: string) => (fact(path) ? `${open}${fact(path)?.digest || ""}${close}` : whole))
    .replace(SIZE, (whole, open: string, path: string, close: string) => (fact(path) ? `${open}${fact(path)?.size || ""}${close}` : whole));
}
