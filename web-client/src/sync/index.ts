/** Client state, connection and document session. */
export { DocumentSession, RejoinClient, type RejoinClientOptions } from "./RejoinClient";
export type { KeptCopy, Person, SessionEvents } from "./SessionEvents";
export type { Access, Blocked, ConnectionStatus, SessionStatus, SyncStatus } from "./SessionStatus";
