/**
 * The outbox: what a person edited and the server has not acknowledged, and the text it stands on.
 *
 *     DocumentSession ──► Outbox ◄── MemoryOutbox: as long as the page lives
 *
 * An edit is in the outbox before it is sent. Whatever comes back after a crash is enough to send
 * the same operation under the same name again. A client id and its outbox are made together.
 */
export { MemoryOutbox, MemoryOutboxStore } from "./MemoryOutbox";
export type {
  EntryName,
  KeptCopy,
  KeptDocument,
  KeptOperation,
  Outbox,
  OutboxStore,
  Standing,
} from "./Outbox";
