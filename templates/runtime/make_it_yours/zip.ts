/** Zips as Copack makes them: read without trust, and written again with some files changed and all others byte for byte as they were. */

import { eachPiece, readBytes } from "./bytes";
import { DamagedFileError, inflate } from "./inflate";
import { crc32 } from "./sha256";

/** What a chosen zip may cost. Courses have some hundred files; a session in one file some megabytes, with its recordings. */
export const LIMITS = { entries: 20_000, directory: 8 << 20, page: 64 << 20, ratio: 1100 };

const END = 0x06054b50, LISTED = 0x02014b50, LOCAL = 0x04034b50;
const END_SIZE = 22, LISTED_SIZE = 46, LOCAL_SIZE = 30, LONGEST_COMMENT = 65_535;
const STORED = 0, DEFLATED = 8;

export interface Entry {
  name: string;
  method: number;
  crc: number;
  packed: number;
  size: number;
  /** Where its header begins, where its content, and where the next header. */
  start: number;
  content: number;
  end: number;
  /** What the list of the zip says of it. */
  listed: Uint8Array;
}

export interface Zip {
  file: Blob;
  /** In the order of the list. */
  entries: Entry[];
  comment: string;
  /** Where the end of it begins, behind the list. */
  tail: number;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function need(fine: boolean, words: string): asserts fine {
  if (!fine) throw new DamagedFileError(words);
}

/** Reads the list of a zip. Throws DamagedFileError. */
export async function readZip(file: Blob): Promise<Zip> {
  const tailStart = Math.max(0, file.size - END_SIZE - LONGEST_COMMENT), tail = await readBytes(file, tailStart, file.size), view = viewOf(tail);
  let at = tail.length - END_SIZE;
  while (at >= 0 && !(view.getUint32(at, true) === END && at + END_SIZE + view.getUint16(at + 20, true) === tail.length)) at--;
  need(at >= 0, "it is not a zip, or only a part of one");
  const count = view.getUint16(at + 10, true), length = view.getUint32(at + 12, true), list = view.getUint32(at + 16, true);
  need(count <= LIMITS.entries && length <= LIMITS.directory && list + length === tailStart + at, "its list of files is damaged or too long");
  const comment = new TextDecoder().decode(tail.subarray(at + END_SIZE));
  const entries = readList(await readBytes(file, list, list + length), count);
  const placed = [...entries].sort((one, other) => one.start - other.start);
  for (const [index, entry] of placed.entries()) {
    const next = placed[index + 1];
    entry.end = next ? next.start : list;
    const header = await readBytes(file, entry.start, entry.start + LOCAL_SIZE), head = viewOf(header);
    need(header.length === LOCAL_SIZE && head.getUint32(0, true) === LOCAL, `“${entry.name}” is not where the list says`);
    entry.content = entry.start + LOCAL_SIZE + head.getUint16(26, true) + head.getUint16(28, true);
    need(entry.content + entry.packed <= entry.end, `“${entry.name}” overlaps another file`);
  }
  return { file, entries, comment, tail: tailStart + at };
}

function readList(bytes: Uint8Array, count: number): Entry[] {
  const view = viewOf(bytes), entries: Entry[] = [], names = new Set<string>();
  let at = 0;
  for (let number = 0; number < count; number++) {
    need(at + LISTED_SIZE <= bytes.length && view.getUint32(at, true) === LISTED, "its list of files is damaged");
    const [nameLength, extra, remark] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true)];
    const end = at + LISTED_SIZE + nameLength + extra + remark;
    need(end <= bytes.length, "its list of files is damaged");
    const name = new TextDecoder().decode(bytes.subarray(at + LISTED_SIZE, at + LISTED_SIZE + nameLength));
    const method = view.getUint16(at + 10, true), flags = view.getUint16(at + 8, true);
    need(!(flags & 1) && (method === STORED || method === DEFLATED), `“${name}” is locked, or packed in a way that Copack does not use`);
    need(!names.has(name), `it holds “${name}” twice`);
    names.add(name);
    entries.push({
      name, method, crc: view.getUint32(at + 16, true), packed: view.getUint32(at + 20, true), size: view.getUint32(at + 24, true),
      start: view.getUint32(at + 42, true), content: 0, end: 0, listed: bytes.slice(at, end),
    });
    at = end;
  }
  need(at === bytes.length, "its list of files is damaged");
  return entries;
}

/** The content of an entry as it lies in the zip. */
export const packedContent = ({ file }: Zip, entry: Entry): Blob => file.slice(entry.content, entry.content + entry.packed);

/** The content of a page, held against its checksum. Throws DamagedFileError. */
export async function readPage(zip: Zip, entry: Entry): Promise<string> {
  need(entry.size <= LIMITS.page && entry.size <= entry.packed * LIMITS.ratio + 1024, `“${entry.name}” is too large for a page`);
  const packed = await readBytes(zip.file, entry.content, entry.content + entry.packed);
  const bytes = entry.method === STORED ? packed : inflate(packed, entry.size);
  need(bytes.length === entry.size && crc32(bytes) === entry.crc, `“${entry.name}” is damaged`);
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** An entry that is stored as it is, such as a zip inside a zip. Throws DamagedFileError. */
export function storedFile(zip: Zip, entry: Entry): Blob {
  need(entry.method === STORED && entry.size === entry.packed, `“${entry.name}” was packed again by another program`);
  return packedContent(zip, entry);
}

interface Packed { method: number, crc: number, size: number, content: Blob }

/** A page, made small where the browser can. */
async function pack(content: Blob, method: number): Promise<Packed> {
  let crc = 0;
  await eachPiece(content, (piece) => { crc = crc32(piece, crc); });
  if (method !== DEFLATED || typeof CompressionStream === "undefined") return { method: STORED, crc, size: content.size, content };
  const made = await new Response(content.stream().pipeThrough(new CompressionStream("deflate-raw"))).blob();
  return { method: DEFLATED, crc, size: content.size, content: made };
}

/** Returns the zip with other contents for some entries, each a text or a file; all others, and the comment, as they are. */
export async function rewriteZip(zip: Zip, changed: ReadonlyMap<string, string | Blob>): Promise<Blob> {
  const parts: (Blob | Uint8Array<ArrayBuffer>)[] = [], starts = new Map<Entry, [number, Packed | null]>();
  let at = 0;
  for (const entry of [...zip.entries].sort((one, other) => one.start - other.start)) {
    const content = changed.get(entry.name);
    const made = content === undefined ? null : await pack(typeof content === "string" ? new Blob([content]) : content, entry.method);
    starts.set(entry, [at, made]);
    const header = made ? await readBytes(zip.file, entry.start, entry.content) : null;
    if (header && made) describe(header, 6, made);
    const written = header && made ? [header, made.content] : [zip.file.slice(entry.start, entry.end)];
    parts.push(...written);
    at += written.reduce((sum, part) => sum + ("size" in part ? part.size : part.length), 0);
  }
  need(at < 2 ** 32, "it would be larger than 4 GB");
  const list = zip.entries.map((entry) => {
    const listed = new Uint8Array(entry.listed), [start, made] = starts.get(entry) || [0, null];
    viewOf(listed).setUint32(42, start, true);
    if (made) describe(listed, 8, made);
    return listed;
  });
  const length = list.reduce((sum, listed) => sum + listed.length, 0);
  const tail = await readBytes(zip.file, zip.tail), view = viewOf(tail);
  view.setUint32(12, length, true);
  view.setUint32(16, at, true);
  return new Blob([...parts, ...list, tail], { type: "application/zip" });
}

/** Writes into a header what has changed; `at`: where it has the flags, from which on both sorts of header are alike. */
function describe(header: Uint8Array, at: number, { method, crc, size, content }: Packed): void {
  const view = viewOf(header);
  view.setUint16(at, view.getUint16(at, true) & ~8, true);
  view.setUint16(at + 2, method, true);
  view.setUint32(at + 8, crc, true);
  view.setUint32(at + 12, content.size, true);
  view.setUint32(at + 16, size, true);
}
