import { Buffer, type Operation } from "../ot/index";
import { cryptoRandomBytes, newClientId } from "./clientId";
import type { KeptCopy, KeptDocument, Outbox, OutboxStore, Standing } from "./Outbox";
import type { Trouble } from "./trouble";

/** Outboxes that live as long as the page. */
export class MemoryOutboxStore implements OutboxStore {
  private readonly outboxes = new Map<string, MemoryOutbox>();

  constructor(
    private readonly randomBytes: (length: number) => Uint8Array = cryptoRandomBytes,
    private readonly now: () => number = Date.now,
  ) {}

  open(doc: string): Promise<MemoryOutbox> {
    const outbox = this.outboxes.get(doc) ?? new MemoryOutbox(this.randomBytes, this.now);
    this.outboxes.set(doc, outbox);
    return Promise.resolve(outbox);
  }
}

export class MemoryOutbox implements Outbox {
  readonly outlivesPage = false;
  client: string;
  private kept: Kept | null = null;
  private readonly copiesKept: KeptCopy[] = [];

  constructor(
    private readonly randomBytes: (length: number) => Uint8Array = cryptoRandomBytes,
    private readonly now: () => number = Date.now,
    /** Why nothing outlives the page, where it should. */
    readonly trouble: Trouble | null = null,
  ) {
    this.client = newClientId(randomBytes);
  }

  get unsentSince(): number | null {
    return this.kept?.unsentSince ?? null;
  }

  listen(): () => void {
    return () => undefined;
  }

  load(): Promise<KeptDocument | null> {
    if (this.kept === null) return Promise.resolve(null);
    const { standing, content, passed, edits, pendingEdits } = this.kept;
    return Promise.resolve({
      ...standing,
      content: passed === null ? content : passed.toOperation().apply(content),
      buffer: edits?.toOperation() ?? null,
      pendingEdits,
    });
  }

  reset({ content, ...standing }: KeptDocument): Promise<void> {
    const { pendingEdits } = standing;
    const edits = buffered(standing);
    const unsentSince = pendingEdits > 0 ? this.now() : null;
    this.kept = { standing, content, passed: null, edits, pendingEdits, unsentSince };
    return Promise.resolve();
  }

  append(edit: Operation): Promise<void> {
    const kept = this.opened();
    kept.edits = Buffer.after(kept.edits, edit);
    kept.pendingEdits++;
    kept.unsentSince ??= this.now();
    return Promise.resolve();
  }

  advance(through: Operation | null, standing: Standing): Promise<void> {
    const kept = this.opened();
    kept.standing = standing;
    kept.edits = buffered(standing);
    kept.pendingEdits = standing.pendingEdits;
    kept.unsentSince = standing.pendingEdits === 0 ? null : (kept.unsentSince ?? this.now());
    if (through !== null) kept.passed = Buffer.after(kept.passed, through);
    return Promise.resolve();
  }

  renew(): Promise<void> {
    this.kept = null;
    this.client = newClientId(this.randomBytes);
    return Promise.resolve();
  }

  keepCopy(copy: KeptCopy): Promise<void> {
    this.copiesKept.push(copy);
    return Promise.resolve();
  }

  copies(): Promise<readonly KeptCopy[]> {
    return Promise.resolve([...this.copiesKept]);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private opened(): Kept {
    if (this.kept === null) throw new Error("nothing was kept yet: reset comes first");
    return this.kept;
  }
}

/** The text is brought up to date when somebody asks for it; until then the way there is kept. */
interface Kept {
  standing: Standing;
  readonly content: string;
  passed: Buffer | null;
  edits: Buffer | null;
  pendingEdits: number;
  /** Never younger than the truth. */
  unsentSince: number | null;
}

function buffered({ buffer }: Standing): Buffer | null {
  return buffer === null ? null : Buffer.of(buffer);
}
