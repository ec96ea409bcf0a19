/**
 * The generator of Steele, Lea and Flood (2014), the same sequence as in ot-core. 64 bits as two
 * halves: BigInt would take longer than what is tested.
 */
export class SplitMix64 {
  private high: number;
  private low: number;

  constructor(seed: number | bigint) {
    const bits = BigInt.asUintN(64, BigInt(seed));
    this.high = Number(bits >> 32n) | 0;
    this.low = Number(bits & 0xffffffffn) | 0;
  }

  /** 0 to `bound` - 1, from the upper 31 bits; the slight bias does not matter here. */
  below(bound: number): number {
    return (this.nextHigh() >>> 1) % bound;
  }

  /** True once in `n` times. */
  oneIn(n: number): boolean {
    return this.below(n) === 0;
  }

  /** One of them. */
  oneOf<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }

  /** 0 (included) to 1 (excluded), for whoever wants what Math.random gives. */
  fraction(): number {
    return this.below(2 ** 31 - 1) / (2 ** 31 - 1);
  }

  private nextHigh(): number {
    const low = (this.low >>> 0) + 0x7f4a7c15;
    this.low = low | 0;
    this.high = (this.high + 0x9e3779b9 + (low > 0xffffffff ? 1 : 0)) | 0;
    let [high, other] = shiftedXor(this.high, this.low, 30);
    [high, other] = product(high, other, 0xbf58476d, 0x1ce4e5b9);
    [high, other] = shiftedXor(high, other, 27);
    [high, other] = product(high, other, 0x94d049bb, 0x133111eb);
    return shiftedXor(high, other, 31)[0];
  }
}

function shiftedXor(high: number, low: number, by: number): [number, number] {
  return [high ^ (high >>> by), low ^ ((low >>> by) | (high << (32 - by)))];
}

function product(aHigh: number, aLow: number, bHigh: number, bLow: number): [number, number] {
  const [a0, a1] = [aLow & 0xffff, aLow >>> 16];
  const [b0, b1] = [bLow & 0xffff, bLow >>> 16];
  const middle = ((a0 * b0) >>> 16) + ((a0 * b1) & 0xffff) + ((a1 * b0) & 0xffff);
  const carried = a1 * b1 + ((a0 * b1) >>> 16) + ((a1 * b0) >>> 16) + (middle >>> 16);
  const high = (carried | 0) + Math.imul(aHigh, bLow) + Math.imul(aLow, bHigh);
  return [high | 0, Math.imul(aLow, bLow)];
}
