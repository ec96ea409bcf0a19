import type { Cancel, Environment, HttpAnswer } from "../Environment";
import type { Figures, FigureValues } from "./Figures";
import { httpAddress } from "../httpAddress";

/** What was counted waits so long for more of it. */
export const REPORT_MILLIS = 5 * 60_000;

export interface Reporting {
  /** Of the socket: the figures go to the server beside it. */
  readonly url: string;
  /** How many bytes this origin takes on the device; null where nobody knows. */
  readonly storageBytes: () => Promise<number | null>;
}

/**
 * Brings figures to the server: some minutes after something was counted, and at once when the page
 * goes out of sight, because it may not come back. A report that did not arrive is part of the next
 * one; a server that takes none is not asked again.
 */
export class FigureReports {
  private readonly address: string;
  private readonly cancelChanges: Cancel;
  private cancelTimer: Cancel | null = null;
  /** Until it is known what the person wants (null), nothing is sent. */
  private wanted: boolean | null = null;
  private welcome = true;

  constructor(
    private readonly environment: Environment,
    private readonly figures: Figures,
    private readonly reporting: Reporting,
  ) {
    this.address = httpAddress(reporting.url, "client-metrics");
    figures.listen(() => this.reportLater());
    this.cancelChanges = environment.onChange((change) => {
      if (change === "hidden") this.reportInPassing();
    });
  }

  /** Whether the person has nothing against it. What is counted while they have is never sent. */
  want(wanted: boolean): void {
    if (this.wanted === false) this.figures.take();
    this.wanted = wanted;
    if (wanted) this.reportLater();
    else this.stopTimer();
  }

  close(): void {
    this.reportInPassing();
    this.welcome = false;
    this.stopTimer();
    this.cancelChanges();
  }

  private reportLater(): void {
    if (this.wanted !== true || !this.welcome || this.cancelTimer !== null) return;
    if (!this.figures.areNews) return;
    this.cancelTimer = this.environment.after(REPORT_MILLIS, () => {
      this.cancelTimer = null;
      void this.report();
    });
    // Looked at beforehand: there is no time for it when the page goes.
    void this.lookAtStorage();
  }

  private async lookAtStorage(): Promise<void> {
    try {
      const bytes = await this.reporting.storageBytes();
      if (bytes !== null) this.figures.stored(bytes);
    } catch {
      // Some browsers forbid to ask. The figure stays as it was.
    }
  }

  private async report(): Promise<void> {
    await this.lookAtStorage();
    const values = this.figures.take();
    if (values === null) return;
    try {
      this.answered(await this.environment.post(this.address, JSON.stringify(values)), values);
    } catch {
      // No network: nothing that anyone has to be told of.
      this.notArrived(values);
    }
  }

  private answered({ status }: HttpAnswer, values: FigureValues): void {
    if (status === 429 || status >= 500) this.notArrived(values);
    else if (status >= 400) this.welcome = false;
  }

  private notArrived(values: FigureValues): void {
    this.figures.putBack(values);
    this.reportLater();
  }

  private reportInPassing(): void {
    if (this.wanted !== true || !this.welcome) return;
    const values = this.figures.take();
    if (values === null) return;
    this.stopTimer();
    if (!this.environment.postInPassing(this.address, JSON.stringify(values))) {
      this.notArrived(values);
    }
  }

  private stopTimer(): void {
    this.cancelTimer?.();
    this.cancelTimer = null;
  }
}
