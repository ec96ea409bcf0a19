import { Pseudonyms } from "./Pseudonyms";
import type { ConnectionStatus, SessionStatus } from "../SessionStatus";
import type { SyncObserver } from "../SyncObserver";
import { withoutText, type Shape } from "./withoutText";

/** So many lines are kept; the oldest go. */
export const JOURNAL_LINES = 200;

const NOISE = /^\{"t":"(ping|pong|cursor)"/;

export interface JournalLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly what:
    | "sent"
    | "received"
    | "sent over http"
    | "received over http"
    | "connection"
    | "document"
    | "failed";
  readonly shape: Shape;
}

/**
 * What happened last, for a report of a fault: messages and changes of state, with the text left
 * out. Not a word that a person wrote gets in here, no name, no token, no client id: it is left out
 * when a line is written, not when the journal is read.
 */
export class Journal implements SyncObserver {
  private lines: JournalLine[] = [];
  private readonly names = new Pseudonyms();
  private readonly lastWords = new Map<string, string>();

  constructor(private readonly now: () => number) {}

  /** Heartbeats and carets are left out: they would drive out what matters. */
  message(direction: "sent" | "received", text: string, over: "socket" | "http"): void {
    if (NOISE.test(text)) return;
    const shape = withoutText(parsed(text), this.names);
    this.write(over === "http" ? `${direction} over http` : direction, shape);
  }

  connectionChanged(status: ConnectionStatus): void {
    this.write("connection", connectionShape(status, this.now()));
  }

  /** Not each change of the number of edits: what else a person can see. */
  statusChanged(doc: string, status: SessionStatus): void {
    const shape = documentShape(status);
    const said = JSON.stringify({ ...shape, pending: null });
    const name = this.names.document(doc);
    if (this.lastWords.get(name) === said) return;
    this.lastWords.set(name, said);
    this.write("document", { doc: name, ...shape });
  }

  failed(doc: string | null, code: string): void {
    const about = doc === null ? {} : { doc: this.names.document(doc) };
    this.write("failed", { ...about, ...(withoutText({ code }, this.names) as object) });
  }

  /** The oldest first. */
  list(): readonly JournalLine[] {
    return [...this.lines];
  }

  /** The same name that lines give this document. */
  nameOf(doc: string): string {
    return this.names.document(doc);
  }

  private write(what: JournalLine["what"], shape: Shape): void {
    this.lines.push({ at: this.now(), what, shape });
    if (this.lines.length > JOURNAL_LINES) this.lines.shift();
  }
}

/** Without what the server says in words. */
export function connectionShape(
  status: ConnectionStatus,
  now: number,
): Readonly<Record<string, Shape>> {
  const { state } = status;
  if ("nextRetryAt" in status)
    return { state, retryInMillis: Math.round(status.nextRetryAt - now) };
  return "code" in status ? { state, code: status.code } : { state };
}

export function documentShape(status: SessionStatus): Readonly<Record<string, Shape>> {
  const { sync, pending, keptOnDevice, access } = status;
  const why = sync.state === "blocked" ? { why: sync.why.code } : {};
  return { sync: sync.state, ...why, pending, keptOnDevice, access };
}

/** What cannot be read is told as nothing: its letters may be anybody's. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
