/**
 * SHA-256 (FIPS 180-4), our own: `crypto.subtle` is missing on plain http, which some platforms still are, and it cannot
 * answer at once. It names rows on a shared device, so a short checksum would not do: that could be tried out by hand.
 */

const ROUNDS = 64;
const primes: number[] = [];
for (let number = 2; primes.length < ROUNDS; number += 1) if (primes.every((prime) => number % prime)) primes.push(number);

/** The first 32 bits of the fraction of a root: where the standard's constants come from. */
const fraction = (root: number): number => ((root - Math.floor(root)) * 0x100000000) | 0;
const constants = primes.map((prime) => fraction(Math.cbrt(prime)));
const start = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** 64 hex digits of a text's UTF-8. */
export function sha256(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text));
  const bits = bytes.length * 8;
  bytes.push(0x80);
  while (bytes.length % 64 !== 56) bytes.push(0);
  // Eight bytes of length; texts of half a gigabyte are not ours.
  for (let shift = 56; shift >= 0; shift -= 8) bytes.push(shift > 24 ? 0 : (bits >>> shift) & 255);
  let state = start;
  for (let at = 0; at < bytes.length; at += 64) state = block(state, bytes, at);
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

function block(state: number[], bytes: number[], at: number): number[] {
  const byte = (place: number): number => bytes[at + place] as number;
  const words: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round < 16) {
      words.push((byte(4 * round) << 24) | (byte(4 * round + 1) << 16) | (byte(4 * round + 2) << 8) | byte(4 * round + 3));
    } else {
      const [far, near] = [words[round - 15] as number, words[round - 2] as number];
      const low = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3), high = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10);
      words.push(((words[round - 16] as number) + low + (words[round - 7] as number) + high) | 0);
    }
  }
  let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number];
  words.forEach((word, round) => {
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + (constants[round] as number) + word) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  });
  return [a, b, c, d, e, f, g, h].map((word, place) => (word + (state[place] as number)) | 0);
}
