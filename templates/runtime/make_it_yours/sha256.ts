/** SHA-256 (FIPS 180-4) and the CRC-32 of zips, piece by piece: browsers keep `crypto.subtle` from some pages, and it takes a file only whole. */

import { eachPiece } from "./bytes";

const K = (() => {
  const made = new Uint32Array(64);
  for (let number = 2, found = 0; found < 64; number++) {
    if (isPrime(number)) made[found++] = fraction(Math.cbrt(number));
  }
  return made;
})();

const START = [2, 3, 5, 7, 11, 13, 17, 19].map((prime) => fraction(Math.sqrt(prime)));

function isPrime(number: number): boolean {
  for (let factor = 2; factor * factor <= number; factor++) if (number % factor === 0) return false;
  return true;
}

/** The first 32 bits of what stands behind the point. */
function fraction(value: number): number {
  return Math.floor((value - Math.floor(value)) * 2 ** 32) >>> 0;
}

const turn = (value: number, by: number): number => (value >>> by) | (value << (32 - by));

export class Sha256 {
  private readonly state = Uint32Array.from(START);
  private readonly block = new Uint8Array(64);
  private readonly words = new Uint32Array(64);
  private filled = 0;
  private length = 0;

  update(bytes: Uint8Array): this {
    this.length += bytes.length;
    for (let at = 0; at < bytes.length;) {
      const taken = Math.min(64 - this.filled, bytes.length - at);
      this.block.set(bytes.subarray(at, at + taken), this.filled);
      this.filled += taken;
      at += taken;
      if (this.filled === 64) {
        this.mix();
        this.filled = 0;
      }
    }
    return this;
  }

  /** The digest in hex digits. Nothing may be added afterwards. */
  hex(): string {
    const { length } = this, rest = (this.filled < 56 ? 56 : 120) - this.filled;
    const tail = new Uint8Array(rest + 8), view = new DataView(tail.buffer);
    tail[0] = 0x80;
    view.setUint32(rest, Math.floor(length / 2 ** 29));
    view.setUint32(rest + 4, (length << 3) >>> 0);
    this.update(tail);
    return Array.from(this.state, (word) => word.toString(16).padStart(8, "0")).join("");
  }

  private mix(): void {
    const { words: w, state } = this, view = new DataView(this.block.buffer);
    const word = (index: number): number => w[index] || 0;
    for (let i = 0; i < 16; i++) w[i] = view.getUint32(i * 4);
    for (let i = 16; i < 64; i++) {
      const early = word(i - 15), late = word(i - 2);
      w[i] = word(i - 16) + word(i - 7) + (turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)) + (turn(late, 17) ^ turn(late, 19) ^ (late >>> 10));
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let i = 0; i < 64; i++) {
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + (K[i] || 0) + word(i)) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + one) | 0;
      d = c; c = b; b = a; a = (one + two) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((value, index) => { state[index] = (state[index] || 0) + value; });
  }
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The CRC-32 after more bytes; begin with 0. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let value = ~before;
  for (const byte of bytes) value = (CRC_TABLE[(value ^ byte) & 0xff] || 0) ^ (value >>> 8);
  return ~value >>> 0;
}

export async function digestOf(file: Blob): Promise<string> {
  const digest = new Sha256();
  await eachPiece(file, (piece) => { digest.update(piece); });
  return digest.hex();
}

export const digestOfText = (text: string): string => new Sha256().update(new TextEncoder().encode(text)).hex();
