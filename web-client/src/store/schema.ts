import type { DocumentType } from "../ot/index";
import type { EntryName, KeptCopy } from "./Outbox";

/**
 * The database of one origin, version 1.
 *
 *     outboxes   client                  ► one row an outbox: small, written with every batch
 *     parts      client, part, number    ► its text and its operations, as canonical JSON
 *     copies     id                      ► versions that a document could not take in
 *     leases     client                  ► who writes to an outbox, where there are no Web Locks
 *     settings   name                    ► what a person chose
 */
export const DATABASE_NAME = "rejoin";
export const DATABASE_VERSION = 1;

export type StoreName = "outboxes" | "parts" | "copies" | "leases" | "settings";

/** `passed`: what the log's text went through since `content`. `edits`: the buffer. */
export const PARTS = ["content", "edits", "frozen", "outstanding", "passed"] as const;
export type Part = (typeof PARTS)[number];

export interface OutboxRow {
  readonly client: string;
  readonly doc: string;
  /** Who may write: changes hands when an outbox is adopted. */
  readonly holder: string;
  readonly openedAt: number;
  readonly title: string;
  /** Of all its parts, roughly. */
  readonly bytes: number;
  readonly unsentEdits: number;
  /** When the oldest of them was made. */
  readonly unsentSince: number | null;
  readonly standing: StandingRow;
}

/** A standing, but for its operations. */
export interface StandingRow {
  readonly site: string;
  readonly lineage: string;
  readonly type: DocumentType;
  readonly revision: number;
  readonly check: EntryName | null;
  readonly lastSequence: number;
  readonly frozen: { readonly sequence: number; readonly revision: number } | null;
  readonly held?: boolean;
}

export interface PartRow {
  readonly client: string;
  readonly part: Part;
  readonly number: number;
  readonly text: string;
  /** How many edits were composed. */
  readonly edits: number;
}

export interface CopyRow extends KeptCopy {
  readonly id: string;
  readonly at: number;
}

export interface LeaseRow {
  readonly client: string;
  readonly holder: string;
  readonly until: number;
}

export interface SettingRow {
  readonly name: string;
  readonly value: string;
}

/** Steps from each version to the next, so that any old database becomes the newest. */
export function upgrade(database: IDBDatabase, from: number): void {
  if (from < 1) {
    database.createObjectStore("outboxes", { keyPath: "client" }).createIndex("doc", "doc");
    database.createObjectStore("parts", { keyPath: ["client", "part", "number"] });
    database.createObjectStore("copies", { keyPath: "id" }).createIndex("doc", "doc");
    database.createObjectStore("leases", { keyPath: "client" });
    database.createObjectStore("settings", { keyPath: "name" });
  }
}
