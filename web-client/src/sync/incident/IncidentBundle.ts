/**
 * What is known of an incident, to be handed to those who run the server: `./run replay` reads it.
 * Plain JSON; `docs/incidents.md` has it field by field.
 *
 * Without text an operation is its lengths, `[12,"+5",-3]`, and fingerprints stand in for people and
 * for texts: only who has the log can tell what they are of.
 */
export interface IncidentBundle {
  /** The version of this format. */
  readonly rejoinIncident: 1;
  /** Whether text is in it. */
  readonly text: boolean;
  /** Of the library. */
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: IncidentKind;
  /** The document by the name that the journal gives it. */
  readonly document: string;
  /** Fingerprint of the lineage. */
  readonly key: string;
  /** Only with text. */
  readonly lineage?: string;
  readonly site: string;
  /** The last revision at which client and server were known to agree. */
  readonly agreed: number | null;
  readonly start: BundlePlace & {
    readonly origin: "server" | "hash" | "device" | "steps";
    /** How many operations of this client the log was known to hold. */
    readonly seq: number;
    /** What was in flight there: as it was sent, and as the client had moved it by then. */
    readonly waiting: (BundleSent & { readonly moved: unknown }) | null;
  };
  readonly trail: readonly (BundleSent | BundleCame)[];
  /** Where it was noticed, and the client's text there. */
  readonly noticed: BundlePlace;
  /** Whether the editor showed that text with the unsent edits in it. */
  readonly shown: { readonly length: number; readonly agrees: boolean };
  /** The server answered an opening with another log. */
  readonly answered: { readonly key: string; readonly rev: number } | null;
}

export type IncidentKind =
  /** Nothing was noticed; somebody wants to know. */
  | "asked"
  /** The server's hash is another. */
  | "mismatch"
  /** The server has another log. */
  | "diverged"
  /** See ViolationReason. */
  | "another_writer"
  | "other_operation"
  | "does_not_fit";

export interface BundlePlace {
  readonly rev: number;
  readonly length: number;
  readonly print: string;
  /** Only with text. */
  readonly content?: string;
}

/** An operation of this client's own. */
export interface BundleSent {
  /** Its `seq`. */
  readonly sent: number;
  readonly rev: number;
  readonly op: unknown;
  /** Of all text that it inserts. */
  readonly inserted: string;
}

export interface BundleCame {
  readonly from: number;
  readonly steps: readonly BundleStep[];
  /** What the server says of the text behind the last step. */
  readonly server: string | null;
  /** After a reconnect: how many operations of this client the log then holds, says the server. */
  readonly seq: number | null;
  /** Of the client's text then; null: it could not take the steps in. */
  readonly length: number | null;
  /** The same steps, done to the text of the start one after the other; null: not looked at. */
  readonly print: string | null;
}

export type BundleStep = (
  | {
      readonly by: string;
      readonly seq: number;
      /** Where it is this client's own: of all text that it inserts. */
      readonly inserted?: string;
    }
  | { readonly fold: number }
) & {
  /** Null: it could not be read. */
  readonly op: unknown;
  readonly print: string | null;
};
