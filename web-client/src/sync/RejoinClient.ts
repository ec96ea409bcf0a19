import type { EditorPort } from "../editor/EditorPort";
import type { DocumentType } from "../ot/index";
import type { SessionEvents } from "./SessionEvents";
import type { Person } from "./SessionEvents";
import type { SessionStatus } from "./SessionStatus";

export interface RejoinClientOptions {
  /** Of the socket: `wss://host/v1/socket`. */
  readonly url: string;
  readonly name: string;
  readonly color?: string;
}

/** One document, open. Ends with `close`. */
export declare class DocumentSession {
  readonly status: SessionStatus;
  readonly people: readonly Person[];
  /** Returns what stops the listening. The listener is told of changes only: read `status` first. */
  on<E extends keyof SessionEvents>(
    event: E,
    listener: (value: SessionEvents[E]) => void,
  ): () => void;
  /** When blocked: asks the server once more. */
  retry(): void;
  /** When blocked: gives the unsent edits up (as a `copyKept`), and opens the document afresh. */
  discard(): void;
  close(): void;
}

/** One server, one socket, any number of documents. */
export declare class RejoinClient {
  constructor(options: RejoinClientOptions);
  open(
    doc: string,
    port: EditorPort,
    options?: { readonly create?: DocumentType },
  ): DocumentSession;
  /** Tells the others the new name and colour. */
  introduce(name: string, color: string): void;
  /** After `refused`, or to shorten the wait: connects now. */
  reconnect(): void;
  close(): void;
}
