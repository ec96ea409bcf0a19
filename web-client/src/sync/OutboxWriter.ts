import type { KeptDocument, Outbox } from "../store/index";

/** Writes to an outbox, and knows what has been written. */
export class OutboxWriter {
  private unwritten = 0;
  private failed = false;
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly outbox: Outbox,
    private readonly written: () => void,
    private readonly fault: (error: Error) => void,
  ) {}

  /** Whether everything that was given is written where it outlives the page. */
  get isKept(): boolean {
    return this.outbox.outlivesPage && this.unwritten === 0 && !this.failed;
  }

  /** Fulfilled, never rejected, when all that was given so far is written, or failed. */
  get settled(): Promise<void> {
    return this.last;
  }

  /** One change. After a failure there is a hole in what was kept, so `whole` is written instead. */
  write(change: (outbox: Outbox) => Promise<void>, whole: () => KeptDocument): void {
    if (this.failed) this.reset(whole());
    else
      this.add(
        () => change(this.outbox),
        () => undefined,
      );
  }

  reset(document: KeptDocument): void {
    this.add(
      () => this.outbox.reset(document),
      () => (this.failed = false),
    );
  }

  private add(write: () => Promise<void>, succeeded: () => void): void {
    this.unwritten++;
    const settled = new Promise<void>((resolve) => resolve(write()))
      .then(succeeded, (error: unknown) => {
        this.failed = true;
        this.fault(error instanceof Error ? error : new Error(String(error)));
      })
      .then(() => {
        this.unwritten--;
        this.written();
      });
    this.last = Promise.all([this.last, settled]).then(() => undefined);
  }
}
