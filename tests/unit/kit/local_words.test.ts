/** The words of an organisation, held to what Python makes of them (`tests/vectors/local_words.json`). */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import "./file_reader";
import { splitContact } from "../../../templates/runtime/make_it_yours/contact";
import type { KitTable } from "../../../templates/runtime/make_it_yours/contract";
import { makeCopies, plainName, sizeInWords } from "../../../templates/runtime/make_it_yours/copies";
import { DamagedFileError, inflate } from "../../../templates/runtime/make_it_yours/inflate";
import { clean, digestOfWords, judge, writeLocalYaml } from "../../../templates/runtime/make_it_yours/local_words";
import { fillPage } from "../../../templates/runtime/make_it_yours/rewrite";
import { crc32, digestOfText } from "../../../templates/runtime/make_it_yours/sha256";

interface Judged { text: string, pieces: string[][], html: string, unsafe: string, address: boolean }
interface Local { organisation: string, nation: string, words: [string, string][], digest: string }

const vectors = JSON.parse(readFileSync(new URL("../../vectors/local_words.json", import.meta.url), "utf8")) as { texts: Judged[], locals: Local[] };

const TABLE: KitTable = {
  course: "c", title: "C", mark: "Copack 0.1.0 build 0000-0000-0000", kit: "c-kit.zip", slots: [{ id: "contact", neutral: "n" }, { id: "evaluation", neutral: "n" }], nations: [],
  linkEnds: { screen: " (new)</a>", paper: " </a>" }, marks: [], limits: { organisation: 250, words: 2000 }, files: {},
};

test("addresses are found where Python finds them", () => {
  for (const { text, pieces } of vectors.texts) assert.deepEqual(splitContact(text), pieces, text);
});

test("words become the HTML that Python writes", () => {
  for (const { text, html } of vectors.texts) {
    const page = '<script type="application/json" data-local>{"newTab":""}</script><data class="copack-local" value="contact"></data>';
    const filled = fillPage(page, { organisation: "A", nation: "", words: [["contact", text]] }, TABLE, new Map());
    assert.ok(filled.endsWith(`<data class="copack-local" value="contact">${html}</data>`), text);
  }
});

test("a sign that a launch page never shows is written as Python writes it", () => {
  const page = '<data class="copack-local" value="contact"></data><script type="application/json" data-local>{"newTab":""}</script>';
  const filled = fillPage(page, { organisation: "A", nation: "", words: [["contact", "@@script@@"]] }, { ...TABLE, marks: ["@@script@@"] }, new Map());
  assert.ok(!filled.includes("@@script@@"));
  assert.equal(filled.split("&#64;&#64;script&#64;&#64;").length, 3);
});

test("what Python refuses is refused, and nothing else", () => {
  for (const { text, unsafe, address } of vectors.texts) {
    const faults = judge({ organisation: "A", nation: "", words: [["contact", text], ["evaluation", text]] }, TABLE);
    assert.equal(faults.get("contact") || "", unsafe && (faults.get("contact") || "not refused"), text);
    if (unsafe) assert.ok(faults.get("contact")?.startsWith(`“${unsafe}”`), text);
    else assert.equal(faults.has("evaluation"), !address, text);
  }
});

test("a name and words have their limits, and no sign that nobody can see", () => {
  const told = (organisation: string, words: string): string[] => Array.from(judge({ organisation, nation: "", words: [["contact", words]] }, TABLE).keys());
  assert.deepEqual(told("", ""), ["@organisation"]);
  assert.deepEqual(told("😀".repeat(250), "é".repeat(2000)), []);
  assert.deepEqual(told("a".repeat(251), "a".repeat(2001)), ["@organisation", "contact"]);
  for (const sign of ["\u202e", "\u200b", "\u0007", "\ufeff", "\ue000"]) assert.deepEqual(told("A", `a${sign}b`), ["contact"], JSON.stringify(sign));
  assert.equal(clean("  a\u00a0 \n\tb\u0065\u0301 "), "a b\u00e9");
});

test("the digest of words is Python's", () => {
  for (const { digest, ...local } of vectors.locals) assert.equal(digestOfWords(local), digest, local.organisation);
});

test("local.yaml keeps each sign, and the order of the course", () => {
  const written = writeLocalYaml({ organisation: 'A "B" \\', nation: "northern ireland", words: [["10", "ten: # 1"], ["9", ""], ["a", "b"]] }, "T");
  assert.deepEqual(written.split("\n").slice(1), ['organisation: "A \\"B\\" \\\\"', 'nation: "northern ireland"', "slots:", '  10: "ten: # 1"', '  a: "b"', ""]);
});

test("digests are those of the standards", () => {
  assert.equal(digestOfText(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  assert.equal(digestOfText("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  assert.equal(digestOfText("a".repeat(1000)), "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3");
  assert.equal(crc32(new TextEncoder().encode("123456789")), 0xcbf43926);
});

test("what deflate packed is made whole again, whatever the content", () => {
  const sign = (index: number): number => (index * index * 31 + (index >> 7)) & 0xff;
  const contents = [Buffer.alloc(0), Buffer.from("a"), Buffer.from("abc".repeat(5000)), Buffer.from(Array.from({ length: 70_000 }, (_, index) => sign(index)))];
  for (const content of contents) {
    for (const level of [0, 1, 6, 9]) assert.deepEqual(Buffer.from(inflate(deflateRawSync(content, { level }), content.length)), content);
  }
});

test("a file that holds more than it says, or is cut, is refused", () => {
  const packed = deflateRawSync(Buffer.from("abc".repeat(5000)));
  assert.throws(() => inflate(packed, 100), DamagedFileError);
  assert.throws(() => inflate(packed, 15_001), DamagedFileError);
  assert.throws(() => inflate(packed.subarray(0, packed.length - 4), 15_000), DamagedFileError);
  for (let at = 0; at < packed.length; at++) {
    const damaged = Buffer.from(packed);
    damaged[at] = (damaged[at] || 0) ^ 0xff;
    try {
      inflate(damaged, 15_000);
    } catch (fault) {
      assert.ok(fault instanceof DamagedFileError);
    }
  }
});

test("strange files are refused in words, each by itself", async () => {
  const local = { organisation: "A", nation: "", words: [] as [string, string][] };
  const files = [["photo.zip", "PK"], ["c-kit.zip", "no zip"], ["c-learner-book.pdf", "%PDF-"], ["other.html", "<p>"]] as const;
  const { copies, refusals } = await makeCopies(files.map(([name, text]) => ({ name, file: new Blob([text]) })), local, TABLE);
  assert.deepEqual(copies, []);
  assert.deepEqual(refusals.map(({ name, reason }) => [name, reason.split(".")[0]]), [
    ["photo.zip", "It is not a file of this kit, or it was changed"],
    ["c-kit.zip", "This file is damaged: it is not a zip, or only a part of one"],
    ["c-learner-book.pdf", "PDF and Word files keep the words that they have"],
    ["other.html", "It is not a file of this kit, or it was changed"],
  ]);
});

test("sizes and names are as people know them", () => {
  assert.deepEqual([0, 499, 500, 1500, 2500, 110_338, 999_499, 999_500, 1_400_000, 9_990_000, 23_000_000].map(sizeInWords), [
    "1 KB", "1 KB", "1 KB", "2 KB", "2 KB", "110 KB", "999 KB", "1 MB", "1.4 MB", "10 MB", "23 MB",
  ]);
  assert.deepEqual(["c-web (1).zip", "c-web(12).zip", "c-web.zip"].map(plainName), ["c-web.zip", "c-web.zip", "c-web.zip"]);
});
