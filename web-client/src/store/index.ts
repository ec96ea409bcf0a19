/**
 * The outbox: what a person edited and the server has not acknowledged, and the text it stands on.
 *
 *     DocumentSession ──► Outbox ◄─┬─ MemoryOutbox: as long as the page lives
 *                                  └─ IndexedDbOutbox ──► OutboxImage ──► WriteLoop ──► Database
 *
 *     the page about storage, lists offline ──► Shelf      one writer an outbox ──► OutboxLocks
 *
 * An edit is in the outbox before it is sent. Whatever comes back after a crash is enough to send
 * the same operation under the same name again. A client id and its outbox are made together.
 */
export { DeviceStorage } from "./DeviceStorage";
export type { IndexedDbOutbox } from "./IndexedDbOutbox";
export type { IndexedDbOutboxStore } from "./IndexedDbOutboxStore";
export { MemoryOutbox, MemoryOutboxStore } from "./MemoryOutbox";
export {
  UNBORN,
  type EntryName,
  type KeptCopy,
  type KeptDocument,
  type KeptOperation,
  type Outbox,
  type OutboxStore,
  type Standing,
} from "./Outbox";
export type { CopyRow } from "./schema";
export type { Settings } from "./Settings";
export type { Shelf, StorageUse } from "./Shelf";
export type { ShelvedDocument } from "./ShelvedDocument";
export { browserStorage, type StorageEnvironment } from "./StorageEnvironment";
export { StorageFault, type Trouble } from "./trouble";
