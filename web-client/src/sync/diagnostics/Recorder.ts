import { VERSION } from "../../version";
import type { Environment } from "../Environment";
import type { ConnectionStatus, SessionStatus } from "../SessionStatus";
import type { Rejoining, SyncObserver } from "../SyncObserver";
import type { Diagnostics } from "./Diagnostics";
import { FigureReports, type Reporting } from "./FigureReports";
import { Figures } from "./Figures";
import { connectionShape, documentShape, Journal } from "./Journal";

/** What one client remembers of what it did. */
export class Recorder implements Required<SyncObserver> {
  private readonly journal: Journal;
  private readonly figures = new Figures();
  private readonly reports: FigureReports;

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

  /** Whether figures may go to the server. Until this is said, none do. */
  report(wanted: boolean): void {
    this.reports.want(wanted);
  }

  diagnostics(
    connection: ConnectionStatus,
    documents: ReadonlyMap<string, SessionStatus>,
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
    };
  }

  close(): void {
    this.reports.close();
  }
}
