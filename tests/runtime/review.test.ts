import assert from "node:assert/strict";
import { test } from "node:test";
import { BEGIN, base32, checksum, encode, END, type Reply, writeReply } from "../../templates/runtime/review/reply";

const bytes = (text: string): number[] => Array.from(new TextEncoder().encode(text));
const EMPTY: Reply = {
  course: "small", session: "one", title: "Small, session 1, One", digest: "0".repeat(64), word: "mivodu", name: "", consent: false, role: "", decision: "",
  disagreed: "", meeting: "", date: "", notes: [],
};

test("letters are those of RFC 4648, section 10, without padding", () => {
  const vectors = { "": "", f: "MY", fo: "MZXQ", foo: "MZXW6", foob: "MZXW6YQ", fooba: "MZXW6YTB", foobar: "MZXW6YTBOI" };
  for (const [text, letters] of Object.entries(vectors)) assert.equal(base32(bytes(text)), letters);
});

test("the checksum is CRC-32, whose check value is known", () => {
  assert.equal(checksum(bytes("123456789")), 0xcbf43926);
});

test("a reply says in words what was typed, and leaves out what was not", () => {
  const note = { n: 12, was: "0123456789ab", says: "We hold it against you.", better: "We do not blame you.", comment: "", story: "" };
  const text = writeReply({ ...EMPTY, role: "carer", decision: "not yet", notes: [note] });
  assert.match(text, /^Role: carer$/m);
  assert.match(text, /^Passage 12\nIt says: We hold it against you\.\nBetter: We do not blame you\.$/m);
  assert.doesNotMatch(text, /Comment:|Name:/);
  assert.ok(text.indexOf(BEGIN) < text.indexOf(END));
});

test("no line of letters is longer than mail programs leave whole", () => {
  const lines = encode({ ...EMPTY, disagreed: "Many words, naïve and “quoted”. ".repeat(20) }).split("\n");
  assert.ok(lines.length > 5);
  assert.ok(lines.every((line) => /^[A-Z2-7]{1,60}$/.test(line)));
});
