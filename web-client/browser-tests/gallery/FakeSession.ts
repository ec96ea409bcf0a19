import type { EditorPort } from "../../src/editor/EditorPort";
import type {
  KeptCopy,
  Person,
  Rejoined,
  SessionEvents,
  SessionStatus,
} from "../../src/sync/index";
import type { Session } from "../../src/ui/document/DocumentPage";

/** A session without a server that is in whatever state a picture needs. */
export class FakeSession implements Session {
  constructor(
    port: EditorPort,
    content: string,
    readonly status: SessionStatus,
    readonly people: readonly Person[],
    private readonly events: Partial<SessionEvents> = {},
  ) {
    port.reset(content);
  }

  on<E extends keyof SessionEvents>(
    event: E,
    listener: (value: SessionEvents[E]) => void,
  ): () => void {
    const value = this.events[event];
    if (value !== undefined) setTimeout(() => listener(value));
    return () => undefined;
  }

  get review(): Rejoined | null {
    return this.events.rejoined ?? null;
  }

  copies(): Promise<readonly KeptCopy[]> {
    const { copyKept } = this.events;
    return Promise.resolve(copyKept === undefined ? [] : [copyKept]);
  }

  keepMine(): void {
    document.body.dataset["kept"] = "true";
  }

  confirm(): void {
    document.body.dataset["confirmed"] = "true";
  }

  retry(): void {
    document.body.dataset["retried"] = "true";
  }

  discard(): void {
    document.body.dataset["discarded"] = "true";
  }

  close(): void {
    document.body.dataset["closed"] = "true";
  }
}
