import { Buffer, contentHash, InvalidOperationException, Operation } from "../ot/index";

export interface Entry {
  readonly by: string;
  readonly seq: number;
  readonly operation: Operation;
}

export type Verdict = "accepted" | "duplicate" | "stale" | "gap" | "future" | "invalid";

/** One document of a server: its log, and what PROTOCOL 4 does with an operation. */
export class FakeDocument {
  readonly log: Entry[] = [];
  floor = 0;
  private readonly texts: string[];

  constructor(
    readonly lineage: string,
    text = "",
  ) {
    this.texts = [text];
  }

  get head(): number {
    return this.log.length;
  }

  get text(): string {
    return this.texts[this.head]!;
  }

  /** How many operations of `site` the log holds. */
  lastSequence(site: string): number {
    return this.log.findLast(({ by }) => by === site)?.seq ?? 0;
  }

  check(revision: number): readonly [string, number] | null {
    const entry = this.log[revision - 1];
    return entry === undefined ? null : [entry.by, entry.seq];
  }

  hash(revision: number): number {
    return contentHash(this.texts[revision]!);
  }

  submit(by: string, seq: number, revision: number, json: unknown): Verdict {
    const last = this.lastSequence(by);
    if (seq === last && seq > 0) return this.again(by, revision, json);
    if (seq < last) return "stale";
    if (seq > last + 1) return "gap";
    if (revision > this.head) return "future";
    if (revision < Math.max(this.floor, this.log.findLastIndex((each) => each.by === by) + 1)) {
      return "stale";
    }
    try {
      const operation = Operation.fromJSON(json, "text");
      operation.checkFits(this.texts[revision]!);
      this.append({ by, seq, operation: this.moved(operation, revision) });
      return "accepted";
    } catch (refused) {
      if (refused instanceof InvalidOperationException) return "invalid";
      throw refused;
    }
  }

  /** The same name with other bytes is no duplicate. */
  private again(by: string, revision: number, json: unknown): Verdict {
    const index = this.log.findLastIndex((each) => each.by === by);
    if (revision > index) return "stale";
    const moved = this.moved(Operation.fromJSON(json, "text"), revision, index);
    return moved.equals(this.log[index]!.operation) ? "duplicate" : "stale";
  }

  append(entry: Entry): void {
    this.texts.push(entry.operation.apply(this.text));
    this.log.push(entry);
  }

  /** Steps from `from` to `to`, for `site`; `foldHere` says where what belongs to others is folded. */
  steps(site: string, from: number, to: number, foldHere: () => boolean): unknown[] {
    const steps: unknown[] = [];
    let held: Buffer | null = null;
    const flush = () => {
      if (held !== null) steps.push({ fold: held.edits, op: held.toOperation().toJSON() });
      held = null;
    };
    for (const { by, seq, operation } of this.log.slice(from, to)) {
      if (by === site) {
        flush();
        steps.push({ by, seq, op: operation.toJSON() });
      } else if (held !== null || foldHere()) {
        held = Buffer.after(held, operation);
        if (!foldHere()) flush();
      } else {
        steps.push({ by, seq, op: operation.toJSON() });
      }
    }
    flush();
    return steps;
  }

  private moved(operation: Operation, revision: number, to = this.head): Operation {
    let since: Buffer | null = null;
    for (const each of this.log.slice(revision, to)) since = Buffer.after(since, each.operation);
    return since === null ? operation : operation.movedBehind(since.toOperation());
  }
}
