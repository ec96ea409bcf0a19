import { element } from "../element";

export interface Reporting {
  mayReport(): Promise<boolean>;
  /** Whether it is remembered. */
  letReport(may: boolean): Promise<boolean>;
}

/** Lets the person say that no figures go to the server. */
export class ReportingChoice {
  private readonly box = element("input", {
    attributes: { type: "checkbox", id: "may-report", "aria-describedby": "may-report-words" },
    on: { change: () => void this.choose() },
  });
  private readonly outcome = element("p", { class: "part-none", attributes: { role: "status" } });
  readonly element = element(
    "section",
    { class: "part", attributes: { "aria-labelledby": "reporting" } },
    element("h2", { class: "part-title", attributes: { id: "reporting" } }, "Sending figures"),
    element(
      "div",
      { class: "choice" },
      this.box,
      element(
        "label",
        { attributes: { for: "may-report" } },
        "Send the figures above to this server",
      ),
    ),
    element(
      "p",
      { class: "part-none", attributes: { id: "may-report-words" } },
      "Numbers only: how often, how fast and how well the tabs of this browser rejoined. Whoever runs the server sees the sums of all browsers.",
    ),
    this.outcome,
  );

  constructor(private readonly reporting: Reporting) {}

  async refresh(): Promise<void> {
    this.box.checked = await this.reporting.mayReport();
  }

  private async choose(): Promise<void> {
    const may = this.box.checked;
    const isRemembered = await this.reporting.letReport(may);
    const said = may ? "Figures are sent." : "No figures are sent.";
    this.outcome.textContent = isRemembered
      ? said
      : `${said} This browser does not remember it: that holds until the tab is closed.`;
  }
}
