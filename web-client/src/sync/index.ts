/**
 * The client's side of the protocol.
 *
 *     EditorPort ◄──► DocumentSession ──► Participation ──► Holding ──► LocalDocument ──► Replica
 *                          ▲                │       │                        └─► Outbox   │
 *     RejoinClient ────────┤                ▼       ▼                               ClientState
 *                     Connection ◄──► socket     Relay ◄──► POST
 *
 *     closed tabs' outboxes ──► pushOutboxes ──► OutboxPush ──► Replica, POST       no editor
 *
 * A client has one connection and a session for each open document. What a document's session knows
 * and does lies in small pure parts; time, chance and the network come in from `Environment`.
 * Unsent edits are never thrown away, and the status is never ahead of the truth.
 */
export { browserEnvironment } from "./browserEnvironment";
export type { Diagnostics, FigureValues, JournalLine, Shape } from "./diagnostics/index";
export { DocumentSession } from "./DocumentSession";
export type {
  Cancel,
  Environment,
  HttpAnswer,
  Socket,
  SocketEvents,
  SurroundingChange,
} from "./Environment";
export type { HttpWay } from "./HttpWay";
export type { Incident, IncidentBundle, IncidentKind } from "./incident/index";
export { keepAsNew, type KeptAsNew } from "./keepAsNew";
export { keepOffline, type KeptOffline } from "./keepOffline";
export { newDocumentId } from "./newDocumentId";
export { pushOutboxes, type PushedOutbox, type PushOptions, type PushReport } from "./pushOutboxes";
export {
  REPORT_FIGURES,
  RejoinClient,
  type OpenOptions,
  type RejoinClientOptions,
} from "./RejoinClient";
export type { Rejoined } from "./reunion/Rejoined";
export type { ReviewPolicy } from "./reunion/ReviewPolicy";
export type { LeftOrphans, Person, SessionEvents } from "./SessionEvents";
export type {
  Access,
  Blocked,
  ConnectionStatus,
  LastError,
  SessionStatus,
  SyncStatus,
} from "./SessionStatus";
export type { Rejoining, SyncObserver } from "./SyncObserver";
export type { KeptCopy } from "../store/index";
