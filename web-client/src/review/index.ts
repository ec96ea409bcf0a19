/**
 * Where others edited what I edited while we knew nothing of each other. Pure.
 *
 *     my edits     ──┐
 *     their edits  ──┴─► Blocks ──► those edited by both ──► Cuts: as much around as one can read
 *                                                              └─► Shift: the same in every version
 */
export type { Overlap, Overlaps } from "./Overlap";
export { overlaps, type Divergence } from "./overlaps";
