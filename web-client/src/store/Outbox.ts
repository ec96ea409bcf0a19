import type { DocumentType, Operation } from "../ot/index";
import type { Trouble } from "./trouble";

/** The name of one entry of the log: whose, and which of theirs. */
export type EntryName = readonly [site: string, sequence: number];

/**
 * The lineage of a document that was made on this device and that no server has seen: revision 0,
 * nothing in it but unsent edits. The first answer of a server gives it its lineage and its site.
 */
export const UNBORN = "";

/** Where a client stands in a document: all that it needs to go on, but for the text. */
export interface Standing {
  readonly site: string;
  readonly lineage: string;
  readonly type: DocumentType;
  readonly revision: number;
  /** The entry at `revision`, null at 0. */
  readonly check: EntryName | null;
  readonly lastSequence: number;
  /** What is in flight: as it is sent every time, and moved to `revision`. */
  readonly inFlight: KeptOperation | null;
  /** What was edited after that. */
  readonly buffer: Operation | null;
  readonly pendingEdits: number;
  /**
   * Nothing of it may be sent before its author has seen what became of it (see sync/Review). It is
   * written together with what was taken in, so that no crash comes between.
   */
  readonly held?: boolean;
}

export interface KeptOperation {
  readonly sequence: number;
  readonly revision: number;
  readonly operation: Operation;
  readonly outstanding: Operation;
}

/** A document as an outbox gives it back: the log's text at `revision`, and what was added to it. */
export interface KeptDocument extends Standing {
  readonly content: string;
}

/** Text that the document could not take in, for its author to see and merge. */
export interface KeptCopy {
  readonly doc: string;
  readonly text: string;
  /** Whether edits are in it that were never acknowledged. */
  readonly unsent: boolean;
  readonly reason: "compacted" | "diverged" | "mismatch" | "refused" | "discarded" | "reviewed";
  /** When it was kept, in milliseconds since 1970, if that is known. */
  readonly at?: number;
}

/**
 * Where the unsent edits of one document are kept, under one client id that nobody else writes
 * under. Writes take effect in the order of the calls; a promise is fulfilled when its write is
 * as durable as the outbox can make it. An operation is sent only after that.
 */
export interface Outbox {
  /** The secret id, 128 random bits: made with this outbox, and kept in it. */
  readonly client: string;
  /** Whether what is kept outlives the page. */
  readonly outlivesPage: boolean;
  /** Why it does not, if that is a fault. It may pass: then everything is written at once. */
  readonly trouble: Trouble | null;
  /** When the oldest unsent edit was made, in milliseconds since 1970; null if there is none. */
  readonly unsentSince: number | null;
  /** Told when `outlivesPage` or `trouble` is another. Returns what stops the telling. */
  listen(changed: () => void): () => void;

  load(): Promise<KeptDocument | null>;
  /** Everything anew: the first content, or another than was kept. */
  reset(document: KeptDocument): Promise<void>;
  /** One more edit behind everything kept. */
  append(edit: Operation): Promise<void>;
  /** The log's text moved on `through` an operation (null: not at all); the rest stands so now. */
  advance(through: Operation | null, standing: Standing): Promise<void>;
  /** Forgets the document and takes a new client id. Copies stay. */
  renew(): Promise<void>;
  keepCopy(copy: KeptCopy): Promise<void>;
  copies(): Promise<readonly KeptCopy[]>;
  /** The last call: somebody else may open it now. What could not be written yet is not given up. */
  close(): Promise<void>;
}

/** Gives each document its outbox: the same one every time. */
export interface OutboxStore {
  open(doc: string): Promise<Outbox>;
}
