import type { Rejoining } from "../SyncObserver";

/** What a client counted: of what it did, never of what was written. */
export interface FigureValues {
  /** Times that a document was come back to, and level with the server. */
  readonly syncs: number;
  /** Operations, openings and connections that failed. */
  readonly failures: number;
  /** From the first sign of a way to the server until level with it, of all those times together. */
  readonly rejoinMillisTotal: number;
  readonly rejoinMillisMax: number;
  /** Edits of this client's own that were moved over what it had missed. */
  readonly rebasedOperations: number;
  /** Places where it and others had edited the same. */
  readonly overlaps: number;
  /** What this origin takes on the device, when it was last looked at. */
  readonly storageBytes: number;
}

const NONE: FigureValues = {
  syncs: 0,
  failures: 0,
  rejoinMillisTotal: 0,
  rejoinMillisMax: 0,
  rebasedOperations: 0,
  overlaps: 0,
  storageBytes: 0,
};

/** Counts what happens: since the page was loaded, and since the last report. */
export class Figures {
  /** Since the page was loaded. */
  total = NONE;
  /** Since the last report. */
  fresh = NONE;
  private changed: () => void = () => undefined;

  /** Told after each count. There is one listener: who reports. */
  listen(changed: () => void): void {
    this.changed = changed;
  }

  rejoined({ millis, rebasedEdits }: Rejoining): void {
    const duration = Math.max(0, Math.round(millis));
    this.add({
      syncs: 1,
      rejoinMillisTotal: duration,
      rejoinMillisMax: duration,
      rebasedOperations: rebasedEdits,
    });
  }

  failed(): void {
    this.add({ failures: 1 });
  }

  overlapped(overlaps: number): void {
    if (overlaps > 0) this.add({ overlaps });
  }

  /** Not worth a report by itself. */
  stored(bytes: number): void {
    this.total = { ...this.total, storageBytes: bytes };
    this.fresh = { ...this.fresh, storageBytes: bytes };
  }

  /** Whether there is anything to report. */
  get areNews(): boolean {
    const { syncs, failures, overlaps } = this.fresh;
    return syncs + failures + overlaps > 0;
  }

  /** What there is to report, which from now on counts as reported. Null if there is nothing. */
  take(): FigureValues | null {
    const { fresh } = this;
    if (!this.areNews) return null;
    this.fresh = { ...NONE, storageBytes: fresh.storageBytes };
    return fresh;
  }

  /** A report did not arrive: its figures belong to the next one. */
  putBack(values: FigureValues): void {
    this.fresh = sum(values, this.fresh);
  }

  private add(more: Partial<FigureValues>): void {
    this.total = sum(this.total, more);
    this.fresh = sum(this.fresh, more);
    this.changed();
  }
}

function sum(before: FigureValues, more: Partial<FigureValues>): FigureValues {
  const added = { ...NONE, storageBytes: before.storageBytes, ...more };
  return {
    syncs: before.syncs + added.syncs,
    failures: before.failures + added.failures,
    rejoinMillisTotal: before.rejoinMillisTotal + added.rejoinMillisTotal,
    rejoinMillisMax: Math.max(before.rejoinMillisMax, added.rejoinMillisMax),
    rebasedOperations: before.rebasedOperations + added.rebasedOperations,
    overlaps: before.overlaps + added.overlaps,
    storageBytes: added.storageBytes,
  };
}
