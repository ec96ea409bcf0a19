import { Buffer, InvalidOperationException, type Operation } from "../ot/index";
import type { ClientState } from "./ClientState";
import { advanced, violation, type Received, type Violation } from "./Received";
import { countOf, type Step } from "./Step";

/** After several steps at once, at the price of about one transformation. */
export function receive(state: ClientState, steps: readonly Step[]): Received {
  try {
    return new Reception(state).take(steps);
  } catch (broken) {
    if (broken instanceof InvalidOperationException) {
      return violation("DOES_NOT_FIT", broken.message);
    }
    throw broken;
  }
}

/** The log holds another number of operations in this outbox's name than this outbox knows of. */
export function anotherWriter(state: ClientState, lastSequence: number): Violation {
  const known = `which knows of ${state.lastSequence}`;
  return violation(
    "ANOTHER_WRITER",
    `the log has ${lastSequence} operations of this outbox, ${known}`,
  );
}

/**
 * Steps on their way into a client's state. What others wrote between two acknowledgements is
 * folded first and transformed once; the folding law says that nothing comes out different.
 */
class Reception {
  private others: Buffer | null = null;
  private count = 0;
  private apply: Buffer | null = null;

  constructor(private state: ClientState) {}

  take(steps: readonly Step[]): Received {
    for (const step of steps) {
      if (step.kind === "folded" || step.by !== this.state.site) {
        this.hold(countOf(step), step.operation);
        continue;
      }
      this.applyHeld();
      const wrong = this.mismatch(step);
      if (wrong !== null) return wrong;
      this.state = this.state.acknowledge();
    }
    this.applyHeld();
    return advanced(this.state, this.apply?.toOperation() ?? null);
  }

  private mismatch(step: Exclude<Step, { kind: "folded" }>): Violation | null {
    const { lastSequence, inFlight, outstanding } = this.state;
    const wanted = inFlight === null ? null : lastSequence + 1;
    if (outstanding === null || step.sequence !== wanted) {
      const message = `the log has ${step.sequence} of this outbox, ${wanted ?? "nothing"} is in flight`;
      return violation("ANOTHER_WRITER", message);
    }
    if (!step.operation.equals(outstanding)) {
      return violation("OTHER_OPERATION", `the log has another operation as ${step.sequence}`);
    }
    return null;
  }

  private hold(entries: number, operation: Operation): void {
    this.count += entries;
    this.others = Buffer.after(this.others, operation);
  }

  private applyHeld(): void {
    if (this.others === null) return;
    const { state, apply } = this.state.applyOthers(this.count, this.others.toOperation());
    this.state = state;
    if (apply !== null) this.apply = Buffer.after(this.apply, apply);
    this.others = null;
    this.count = 0;
  }
}
