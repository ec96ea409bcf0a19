import type { Operation } from "../ot/index";
import { AwaitingAck } from "./AwaitingAck";
import type { ClientStateBase } from "./ClientState";
import { advanced, type Advanced } from "./Received";

/** Nothing is in flight: the local document is the log's document at this revision. */
export class Synchronized implements ClientStateBase {
  readonly inFlight = null;
  readonly outstanding = null;
  readonly buffer = null;
  readonly pending = null;
  readonly pendingEdits = 0;

  constructor(
    readonly site: string,
    readonly revision: number,
    readonly lastSequence: number,
  ) {}

  edit(edit: Operation): AwaitingAck {
    const { site, revision, lastSequence } = this;
    const frozen = { sequence: lastSequence + 1, revision, operation: edit };
    return new AwaitingAck(site, revision, frozen, edit);
  }

  applyOthers(count: number, operation: Operation): Advanced {
    return advanced(
      new Synchronized(this.site, this.revision + count, this.lastSequence),
      operation,
    );
  }

  acknowledge(): never {
    throw new Error("an acknowledgement, and nothing is in flight");
  }
}
