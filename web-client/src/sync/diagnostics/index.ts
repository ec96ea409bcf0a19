/**
 * What a client remembers of what it did, and tells about it.
 *
 *     sync ──► SyncObserver ◄── Recorder ─┬─► Journal: the last messages and states ──► Diagnostics
 *                                         └─► Figures ──► FigureReports ──► POST /v1/client-metrics
 *
 * Nothing that a person wrote, no name and no secret gets in here: text is left out on the way in,
 * and documents and people go by numbers.
 */
export type { Diagnostics } from "./Diagnostics";
export type { FigureValues } from "./Figures";
export type { JournalLine } from "./Journal";
export { Recorder } from "./Recorder";
export type { Shape } from "./withoutText";
