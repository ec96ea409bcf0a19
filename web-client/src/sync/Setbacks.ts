import { Backoff } from "./Backoff";
import type { Observer, ParticipationContext } from "./ParticipationContext";
import type { LastError } from "./SessionStatus";

/** A document that went well for this long does not owe its last trouble any patience. */
const STEADY_MILLIS = 30_000;

/** What went wrong with a document, who is told, and how long to wait before it is tried again. */
export class Setbacks {
  last: LastError | null = null;
  private levelSince = Infinity;
  private readonly backoff: Backoff;

  constructor(
    private readonly context: ParticipationContext,
    private readonly observer: Observer,
  ) {
    this.backoff = new Backoff(() => context.environment.random());
  }

  /** The document is level with the server. */
  level(): void {
    this.levelSince = this.context.environment.now();
  }

  /** Something was refused. */
  failed(code: string, message: string): void {
    const { doc, environment, watcher } = this.context;
    this.last = { at: environment.now(), code, message };
    watcher.failed?.(doc, code);
  }

  /** Something happened that should not. */
  fault(code: string, message: string): void {
    this.failed(code, message);
    this.observer.fault(new Error(message));
  }

  /** How long to wait before the document is opened once more. */
  patience(): number {
    const { environment } = this.context;
    if (environment.now() - this.levelSince >= STEADY_MILLIS) this.backoff.reset();
    this.levelSince = Infinity;
    return this.backoff.next();
  }
}
