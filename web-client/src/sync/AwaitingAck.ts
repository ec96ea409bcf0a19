import { Buffer, Operation } from "../ot/index";
import { AwaitingAckWithBuffer } from "./AwaitingAckWithBuffer";
import type { ClientStateBase } from "./ClientState";
import type { Frozen } from "./Frozen";
import { advanced, type Advanced } from "./Received";
import { Synchronized } from "./Synchronized";

/** One operation is in flight, and nothing was typed since. */
export class AwaitingAck implements ClientStateBase {
  readonly buffer = null;

  constructor(
    readonly site: string,
    readonly revision: number,
    /** The operation as it is sent, on the revision where it was frozen. */
    readonly inFlight: Frozen,
    /** The same operation moved to `revision`: what the log will say it is. */
    readonly outstanding: Operation,
    readonly pendingEdits = 1,
  ) {}

  get lastSequence(): number {
    return this.inFlight.sequence - 1;
  }

  get pending(): Operation {
    return this.outstanding;
  }

  edit(edit: Operation): AwaitingAckWithBuffer {
    const { site, revision, inFlight, outstanding, pendingEdits } = this;
    const buffer = Buffer.of(edit);
    return new AwaitingAckWithBuffer(site, revision, inFlight, outstanding, buffer, pendingEdits);
  }

  /**
   * The log was first: what is outstanding is the later of the two.
   *
   *                   operation
   *                 •──────────►•
   *     outstanding │           │ outstanding of the next state
   *                 ▼           ▼
   *                 •──────────►•
   *                     apply
   */
  applyOthers(count: number, operation: Operation): Advanced {
    const { earlier, later } = Operation.transform(operation, this.outstanding);
    const revision = this.revision + count;
    const { site, inFlight, pendingEdits } = this;
    return advanced(new AwaitingAck(site, revision, inFlight, later, pendingEdits), earlier);
  }

  acknowledge(): Synchronized {
    return new Synchronized(this.site, this.revision + 1, this.inFlight.sequence);
  }
}
