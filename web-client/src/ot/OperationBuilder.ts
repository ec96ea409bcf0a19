import { Attributes } from "./Attributes";
import { EMBED_UNIT, type Embed } from "./Embed";
import { InvalidOperationException } from "./InvalidOperationException";
import { Operation } from "./Operation";
import type { OperationSink } from "./OperationSink";
import { DELETE, INSERT, MAX_LENGTH, RETAIN, kindOf, lengthOf, run } from "./runs";
import type { Extra, Kind } from "./runs";
import { hasLoneSurrogate, isLow } from "./surrogates";

/**
 * The one maker of operations: merges neighbours and drops what is empty, so that whatever comes
 * out is canonical and equal operations hold equal runs.
 */
export class OperationBuilder implements OperationSink {
  private readonly runs: number[] = [];
  private extras: (Extra | null)[] | null = null;
  private pool = "";
  private baseLength = 0;
  private targetLength = 0;

  retain(length: number, attributes: Attributes = Attributes.NONE): this {
    this.add(RETAIN, length, attributes, null);
    return this;
  }

  insert(content: string | Embed, attributes: Attributes = Attributes.NONE): this {
    if (attributes.hasRemovals) {
      throw new InvalidOperationException("BAD_ATTRIBUTE", "null in the attributes of an insert");
    }
    const text = typeof content === "string" ? content : EMBED_UNIT;
    this.pool += text;
    this.add(INSERT, text.length, attributes, typeof content === "string" ? null : content);
    return this;
  }

  delete(length: number): this {
    this.add(DELETE, length, Attributes.NONE, null);
    return this;
  }

  /** Throws when inserted text holds half of a surrogate pair, or lengths passed the limit. */
  build(): Operation {
    this.checkSurrogates();
    const { runs, extras, pool, baseLength, targetLength } = this;
    return new Operation(runs, pool, extras, baseLength, targetLength);
  }

  private add(kind: Kind, length: number, attributes: Attributes, embed: Embed | null): void {
    if (!(length >= 0)) {
      throw new InvalidOperationException("NEGATIVE_LENGTH", `a length of ${length}`, length, 0);
    }
    if (length === 0) return;
    if (kind !== INSERT) this.baseLength = checkedSum(this.baseLength, length);
    if (kind !== DELETE) this.targetLength = checkedSum(this.targetLength, length);
    const last = this.runs.length - 1;
    if (last >= 0 && embed === null && this.continues(last, kind, attributes)) {
      this.runs[last] = run(kind, lengthOf(this.runs[last]!) + length);
      return;
    }
    this.runs.push(run(kind, length));
    if (!attributes.isEmpty || embed !== null) {
      this.extras ??= new Array<Extra | null>(last + 1).fill(null);
      this.extras.push({ attributes, embed });
    } else {
      this.extras?.push(null);
    }
  }

  private continues(last: number, kind: Kind, attributes: Attributes): boolean {
    if (kindOf(this.runs[last]!) !== kind) return false;
    const extra = this.extras?.[last] ?? null;
    if (extra === null) return attributes.isEmpty;
    return extra.embed === null && extra.attributes.equals(attributes);
  }

  private checkSurrogates(): void {
    if (this.pool === "") return;
    let lone = hasLoneSurrogate(this.pool);
    let from = 0;
    for (const each of this.runs) {
      if (kindOf(each) !== INSERT) continue;
      lone ||= from > 0 && isLow(this.pool.charCodeAt(from));
      from += lengthOf(each);
    }
    if (lone) {
      throw new InvalidOperationException("LONE_SURROGATE", "half of a pair in inserted text");
    }
  }
}

function checkedSum(sum: number, length: number): number {
  if (sum + length > MAX_LENGTH) {
    const message = `${sum + length} units, at most ${MAX_LENGTH}`;
    throw new InvalidOperationException("TOO_LONG", message, sum + length, MAX_LENGTH);
  }
  return sum + length;
}
