import { InvalidOperationException } from "../ot/index";
import type { IndexedDbOutbox, IndexedDbOutboxStore, KeptDocument } from "../store/index";
import type { Divergence } from "../review/index";
import { arrive, type Level } from "./arrive";
import * as encode from "./encode";
import { operationSize } from "./fitted";
import type { Frozen } from "./Frozen";
import type { HttpWay } from "./HttpWay";
import type { Nack, Opened } from "./messages";
import { exchangeOverHttp, isPassing, type Answer } from "./overHttp";
import { Refusals } from "./Refusals";
import { Replica } from "./Replica";

/** More than any outbox needs: each exchange brings as much as the server takes at once. */
const MAX_EXCHANGES = 200;

/** How a push ended: `code` says why. */
export interface PushEnd {
  readonly fate: "pushed" | "left" | "failed";
  readonly code: string;
}

/** What was asked, and on which state of the outbox. */
interface Asked {
  readonly body: string;
  readonly state: string;
  readonly sent: Frozen | null;
}

/**
 * One outbox, brought to the server over HTTP.
 *
 *     take ► read, make the request ► close ──► POST ──► take ► take the answer in, write ► close
 *       ▲                                                                                    │
 *       └────────────────────────────── until nothing is pending ◄──────────────────────────┘
 *
 * The outbox is held while it is read and while it is written, never while the network is waited
 * for: a tab that opens the document gets it at once, with the person's edits in it. An answer is
 * taken in only by an outbox that still stands as it stood when it was asked; otherwise it is
 * forgotten, like an answer that got lost. That is safe because the operation that was sent is
 * frozen in the outbox: whoever sends it again sends the same.
 *
 * Nothing is taken for done before the outbox has it written, so this can be killed at any line.
 */
export class OutboxPush {
  private readonly refusals = new Refusals();
  /** Whether it is known what was missed, and nobody wants to see it first. */
  private looked: boolean;

  constructor(
    private readonly outboxes: IndexedDbOutboxStore,
    private readonly way: HttpWay,
    private readonly which: { readonly client: string; readonly doc: string },
    private readonly holds: ((divergence: Divergence) => boolean) | null,
  ) {
    this.looked = holds === null;
  }

  async run(): Promise<PushEnd> {
    for (let exchange = 0; exchange < MAX_EXCHANGES; exchange++) {
      const asked = await this.holding((outbox) => this.ask(outbox));
      if ("fate" in asked) return asked;
      const answer = await exchangeOverHttp(this.way, this.which.doc, asked.body);
      const end = await this.holding((outbox) => this.answered(outbox, asked, answer));
      if (end !== null) return end;
    }
    return failed("unfinished");
  }

  private async holding<T>(act: (outbox: IndexedDbOutbox) => Promise<T>): Promise<T | PushEnd> {
    const outbox = await this.outboxes.take(this.which);
    if (outbox === null) return left("open");
    try {
      const result = await act(outbox);
      return outbox.trouble === null ? result : failed(outbox.trouble);
    } finally {
      await outbox.close();
    }
  }

  private async ask(outbox: IndexedDbOutbox): Promise<Asked | PushEnd> {
    const replica = restored(await outbox.load());
    if (replica === null) return left("torn");
    if (replica.state.pending === null && !replica.isUnborn) return PUSHED;
    if (replica.held) return left("review");
    if (replica.fit(operationSize(new Map()))) await outbox.advance(null, replica.standing());
    const { client } = this.which;
    const { name, color } = this.way;
    const maySend = this.looked && !this.refusals.wantOpening && !replica.isUnborn;
    const sent = maySend ? replica.state.inFlight : null;
    const body = encode.exchange({
      client,
      name,
      color,
      create: replica.isUnborn ? "text" : undefined,
      resume: replica.point,
      operation: sent,
    });
    return { body, sent, state: stateOf(replica) };
  }

  /** Null: go on. */
  private async answered(
    outbox: IndexedDbOutbox,
    asked: Asked,
    answer: Answer,
  ): Promise<PushEnd | null> {
    if (answer.t === "silence") return failed("unreachable");
    if (answer.t === "nack") return this.refused(answer, asked);
    if (answer.t === "error") return isPassing(answer) ? failed(answer.code) : left(answer.code);
    const replica = restored(await outbox.load());
    if (replica === null || !this.stillStands(replica, asked)) return null;
    return this.opened(outbox, replica, answer);
  }

  /** Whether nobody took the outbox any further meanwhile. */
  private stillStands(replica: Replica, asked: Asked): boolean {
    return stateOf(replica) === asked.state;
  }

  private refused(nack: Nack, { sent }: Asked): PushEnd | null {
    const fate = this.refusals.fateOf(nack, sent?.revision ?? 0);
    if (fate === "frozen anew") return null;
    return fate === "refused" ? left(nack.code) : failed(nack.code);
  }

  private async opened(
    outbox: IndexedDbOutbox,
    replica: Replica,
    opened: Opened,
  ): Promise<PushEnd | null> {
    const arrival = arrive(replica, opened);
    switch (arrival.kind) {
      case "level":
        return this.level(outbox, replica, arrival, opened);
      case "unusable":
        return left(arrival.why.code);
      case "missing":
        return failed("missing");
      case "afresh":
        await this.replace(outbox, replica, "diverged", arrival.replica);
        return left("diverged");
      case "violation":
        await this.replace(outbox, replica, "refused", null);
        return left("refused");
    }
  }

  private async level(
    outbox: IndexedDbOutbox,
    replica: Replica,
    level: Level,
    { access }: Opened,
  ): Promise<PushEnd | null> {
    // Nothing is written then: the tab that opens it meets what was missed, and shows it.
    if (this.mustHold(level)) return left("review");
    this.looked = true;
    if (this.refusals.isDue(replica.state.inFlight?.sequence)) replica.refreeze();
    await this.advance(outbox, replica, level);
    return access === "write" || level.pendingEdits === 0 ? null : left("forbidden");
  }

  private async advance(outbox: IndexedDbOutbox, replica: Replica, level: Level): Promise<void> {
    const { inDoubt: text, taken } = level;
    const copy = {
      doc: this.which.doc,
      text: text ?? "",
      unsent: true,
      reason: "compacted",
    } as const;
    const copied = text === null ? Promise.resolve() : outbox.keepCopy(copy);
    await Promise.all([copied, outbox.advance(taken.through, replica.standing())]);
  }

  private mustHold({ divergence, pendingEdits }: Level): boolean {
    if (this.looked || divergence === null || pendingEdits === 0) return false;
    return this.holds?.(divergence) ?? false;
  }

  /** What is here becomes a copy, and makes room, in one transaction: at no time is it in neither. */
  private async replace(
    outbox: IndexedDbOutbox,
    replica: Replica,
    reason: "diverged" | "refused",
    next: Replica | null,
  ): Promise<void> {
    const { doc } = this.which;
    const text = replica.localText();
    const unsent = replica.state.pending !== null;
    const copied = outbox.keepCopy({ doc, text, unsent, reason });
    const replaced = next === null ? outbox.renew() : outbox.reset(next.kept());
    await Promise.all([copied, replaced]);
  }
}

const PUSHED: PushEnd = { fate: "pushed", code: "pushed" };

function left(code: string): PushEnd {
  return { fate: "left", code };
}

function failed(code: string): PushEnd {
  return { fate: "failed", code };
}

/** Null for what cannot be put together: a tab that opens it makes a copy of what can be read. */
function restored(kept: KeptDocument | null): Replica | null {
  try {
    return kept && Replica.restored(kept);
  } catch (error) {
    if (error instanceof InvalidOperationException) return null;
    throw error;
  }
}

/** What an answer depends on: where the document stands, and what is in flight. */
function stateOf({ point, state }: Replica): string {
  return JSON.stringify([point, state.lastSequence, state.inFlight]);
}
