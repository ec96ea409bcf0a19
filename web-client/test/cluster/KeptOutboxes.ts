import { MemoryOutboxStore, type KeptDocument, type MemoryOutbox } from "../../src/store/index";

/** More versions than anybody goes back. */
const VERSIONS = 40;

interface Version {
  readonly client: string;
  readonly kept: KeptDocument | null;
}

/** The outboxes of one browser, which can be copied, and put back to what they were. */
export class KeptOutboxes {
  readonly store: MemoryOutboxStore;
  private readonly versions = new Map<string, Version[]>();

  constructor(randomBytes: (length: number) => Uint8Array, now: () => number) {
    this.store = new MemoryOutboxStore(randomBytes, now);
  }

  /** What there is now becomes a version. */
  async keep(doc: string): Promise<Version> {
    const outbox = await this.store.open(doc);
    const version = { client: outbox.client, kept: await outbox.load() };
    const versions = this.versions.get(doc) ?? [];
    versions.push(version);
    this.versions.set(doc, versions.slice(-VERSIONS));
    return version;
  }

  /** The last so many versions never were. */
  async restore(back: number): Promise<void> {
    for (const [doc, versions] of this.versions) {
      versions.splice(Math.max(1, versions.length - back));
      await become(await this.store.open(doc), versions[versions.length - 1]!);
    }
  }

  async adopt(other: KeptOutboxes): Promise<void> {
    for (const [doc, versions] of other.versions) {
      const last = versions[versions.length - 1]!;
      this.versions.set(doc, [last]);
      await become(await this.store.open(doc), last);
    }
  }
}

async function become(outbox: MemoryOutbox, { client, kept }: Version): Promise<void> {
  await outbox.renew();
  outbox.client = client;
  if (kept !== null) await outbox.reset(kept);
}
