import type { KeptCopy, KeptDocument, Outbox, Trouble } from "../store/index";

export interface OutboxWriterListener {
  /** Something was written, or failed to be. */
  changed(): void;
  copyKept(copy: KeptCopy): void;
  fault(error: Error): void;
}

/** Writes to an outbox, and knows what has been written. Nothing that it promises is rejected. */
export class OutboxWriter {
  private unwritten = 0;
  private failed = false;
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly outbox: Outbox,
    private readonly listener: OutboxWriterListener,
  ) {}

  get client(): string {
    return this.outbox.client;
  }

  /** Whether everything that was given is written where it outlives the page. */
  get isKept(): boolean {
    return this.outbox.outlivesPage && this.unwritten === 0 && !this.failed;
  }

  get unsentSince(): number | null {
    return this.outbox.unsentSince;
  }

  get trouble(): Trouble | null {
    return this.outbox.trouble;
  }

  /** Fulfilled when all that was given so far is written, or failed. */
  get settled(): Promise<void> {
    return this.last;
  }

  /** One change. After a failure there is a hole in what was kept, so `whole` is written instead. */
  write(change: (outbox: Outbox) => Promise<void>, whole: () => KeptDocument): void {
    if (this.failed) this.reset(whole());
    else this.add(() => change(this.outbox));
  }

  reset(document: KeptDocument): void {
    this.add(
      () => this.outbox.reset(document),
      () => (this.failed = false),
    );
  }

  /** The person is told of the copy at once: what they see is there, written or not. */
  keepCopy(copy: KeptCopy): void {
    this.add(() => this.outbox.keepCopy(copy));
    this.listener.copyKept(copy);
  }

  /** Forgets the document and takes a new client id. */
  async renew(): Promise<void> {
    this.add(() => this.outbox.renew());
    await this.settled;
  }

  private add(write: () => Promise<void>, succeeded: () => void = () => undefined): void {
    this.unwritten++;
    const settled = new Promise<void>((resolve) => resolve(write()))
      .then(succeeded, (error: unknown) => {
        this.failed = true;
        this.listener.fault(error instanceof Error ? error : new Error(String(error)));
      })
      .then(() => {
        this.unwritten--;
        this.listener.changed();
      });
    this.last = Promise.all([this.last, settled]).then(() => undefined);
  }
}
