import { isScalar } from "./Attributes";
import { InvalidOperationException } from "./InvalidOperationException";
import { hasLoneSurrogate } from "./surrogates";

/** How an embed counts in text: as one unit, U+FFFC. */
export const EMBED_UNIT = "\ufffc";

/** Something that is not text and takes one unit: a kind and a value, `{"image":"…"}` on the wire. */
export class Embed {
  constructor(
    readonly kind: string,
    readonly value: string | boolean | number,
  ) {
    if (kind === "" || hasLoneSurrogate(kind) || !isScalar(value)) {
      throw new InvalidOperationException("BAD_ATTRIBUTE", `the embed ${JSON.stringify(kind)}`);
    }
  }

  equals(other: Embed): boolean {
    return this.kind === other.kind && this.value === other.value;
  }

  toString(): string {
    return `{${JSON.stringify(this.kind)}:${JSON.stringify(this.value)}}`;
  }
}
