import type { FigureValues } from "./Figures";
import type { JournalLine } from "./Journal";
import type { IncidentBundle } from "../incident/index";
import type { Shape } from "./withoutText";

/** What one client can say for a report of a fault: plain JSON, with no word of the documents. */
export interface Diagnostics {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Of the library. */
  readonly version: string;
  readonly connection: Shape;
  /** Those that are open, by the names that the journal gives them. */
  readonly documents: Readonly<Record<string, Shape>>;
  /** Since this client was made. */
  readonly figures: FigureValues;
  /** The last messages and states, the oldest first. */
  readonly journal: readonly JournalLine[];
  /** Where this client and the server came apart, and how the open documents stand: without text. */
  readonly incidents: readonly IncidentBundle[];
}
