import { InvalidOperationException } from "./InvalidOperationException";
import { hasLoneSurrogate } from "./surrogates";

/** The value of an attribute. `null` removes the attribute, and is legal on retains only. */
export type AttributeValue = string | boolean | number | null;

/** Attributes of a stretch of text: immutable, keys sorted by UTF-16 code unit. */
export class Attributes {
  static readonly NONE = new Attributes([]);

  private constructor(readonly entries: readonly (readonly [string, AttributeValue])[]) {}

  /** Sorts the keys; throws when a key or a value is not one that the wire can carry. */
  static of(values: Readonly<Record<string, AttributeValue>>): Attributes {
    return Attributes.ofEntries(Object.entries(values));
  }

  static ofEntries(entries: readonly (readonly [string, AttributeValue])[]): Attributes {
    if (entries.length === 0) return Attributes.NONE;
    for (const [key, value] of entries) checkEntry(key, value);
    return new Attributes([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  }

  get isEmpty(): boolean {
    return this.entries.length === 0;
  }

  get hasRemovals(): boolean {
    return this.entries.some(([, value]) => value === null);
  }

  get(key: string): AttributeValue | undefined {
    return this.entries.find(([name]) => name === key)?.[1];
  }

  /** These, then `later`: the later value wins. What `later` removes stays as a removal. */
  overlaidBy(later: Attributes): Attributes {
    if (later.isEmpty) return this;
    if (this.isEmpty) return later;
    return Attributes.ofEntries([...this.without(later).entries, ...later.entries]);
  }

  /** Those whose keys `other` does not mention. */
  without(other: Attributes): Attributes {
    if (this.isEmpty || other.isEmpty) return this;
    const kept = this.entries.filter(([key]) => other.get(key) === undefined);
    return kept.length === this.entries.length ? this : Attributes.ofEntries(kept);
  }

  /** Those that set something: a removal means nothing to text that is new. */
  withoutRemovals(): Attributes {
    if (!this.hasRemovals) return this;
    return Attributes.ofEntries(this.entries.filter(([, value]) => value !== null));
  }

  equals(other: Attributes): boolean {
    if (this === other) return true;
    if (this.entries.length !== other.entries.length) return false;
    return this.entries.every(([key, value], index) => {
      const [otherKey, otherValue] = other.entries[index]!;
      return key === otherKey && value === otherValue;
    });
  }

  /** Canonical JSON. Written by hand: an object would put keys that look like numbers first. */
  toString(): string {
    const members = this.entries.map(([key, value]) => `${quote(key)}:${JSON.stringify(value)}`);
    return `{${members.join(",")}}`;
  }
}

const quote = JSON.stringify;

function checkEntry(key: string, value: unknown): void {
  if (key === "") throw new InvalidOperationException("BAD_ATTRIBUTE", "a name is empty");
  if (hasLoneSurrogate(key)) {
    throw new InvalidOperationException("LONE_SURROGATE", `in the attribute key ${quote(key)}`);
  }
  if (value !== null && !isScalar(value)) {
    throw new InvalidOperationException("BAD_ATTRIBUTE", `the value of ${quote(key)}`);
  }
}

/** What an attribute or an embed may hold: text, a truth value, an integer that a double holds. */
export function isScalar(value: unknown): value is string | boolean | number {
  if (typeof value === "string") return !hasLoneSurrogate(value);
  return typeof value === "boolean" || Number.isSafeInteger(value);
}
