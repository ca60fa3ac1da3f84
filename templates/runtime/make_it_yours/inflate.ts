/** What deflate made small (RFC 1951), made whole again: no browser of the floor can do it by itself. A file that promises more than it may is refused. */

export class DamagedFileError extends Error {}

const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCES = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
const DISTANCE_BITS = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A code by its lengths: how many signs have each length, and the signs in the order of their codes. */
interface Code { counts: number[], signs: number[] }

function makeCode(lengths: number[]): Code {
  const counts = Array.from({ length: 16 }, (_, length) => lengths.filter((each) => each === length).length);
  const signs = [];
  for (let length = 1; length < 16; length++) for (let sign = 0; sign < lengths.length; sign++) if (lengths[sign] === length) signs.push(sign);
  counts[0] = 0;
  return { counts, signs };
}

const FIXED_SIGNS = makeCode(Array.from({ length: 288 }, (_, sign) => (sign < 144 ? 8 : sign < 256 ? 9 : sign < 280 ? 7 : 8)));
const FIXED_DISTANCES = makeCode(Array.from({ length: 30 }, () => 5));

class Bits {
  private held = 0;
  private count = 0;
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  read(wanted: number): number {
    while (this.count < wanted) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new DamagedFileError("it ends too early");
      this.held |= byte << this.count;
      this.count += 8;
    }
    const value = this.held & ((1 << wanted) - 1);
    this.held >>>= wanted;
    this.count -= wanted;
    return value;
  }

  /** The sign that the next bits stand for. */
  decode({ counts, signs }: Code): number {
    for (let length = 1, code = 0, first = 0, index = 0; length < 16; length++) {
      code |= this.read(1);
      const number = counts[length] || 0;
      if (code - number < first) return signs[index + code - first] || 0;
      index += number;
      first = (first + number) << 1;
      code <<= 1;
    }
    throw new DamagedFileError("it holds a sign that there is not");
  }

  /** Bytes as they are, behind the end of the byte that was begun. */
  plain(): Uint8Array {
    this.held = this.count = 0;
    const length = (this.bytes[this.at] || 0) | ((this.bytes[this.at + 1] || 0) << 8), start = this.at + 4;
    if (start + length > this.bytes.length) throw new DamagedFileError("it ends too early");
    this.at = start + length;
    return this.bytes.subarray(start, this.at);
  }
}

/** Returns the content, which must have so many bytes. Throws DamagedFileError. */
export function inflate(packed: Uint8Array, size: number): Uint8Array {
  const bits = new Bits(packed), out = new Uint8Array(size);
  let at = 0;
  const room = (more: number): void => {
    if (at + more > size) throw new DamagedFileError("it holds more than it says");
  };
  for (let last = 0; !last;) {
    last = bits.read(1);
    const sort = bits.read(2);
    if (sort === 3) throw new DamagedFileError("it is packed in a way that there is not");
    if (sort === 0) {
      const plain = bits.plain();
      room(plain.length);
      out.set(plain, at);
      at += plain.length;
      continue;
    }
    const [signs, distances] = sort === 1 ? [FIXED_SIGNS, FIXED_DISTANCES] : readCodes(bits);
    for (let sign = bits.decode(signs); sign !== 256; sign = bits.decode(signs)) {
      if (sign < 256) {
        room(1);
        out[at++] = sign;
        continue;
      }
      const length = (LENGTHS[sign - 257] || 0) + bits.read(LENGTH_BITS[sign - 257] || 0), distance = readDistance(bits, distances);
      room(length);
      if (distance > at || !length) throw new DamagedFileError("it points before its start");
      for (let copied = 0; copied < length; copied++, at++) out[at] = out[at - distance] || 0;
    }
  }
  if (at !== size) throw new DamagedFileError("it holds less than it says");
  return out;
}

function readDistance(bits: Bits, code: Code): number {
  const sign = bits.decode(code);
  return (DISTANCES[sign] || Infinity) + bits.read(DISTANCE_BITS[sign] || 0);
}

function readCodes(bits: Bits): [Code, Code] {
  const signs = bits.read(5) + 257, distances = bits.read(5) + 1, given = bits.read(4) + 4;
  const lengths = Array.from({ length: 19 }, () => 0);
  for (const sign of ORDER.slice(0, given)) lengths[sign] = bits.read(3);
  const code = makeCode(lengths), all: number[] = [];
  while (all.length < signs + distances) {
    const sign = bits.decode(code);
    if (sign < 16) all.push(sign);
    else {
      const [value, times] = sign === 16 ? [all[all.length - 1] || 0, 3 + bits.read(2)] : [0, sign === 17 ? 3 + bits.read(3) : 11 + bits.read(7)];
      for (let time = 0; time < times; time++) all.push(value);
    }
  }
  return [makeCode(all.slice(0, signs)), makeCode(all.slice(signs, signs + distances))];
}
