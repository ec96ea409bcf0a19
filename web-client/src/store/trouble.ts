/**
 * Why edits are not kept where they outlive the page:
 * `missing`: this browser has no IndexedDB, or gives none to this page;
 * `blocked`: another tab holds an older version open, or the database does not answer;
 * `full`: the quota or the disk is used up;
 * `outdated`: a newer version of this page has been here, this one has to be reloaded;
 * `taken`: another tab writes to this outbox now;
 * `unavailable`: anything else, and it may pass.
 */
export type Trouble = "missing" | "blocked" | "full" | "outdated" | "taken" | "unavailable";

/** Something could not be read or written. */
export class StorageFault extends Error {
  override readonly name = "StorageFault";

  constructor(
    readonly trouble: Trouble,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }

  /** What a browser says, in our words. */
  static from(error: unknown): StorageFault {
    if (error instanceof StorageFault) return error;
    const { name, message } = nameAndMessage(error);
    return new StorageFault(TROUBLES.get(name) ?? "unavailable", `${name}: ${message}`, error);
  }
}

const TROUBLES: ReadonlyMap<string, Trouble> = new Map([
  ["QuotaExceededError", "full"],
  ["VersionError", "outdated"],
  ["SecurityError", "missing"],
]);

// A DOMException is no Error everywhere.
function nameAndMessage(error: unknown): { name: string; message: string } {
  const { name, message } = (error ?? {}) as { name?: unknown; message?: unknown };
  return { name: text(name, "Error"), message: text(message, String(error)) };
}

function text(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}
