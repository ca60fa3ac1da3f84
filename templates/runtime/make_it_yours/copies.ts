/** Copies of chosen files with the words of an organisation. A file that is not of this kit, or that was changed, is refused with a reason. */

import { readBytes } from "./bytes";
import type { KitTable, KnownFile, LocalWords } from "./contract";
import { DamagedFileError } from "./inflate";
import { coreOf, type FileFacts, fillPage, namedFiles } from "./rewrite";
import { digestOf, digestOfText, Sha256 } from "./sha256";
import { type Entry, packedContent, readPage, readZip, rewriteZip, storedFile, type Zip } from "./zip";

export interface Chosen { name: string, file: Blob }

/** A copy, and what is said of it: which files in it have changed, and how many are as they were. */
export interface Copy { name: string, file: Blob, changed: string[], same: number }

export interface Refusal { name: string, reason: string }

export interface Copies { copies: Copy[], refusals: Refusal[] }

/** The most bytes of a page that was chosen by itself. */
const LARGEST_PAGE = 64 << 20;

class RefusedFileError extends Error {}

const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** The name without what browsers add to a second download: `course-web (1).zip`. */
export const plainName = (name: string): string => name.replace(/ ?\(\d{1,3}\)(?=\.[a-z]+$)/, "");

/** A number of bytes as people say it, as `builder.package.content.size_in_words` does. */
export function sizeInWords(size: number): string {
  const whole = (value: number): string => String(roundHalfEven(value));
  if (size >= 10_000_000) return `${whole(size / 1_000_000)} MB`;
  if (roundHalfEven(size / 1000) >= 1000) return `${(size / 1_000_000).toFixed(1).replace(/\.0$/, "")} MB`;
  return `${Math.max(1, roundHalfEven(size / 1000))} KB`;
}

function roundHalfEven(value: number): number {
  const down = Math.floor(value), rest = value - down;
  return rest > 0.5 || (rest === 0.5 && down % 2 === 1) ? down + 1 : down;
}

/** Makes the copies. Zips come first, since pages say their sizes and fingerprints. Never throws for a file that cannot be used. */
export async function makeCopies(chosen: readonly Chosen[], local: LocalWords, table: KitTable): Promise<Copies> {
  const copies: Copy[] = [], refusals: Refusal[] = [], facts = new Map<string, FileFacts>();
  const named = chosen.map(({ name, file }) => ({ name: plainName(name), file }));
  const rank = ({ name }: Chosen): number => (name.endsWith(".zip") ? 0 : 1);
  for (const { name, file } of [...named].sort((one, other) => rank(one) - rank(other))) {
    try {
      if (copies.some((copy) => copy.name === name)) throw new RefusedFileError("It was chosen twice.");
      const copy = await copyFile(name, file, local, table, facts);
      facts.set(name, await factsOf(copy.file));
      copies.push(copy);
    } catch (fault) {
      refusals.push({ name, reason: reasonOf(fault) });
    }
  }
  return { copies, refusals };
}

const factsOf = async (file: Blob): Promise<FileFacts> => ({ size: sizeInWords(file.size), digest: await digestOf(file) });

function reasonOf(fault: unknown): string {
  if (fault instanceof RefusedFileError) return fault.message;
  if (fault instanceof DamagedFileError) return `This file is damaged: ${fault.message}. Take it again from the place where you got the kit.`;
  if (fault instanceof TypeError) return "This file is damaged: it holds letters that cannot be read. Take it again from the place where you got the kit.";
  return "The browser could not read this file. Move it to another folder, and choose it again.";
}

const OTHER_KIT = "It is not a file of this kit, or it was changed. Choose the kit that this page came with.";

async function copyFile(name: string, file: Blob, local: LocalWords, table: KitTable, facts: Map<string, FileFacts>): Promise<Copy> {
  if (name === table.kit) return copyKit(name, file, local, table);
  const known = Object.entries(table.files).find(([path]) => baseName(path) === name)?.[1];
  if (!known) throw new RefusedFileError(explainUnknown(name));
  return known.pages ? copyPackage(name, file, known, known.pages, local, table) : copyPage(name, file, known, local, table, facts);
}

function explainUnknown(name: string): string {
  if (/\.(?:pdf|docx)$/.test(name)) return "PDF and Word files keep the words that they have. Print the book that ends in .html in place of a PDF.";
  return OTHER_KIT;
}

async function copyPage(name: string, file: Blob, known: KnownFile, local: LocalWords, table: KitTable, facts: ReadonlyMap<string, FileFacts>): Promise<Copy> {
  if (file.size > LARGEST_PAGE) throw new RefusedFileError(OTHER_KIT);
  const html = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await readBytes(file));
  if (digestOfText(coreOf(html)) !== known.core) throw new RefusedFileError(OTHER_KIT);
  const missing = namedFiles(html).filter((each) => !facts.has(each) && isChanged(each, table));
  if (missing.length) throw new RefusedFileError(`This page says the size of ${missing.length} other files, which change too. Choose the whole kit (${table.kit}).`);
  return { name, file: new Blob([fillPage(html, local, table, facts)], { type: "text/html" }), changed: [name], same: 0 };
}

const isChanged = (name: string, { files }: KitTable): boolean => Object.keys(files).some((path) => baseName(path) === name);

/** The SHA-256 of all of a zip but the words: what `builder/kit/cores.py` makes of it. */
async function coreOfZip(zip: Zip, pages: ReadonlyMap<string, string>): Promise<string> {
  const digest = new Sha256(), encoder = new TextEncoder();
  for (const entry of zip.entries) {
    const page = pages.get(entry.name);
    const core = page === undefined ? `${entry.method} ${await digestOf(packedContent(zip, entry))}` : `page ${digestOfText(coreOf(page))}`;
    digest.update(encoder.encode(`${entry.name}\n${core}\n`));
  }
  return digest.hex();
}

const find = (zip: Zip, name: string): Entry => {
  const entry = zip.entries.find((each) => each.name === name);
  if (!entry) throw new RefusedFileError(OTHER_KIT);
  return entry;
};

async function copyPackage(name: string, file: Blob, known: KnownFile, pages: string[], local: LocalWords, table: KitTable): Promise<Copy> {
  const zip = await readZip(file);
  if (!zip.comment.endsWith(table.mark)) throw new RefusedFileError(OTHER_KIT);
  const texts = new Map<string, string>();
  for (const page of pages) texts.set(page, await readPage(zip, find(zip, page)));
  if (await coreOfZip(zip, texts) !== known.core) throw new RefusedFileError(OTHER_KIT);
  const filled = new Map(Array.from(texts, ([page, html]) => [page, fillPage(html, local, table, new Map())]));
  return { name, file: await rewriteZip(zip, filled), changed: [...pages], same: zip.entries.length - pages.length };
}

async function copyKit(name: string, file: Blob, local: LocalWords, table: KitTable): Promise<Copy> {
  const zip = await readZip(file), facts = new Map<string, FileFacts>(), changed = new Map<string, Blob>();
  if (!zip.comment.endsWith(table.mark)) throw new RefusedFileError(OTHER_KIT);
  const paths = Object.keys(table.files);
  for (const path of [...paths.filter((each) => each.endsWith(".zip")), ...pagesInOrder(paths)]) {
    const known = table.files[path], entry = find(zip, path);
    if (!known) continue;
    const inside = known.pages ? storedFile(zip, entry) : new Blob([await readPage(zip, entry)]);
    for (const [other, blob] of changed) if (!facts.has(baseName(other))) facts.set(baseName(other), await factsOf(blob));
    changed.set(path, (await copyFile(baseName(path), inside, local, { ...table, kit: "" }, facts)).file);
  }
  return { name, file: await rewriteZip(zip, changed), changed: [...changed.keys()], same: zip.entries.length - changed.size };
}

/** The first page last: it says the sizes of all others. */
const pagesInOrder = (paths: string[]): string[] => {
  const pages = paths.filter((path) => !path.endsWith(".zip"));
  return [...pages.filter((path) => path.includes("/")), ...pages.filter((path) => !path.includes("/"))];
};

