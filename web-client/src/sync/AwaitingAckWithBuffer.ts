import { Operation, type Buffer } from "../ot/index";
import { AwaitingAck } from "./AwaitingAck";
import type { ClientStateBase } from "./ClientState";
import type { Frozen } from "./Frozen";
import { advanced, type Advanced } from "./Received";

/** One operation is in flight, and more was typed since. */
export class AwaitingAckWithBuffer implements ClientStateBase {
  constructor(
    readonly site: string,
    readonly revision: number,
    /** The operation as it is sent, on the revision where it was frozen. */
    readonly inFlight: Frozen,
    /** The same operation moved to `revision`: what the log will say it is. */
    readonly outstanding: Operation,
    /** What was typed since, on the document after `outstanding`. */
    readonly buffer: Buffer,
    private readonly outstandingEdits = 1,
  ) {}

  get lastSequence(): number {
    return this.inFlight.sequence - 1;
  }

  get pending(): Operation {
    return this.outstanding.compose(this.buffer.toOperation());
  }

  get pendingEdits(): number {
    return this.outstandingEdits + this.buffer.edits;
  }

  edit(edit: Operation): AwaitingAckWithBuffer {
    return this.with(this.revision, this.outstanding, this.buffer.then(edit));
  }

  /**
   * Two diamonds, one below the other. The log was first in both.
   *
   *                   operation
   *                 •──────────►•
   *     outstanding │           │ outstanding of the next state
   *                 ▼           ▼
   *                 •──────────►•
   *          buffer │           │ buffer of the next state
   *                 ▼           ▼
   *                 •──────────►•
   *                     apply
   */
  applyOthers(count: number, operation: Operation): Advanced {
    const upper = Operation.transform(operation, this.outstanding);
    const lower = Operation.transform(upper.earlier, this.buffer.toOperation());
    const buffer = this.buffer.movedTo(lower.later);
    return advanced(this.with(this.revision + count, upper.later, buffer), lower.earlier);
  }

  /** Only now is it decided what the next operation is: all of the buffer, frozen from here on. */
  acknowledge(): AwaitingAck {
    const operation = this.buffer.toOperation();
    const revision = this.revision + 1;
    const frozen = { sequence: this.inFlight.sequence + 1, revision, operation };
    return new AwaitingAck(this.site, revision, frozen, operation, this.buffer.edits);
  }

  private with(revision: number, outstanding: Operation, buffer: Buffer): AwaitingAckWithBuffer {
    const { site, inFlight, outstandingEdits } = this;
    return new AwaitingAckWithBuffer(
      site,
      revision,
      inFlight,
      outstanding,
      buffer,
      outstandingEdits,
    );
  }
}
