import { cryptoRandomBytes } from "./clientId";

/** All that storage takes from outside, so that a test can hold time, chance and faults. */
export interface StorageEnvironment {
  /** Where databases are, if this page has any. */
  readonly databases: IDBFactory | undefined;
  readonly keyRange: Pick<typeof IDBKeyRange, "bound" | "only">;
  /** Web Locks: in secure contexts only. */
  readonly locks: Pick<LockManager, "request"> | undefined;
  readonly storage: Pick<StorageManager, "estimate" | "persist" | "persisted"> | undefined;
  /** Milliseconds since 1970. */
  now(): number;
  /** Returns what cancels it. */
  after(delayMillis: number, action: () => void): () => void;
  randomBytes(length: number): Uint8Array;
  /** The public name of a client id, null where this cannot be computed. */
  siteOf(client: string): Promise<string | null>;
}

/** The browser that the page runs in. */
export function browserStorage(): StorageEnvironment {
  return {
    databases: allowed(() => globalThis.indexedDB),
    keyRange: globalThis.IDBKeyRange,
    locks: allowed(() => globalThis.navigator?.locks),
    storage: allowed(() => globalThis.navigator?.storage),
    now: () => Date.now(),
    after(delayMillis, action) {
      const timer = setTimeout(action, delayMillis);
      return () => clearTimeout(timer);
    },
    randomBytes: cryptoRandomBytes,
    siteOf,
  };
}

/** Mere reading of these throws in a sandboxed frame, and where the person forbids storage. */
function allowed<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

async function siteOf(client: string): Promise<string | null> {
  // Absent where the context is not secure, whatever the types say.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) return null;
  const digest = await subtle.digest("SHA-256", new TextEncoder().encode(client));
  // 12 characters are 9 bytes.
  const binary = String.fromCharCode(...new Uint8Array(digest, 0, 9));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_");
}
