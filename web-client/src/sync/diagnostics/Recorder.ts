import { VERSION } from "../../version";
import type { Environment } from "../Environment";
import type { Incident, IncidentBundle } from "../incident/index";
import type { ConnectionStatus, SessionStatus } from "../SessionStatus";
import type { Rejoining, SyncObserver } from "../SyncObserver";
import type { Diagnostics } from "./Diagnostics";
import { FigureReports, type Reporting } from "./FigureReports";
import { Figures } from "./Figures";
import { connectionShape, documentShape, Journal } from "./Journal";

/** So many incidents are kept; the oldest go. */
export const MAX_INCIDENTS = 3;

/** What one client remembers of what it did. */
export class Recorder implements Required<SyncObserver> {
  private readonly journal: Journal;
  private readonly figures = new Figures();
  private readonly reports: FigureReports;
  private incidents: readonly Incident[] = [];

  constructor(
    private readonly environment: Environment,
    reporting: Reporting,
    /** The application's own, told the same. */
    private readonly other: SyncObserver = {},
  ) {
    this.journal = new Journal(() => environment.now());
    this.reports = new FigureReports(environment, this.figures, reporting);
  }

  message(direction: "sent" | "received", text: string, over: "socket" | "http"): void {
    this.journal.message(direction, text, over);
    this.other.message?.(direction, text, over);
  }

  connectionChanged(status: ConnectionStatus): void {
    this.journal.connectionChanged(status);
    this.other.connectionChanged?.(status);
  }

  statusChanged(doc: string, status: SessionStatus): void {
    this.journal.statusChanged(doc, status);
    this.other.statusChanged?.(doc, status);
  }

  rejoined(rejoining: Rejoining): void {
    this.figures.rejoined(rejoining);
    this.other.rejoined?.(rejoining);
  }

  failed(doc: string | null, code: string): void {
    this.journal.failed(doc, code);
    this.figures.failed();
    this.other.failed?.(doc, code);
  }

  overlapped(doc: string, overlaps: number): void {
    this.figures.overlapped(overlaps);
    this.other.overlapped?.(doc, overlaps);
  }

  incident(incident: Incident): void {
    this.incidents = [...this.incidents, incident].slice(-MAX_INCIDENTS);
    this.other.incident?.(incident);
  }

  /** Whether figures may go to the server. Until this is said, none do. */
  report(wanted: boolean): void {
    this.reports.want(wanted);
  }

  diagnostics(
    connection: ConnectionStatus,
    documents: ReadonlyMap<string, SessionStatus>,
    asked: readonly Incident[],
  ): Diagnostics {
    const at = this.environment.now();
    const open = [...documents].map(([doc, status]) => [
      this.journal.nameOf(doc),
      documentShape(status),
    ]);
    return {
      at,
      version: VERSION,
      connection: connectionShape(connection, at),
      documents: Object.fromEntries(open) as Diagnostics["documents"],
      figures: this.figures.total,
      journal: this.journal.list(),
      incidents: [...this.incidents, ...asked].map((each) => each.withoutText(this.nameOf(each))),
    };
  }

  /** The same incidents in the same order, with the text of their documents. */
  bundlesWithText(asked: readonly Incident[]): readonly IncidentBundle[] {
    return [...this.incidents, ...asked].map((each) => each.withText(this.nameOf(each)));
  }

  private nameOf({ doc }: Incident): string {
    return this.journal.nameOf(doc);
  }

  close(): void {
    this.reports.close();
  }
}
