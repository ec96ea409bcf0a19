import type { Operation } from "../../src/ot/index";
import { Operation as Operations } from "../../src/ot/index";
import { MemoryOutbox } from "../../src/store/index";
import { AwaitingAck } from "../../src/sync/AwaitingAck";
import { Exchange } from "../../src/sync/Exchange";
import { People } from "../../src/sync/People";
import type { Replica } from "../../src/sync/Replica";
import { Synchronized } from "../../src/sync/Synchronized";

/**
 * Bugs for a client of a simulated cluster, by name. The server's `ScriptCanaryTest` plants each, and
 * demands that some seed fails. Production code knows nothing of this.
 */
export const plantedBugs: Record<string, () => void> = {
  "later typing goes into the operation in flight": () => {
    AwaitingAck.prototype.edit = function (this: AwaitingAck, edit: Operation) {
      const { site, revision, inFlight, outstanding, pendingEdits } = this;
      const operation = inFlight.operation.compose(edit);
      const frozen = { ...inFlight, operation };
      return new AwaitingAck(site, revision, frozen, outstanding.compose(edit), pendingEdits);
    } as never;
  },
  "a nack frees the outbox": () => {
    Exchange.prototype.refusedForNow = function () {
      const { replica } = (this as unknown as { document: { replica: Replica } }).document;
      const { site, revision, lastSequence } = replica.state;
      Object.assign(replica, { current: new Synchronized(site, revision, lastSequence) });
    };
  },
  "the tie is broken the other way": () => {
    const right = Operations.transform.bind(Operations);
    Operations.transform = (earlier, later) => {
      const turned = right(later, earlier);
      return { earlier: turned.later, later: turned.earlier };
    };
  },
  "the outbox loses the last edits": () => {
    MemoryOutbox.prototype.append = () => Promise.resolve();
  },
  "who left is still shown": () => {
    People.prototype.left = () => undefined;
  },
};
