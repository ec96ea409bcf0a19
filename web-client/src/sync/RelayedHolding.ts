import * as encode from "./encode";
import { operationSize } from "./fitted";
import type { Frozen } from "./Frozen";
import type { Holding } from "./Holding";
import { exchangeOverHttp, type Answer } from "./overHttp";
import type { ParticipationContext, Phase } from "./ParticipationContext";
import type { RelayedDocument } from "./Relay";
import type { Access } from "./SessionStatus";

/** A server that names no time is asked again after this long. */
const REFUSED_MILLIS = 3_000;

/** What the relay has to know of a participation. */
export interface Relayed {
  readonly phase: Phase;
  readonly access: Access;
  /** Whether the document is to be opened before more of it is sent. */
  readonly mustOpenFirst: boolean;
  lookUp(): void;
  answered(answer: Answer): void;
  broke(error: Error): void;
}

/** What goes to and fro over HTTP for a document that this page has. */
export class RelayedHolding implements RelayedDocument {
  constructor(
    private readonly context: ParticipationContext,
    private readonly holding: Holding,
    private readonly relayed: Relayed,
  ) {}

  /** To open the document, and to take what is in flight. */
  ask(): Promise<string> | null {
    this.relayed.lookUp();
    const { phase } = this.relayed;
    const { client, create, settled, local, mustHoldStill } = this.holding;
    const mayAsk = phase === "apart" || phase === "relayed";
    if (!mayAsk || client === null || mustHoldStill) return null;
    const { name, color } = this.context.link.http;
    const resume = local?.point ?? null;
    const operation = this.inFlight;
    if (operation !== null) local?.sent(operation);
    const body = encode.exchange({ client, name, color, create, resume, operation });
    return settled.then(() => body);
  }

  exchange(body: string): Promise<Answer> {
    return exchangeOverHttp(this.context.link.http, this.context.doc, body);
  }

  answered(answer: Answer): number {
    this.relayed.answered(answer);
    return answer.t === "nack" ? (answer.after ?? REFUSED_MILLIS) : 0;
  }

  fault(error: Error): void {
    this.relayed.broke(error);
  }

  hasUnsent(): boolean {
    return this.inFlight !== null;
  }

  /** Nothing is sent along before it is known what was missed: the person may want to see that. */
  private get inFlight(): Frozen | null {
    const { phase, access, mustOpenFirst } = this.relayed;
    const { local } = this.holding;
    if (phase !== "relayed" || access !== "write" || mustOpenFirst) return null;
    if (local?.isHeld !== false) return null;
    local.fit(operationSize(new Map()));
    return local.inFlight;
  }
}
