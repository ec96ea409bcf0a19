import type { DocumentType, Range } from "../ot/index";
import type { EntryName } from "../store/index";
import type { Access } from "./SessionStatus";

// What the server says, decoded. Field by field in docs/protocol.md. Operations stay JSON here: an
// operation that cannot be read is the trouble of its document, not of the connection.

export interface User {
  readonly id: string;
  readonly name: string;
  readonly color: string;
}

export interface Participant {
  readonly session: string;
  readonly site: string;
  readonly user: User;
  readonly ranges: readonly Range[] | null;
}

export type StepMessage =
  | { readonly by: string; readonly seq: number; readonly op: unknown }
  | { readonly fold: number; readonly op: unknown };

/** What was missed since the revision that was asked for. */
export interface MissedSteps {
  readonly from: number;
  readonly steps: readonly StepMessage[];
}

/** Everything; where steps were asked for, with the reason why they are not given. */
export interface WholeContent {
  readonly content: unknown;
  readonly reason: "compacted" | "diverged" | null;
}

export type OpenedBody = MissedSteps | WholeContent;

export interface Welcome {
  readonly t: "welcome";
  readonly session: string;
  readonly user: User;
  readonly durability: string;
  readonly limits: ReadonlyMap<string, number>;
  readonly heartbeat: number;
}

export interface Opened {
  readonly t: "opened";
  readonly doc: string;
  readonly type: DocumentType;
  readonly site: string;
  readonly access: Access;
  readonly lineage: string;
  readonly rev: number;
  readonly check: EntryName | null;
  readonly seq: number;
  readonly people: readonly Participant[];
  readonly body: OpenedBody;
}

export interface Ops {
  readonly t: "ops";
  readonly doc: string;
  readonly from: number;
  readonly steps: readonly StepMessage[];
  readonly check: EntryName | null;
  readonly hash: number | null;
}

export interface CursorMoved {
  readonly t: "cursor";
  readonly doc: string;
  readonly session: string;
  readonly rev: number;
  readonly ranges: readonly Range[] | null;
}

export interface Presence {
  readonly t: "joined" | "left";
  readonly doc: string;
  readonly session: string;
  readonly site: string;
  readonly user: User;
}

export interface Nack {
  readonly t: "nack";
  readonly doc: string;
  readonly seq: number;
  readonly code: string;
  readonly message: string;
  readonly retry: boolean;
  readonly after: number | null;
}

export interface AccessChanged {
  readonly t: "access";
  readonly doc: string;
  readonly access: Access;
}

export interface Problem {
  readonly t: "error";
  readonly code: string;
  readonly message: string;
  readonly doc: string | null;
}

export interface Drain {
  readonly t: "drain";
  readonly after: number;
}

export interface Pong {
  readonly t: "pong";
}

/** Messages about one document. */
export type DocumentMessage =
  | Opened
  | Ops
  | CursorMoved
  | Presence
  | Nack
  | AccessChanged
  | (Problem & { readonly doc: string });

export type ServerMessage = Welcome | DocumentMessage | Problem | Drain | Pong;
