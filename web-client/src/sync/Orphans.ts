import type { DeviceStorage } from "../store/index";
import type { Emitter } from "./Emitter";
import type { Cancel } from "./Environment";
import type { ParticipationContext } from "./ParticipationContext";
import { pushOutboxes, type PushedOutbox } from "./pushOutboxes";
import type { SessionEvents } from "./SessionEvents";

/** What a push that cannot be gone through with ends in: see OutboxPush. */
const BECAME_COPIES: readonly string[] = ["refused", "diverged"];
/** A tab has it, and sends what is in it; or somebody who is bringing it to the server just now. */
const OPEN = "open";

/** The page may be open, and the document level, for days. */
const RETRY_MILLIS = 30_000;

/**
 * Unsent edits of this document in outboxes whose tabs are gone, beside the one that this session
 * adopted. They are brought to the server on their own, and come back as everybody's edits do.
 */
export class Orphans {
  private bringing = false;
  private editsTold = 0;
  private ended = false;
  private cancelRetry: Cancel = () => undefined;

  constructor(
    private readonly context: Pick<ParticipationContext, "doc" | "link" | "environment">,
    private readonly storage: DeviceStorage,
    private readonly events: Emitter<SessionEvents>,
  ) {}

  /** What fails stays where it is, and is tried again. */
  async bring(): Promise<void> {
    if (this.bringing || this.ended) return;
    this.bringing = true;
    this.cancelRetry();
    const { doc, link, environment } = this.context;
    try {
      const since = environment.now();
      const { pushed, left, failed } = await pushOutboxes(this.storage, link.http, { doc });
      const edits = editsOf(pushed);
      if (edits > 0) this.events.emit("orphansSent", edits);
      if (left.some(({ outcome }) => BECAME_COPIES.includes(outcome))) await this.tellCopies(since);
      this.tellLeft(left);
      // Whoever holds one may be about to let go of it, or die with what it has not sent.
      if (failed.length > 0 || left.some(({ outcome }) => outcome === OPEN)) this.retryLater();
    } catch (error) {
      if (this.ended) return;
      this.retryLater();
      this.events.emit("fault", error instanceof Error ? error : new Error(String(error)));
    } finally {
      this.bringing = false;
    }
  }

  end(): void {
    this.ended = true;
    this.cancelRetry();
  }

  /** Once, and again when it is another number. */
  private tellLeft(left: readonly PushedOutbox[]): void {
    const waiting = left.filter(
      ({ outcome }) => outcome !== OPEN && !BECAME_COPIES.includes(outcome),
    );
    const edits = editsOf(waiting);
    const toReview = waiting.every(({ outcome }) => outcome === "review");
    if (edits !== this.editsTold && edits > 0) this.events.emit("orphansLeft", { edits, toReview });
    this.editsTold = edits;
  }

  /** The person sees at once what could not be sent. */
  private async tellCopies(since: number): Promise<void> {
    const copies = await this.storage.shelf.copies();
    const made = copies.filter(({ doc, at }) => doc === this.context.doc && at >= since);
    made.forEach((copy) => this.events.emit("copyKept", copy));
  }

  private retryLater(): void {
    if (this.ended) return;
    this.cancelRetry = this.context.environment.after(RETRY_MILLIS, () => void this.bring());
  }
}

function editsOf(outboxes: readonly PushedOutbox[]): number {
  return outboxes.reduce((sum, { edits }) => sum + edits, 0);
}
