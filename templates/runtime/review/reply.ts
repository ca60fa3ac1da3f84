/** What a reviewer said, as a text that people can read and mail, with letters at its end from which `copack sign-off` reads the same again. */

/** What was said of one passage. `was`: twelve hex digits of the words as they read. */
export interface Note { n: number; was: string; says: string; better: string; comment: string; story: string }

export interface Reply {
  course: string;
  session: string;
  title: string;
  digest: string;
  word: string;
  name: string;
  consent: boolean;
  role: string;
  decision: string;
  disagreed: string;
  meeting: string;
  date: string;
  notes: Note[];
}

export const BEGIN = "COPACK REPLY BEGIN";
export const END = "COPACK REPLY END";

/** No letter here is changed by quoting, by new line ends, or by programs that mend quotes and dashes (RFC 4648, section 6). */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const LINE = 60;

/** CRC-32 as in RFC 1952, section 8. */
export function checksum(bytes: readonly number[]): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

export function base32(bytes: readonly number[]): string {
  let letters = "", held = 0, bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      letters += ALPHABET.charAt((held >>> (bits - 5)) & 31);
      bits -= 5;
    }
    held &= (1 << bits) - 1;
  }
  return bits ? letters + ALPHABET.charAt((held << (5 - bits)) & 31) : letters;
}

/** The letters of a reply: its JSON as UTF-8, with four bytes of checksum behind. */
export function encode(reply: Reply): string {
  const { title: _title, notes, ...rest } = reply;
  const kept = notes.map(({ n, was, better, comment, story }) => ({ n, was, better, comment, story }));
  const bytes = Array.from(new TextEncoder().encode(JSON.stringify({ v: 1, ...rest, notes: kept })));
  const sum = checksum(bytes);
  const letters = base32([...bytes, sum >>> 24, (sum >>> 16) & 255, (sum >>> 8) & 255, sum & 255]);
  return (letters.match(new RegExp(`.{1,${LINE}}`, "g")) || []).join("\n");
}

/** The reply as it is mailed. */
export function writeReply(reply: Reply): string {
  const lines = [
    `Reply about: ${reply.title}`,
    `Word of this version: ${reply.word}`,
    ...said("Name", reply.name), ...said("Role", reply.role), ...said("Decision", reply.decision),
    ...said("We did not agree about", reply.disagreed), ...said("Meeting", reply.meeting), ...said("Date", reply.date),
    "",
  ];
  for (const note of reply.notes) {
    lines.push(`Passage ${note.n}`, ...said("It says", note.says), ...said("Better", note.better), ...said("Comment", note.comment), ...said("Story", note.story), "");
  }
  lines.push("The letters below say the same once more, for a program. Please leave them in.", BEGIN, encode(reply), END, "");
  return lines.join("\n");
}

const said = (what: string, words: string): string[] => (words ? [`${what}: ${words}`] : []);
