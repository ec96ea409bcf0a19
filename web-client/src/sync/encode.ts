import type { DocumentType, Selection } from "../ot/index";
import type { EntryName } from "../store/index";
import type { Frozen } from "./Frozen";

// What a client says, as text. Field by field in docs/protocol.md.

export interface Introduction {
  readonly name: string;
  readonly color?: string | undefined;
  readonly token?: string | undefined;
}

export interface ResumePoint {
  readonly lineage: string;
  readonly rev: number;
  readonly check: EntryName | null;
}

export function hello(introduction: Introduction): string {
  return JSON.stringify({ t: "hello", v: 1, ...introduction });
}

export function open(
  doc: string,
  client: string,
  create: DocumentType | undefined,
  resume: ResumePoint | null,
): string {
  return JSON.stringify({ t: "open", doc, client, create, ...resume });
}

/** An opening, and the operation in flight if there is one to send, in one exchange over HTTP. */
export interface ExchangeRequest {
  readonly client: string;
  readonly name?: string | undefined;
  readonly color?: string | undefined;
  readonly create: DocumentType | undefined;
  readonly resume: ResumePoint | null;
  readonly operation: Frozen | null;
}

export function exchange({ resume, operation, ...who }: ExchangeRequest): string {
  const head = JSON.stringify({ ...who, ...resume });
  if (operation === null) return `${head.slice(0, -1)},"ops":[]}`;
  return `${head.slice(0, -1)},"ops":[{${named(operation)}}]}`;
}

/** Spliced by hand: the operation's canonical text goes out as it is, every time. */
export function submit(doc: string, frozen: Frozen): string {
  return `{"t":"op","doc":${JSON.stringify(doc)},${named(frozen)}}`;
}

function named({ sequence, revision, operation }: Frozen): string {
  return `"seq":${sequence},"rev":${revision},"op":${operation.toString()}`;
}

export function cursor(doc: string, revision: number, selection: Selection | null): string {
  const ranges = selection?.ranges.map(({ anchor, head }) => [anchor, head]) ?? null;
  return JSON.stringify({ t: "cursor", doc, rev: revision, ranges });
}

export function close(doc: string): string {
  return JSON.stringify({ t: "close", doc });
}

export const PING = JSON.stringify({ t: "ping" });
