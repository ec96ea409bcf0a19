/**
 * SHA-256 (FIPS 180-4), at once and everywhere: the browser's own answers later, and not at all on a
 * page that came over plain HTTP.
 */
export function sha256(message: Uint8Array): Uint8Array {
  const hash = fractions(8, (prime) => Math.sqrt(prime));
  const words = new DataView(padded(message).buffer);
  for (let block = 0; block < words.byteLength; block += 64) digest(hash, words, block);
  const bytes = new DataView(new ArrayBuffer(32));
  hash.forEach((word, index) => bytes.setUint32(4 * index, word));
  return new Uint8Array(bytes.buffer);
}

const ROUNDS = fractions(64, (prime) => Math.cbrt(prime));

/** The message, one bit, zeros, and the length in bits in the last eight bytes. */
function padded(message: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64);
  bytes.set(message);
  bytes[message.length] = 0x80;
  new DataView(bytes.buffer).setUint32(bytes.length - 4, 8 * message.length);
  return bytes;
}

function digest(hash: Uint32Array, words: DataView, block: number): void {
  const schedule = new Uint32Array(64);
  for (let i = 0; i < 64; i++)
    schedule[i] = i < 16 ? words.getUint32(block + 4 * i) : next(schedule, i);
  let [a, b, c, d, e, f, g, h] = hash as unknown as Eight;
  for (let i = 0; i < 64; i++) {
    const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const first = h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[i]! + schedule[i]!;
    const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const second = s0 + ((a & b) ^ (a & c) ^ (b & c));
    [a, b, c, d, e, f, g, h] = [(first + second) | 0, a, b, c, (d + first) | 0, e, f, g];
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => (hash[index]! += word));
}

type Eight = [number, number, number, number, number, number, number, number];

function next(schedule: Uint32Array, i: number): number {
  const [near, far] = [schedule[i - 2]!, schedule[i - 15]!];
  const s0 = turned(far, 7) ^ turned(far, 18) ^ (far >>> 3);
  const s1 = turned(near, 17) ^ turned(near, 19) ^ (near >>> 10);
  return schedule[i - 16]! + s0 + schedule[i - 7]! + s1;
}

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** The first 32 bits behind the point of a root of each of the first primes. */
function fractions(count: number, root: (prime: number) => number): Uint32Array {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) {
    if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  }
  return Uint32Array.from(primes, (prime) => (root(prime) % 1) * 2 ** 32);
}
