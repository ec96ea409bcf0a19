/** A message that is not what the protocol says. */
export class BadMessageError extends Error {
  override readonly name = "BadMessageError";
}

/** The fields of one JSON object, read by name and by what they must be. */
export class Fields {
  private constructor(
    private readonly values: Readonly<Record<string, unknown>>,
    private readonly where: string,
  ) {}

  static of(value: unknown, where: string): Fields {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new BadMessageError(`${where} is no object`);
    }
    return new Fields(value as Record<string, unknown>, where);
  }

  /** Those of a JSON text. */
  static parsed(text: string, where: string): Fields {
    return Fields.of(parsed(text), where);
  }

  has(name: string): boolean {
    return this.values[name] !== undefined;
  }

  /** Whatever it is, but it must be there. */
  any(name: string): unknown {
    return this.has(name) ? this.values[name] : this.wrong(name, "a value");
  }

  string(name: string): string {
    const value = this.values[name];
    return typeof value === "string" ? value : this.wrong(name, "a string");
  }

  oneOf<T extends string>(name: string, choices: readonly T[]): T {
    const value = this.values[name];
    return choices.find((choice) => choice === value) ?? this.wrong(name, choices.join(" or "));
  }

  /** A whole number from 0 on. */
  count(name: string): number {
    const value = this.values[name];
    return isCount(value) ? value : this.wrong(name, "a whole number from 0 on");
  }

  /** A whole number from 1 on. */
  positive(name: string): number {
    const value = this.count(name);
    return value > 0 ? value : this.wrong(name, "a whole number from 1 on");
  }

  boolean(name: string): boolean {
    const value = this.values[name];
    return typeof value === "boolean" ? value : this.wrong(name, "true or false");
  }

  object(name: string): Fields {
    return Fields.of(this.values[name], `${this.where}.${name}`);
  }

  list<T>(name: string, read: (item: unknown) => T): readonly T[] {
    const value = this.values[name];
    return Array.isArray(value) ? value.map(read) : this.wrong(name, "a list");
  }

  /** What `read` reads, or null where there is nothing. */
  optional<T>(name: string, read: (name: string) => T): T | null {
    const value = this.values[name];
    return value === undefined || value === null ? null : read.call(this, name);
  }

  entries(): [string, unknown][] {
    return Object.entries(this.values);
  }

  private wrong(name: string, wanted: string): never {
    const got = JSON.stringify(this.values[name])?.slice(0, 60);
    throw new BadMessageError(`${this.where}.${name} is ${got}, not ${wanted}`);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadMessageError(`not JSON: ${text.slice(0, 60)}`);
  }
}

export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
