import { brand, skipLink } from "../brand";
import { busyButton } from "../busyButton";
import { copyButton } from "../copyButton";
import { downloadText } from "../download";
import { element } from "../element";
import { pageFoot } from "../pageFoot";
import { factsList } from "./factsList";
import { figures } from "./figures";
import type { Gathered } from "./gatherReport";
import { incidentsSection } from "./incidentsSection";
import { journal } from "./journal";
import type { Report } from "./Report";
import { ReportingChoice, type Reporting } from "./ReportingChoice";
import { surroundings } from "./surroundings";

export interface DiagnosticsPageOptions extends Reporting {
  gather(): Promise<Gathered>;
}

const LEAD =
  "For a report of a fault: what this browser knows about its connection to the server. The diagnostics that you copy have not a word in them that anybody wrote, no title, no name and no address of a document.";

/** What a report of a fault needs, to look at and to copy. */
export class DiagnosticsPage {
  readonly element: HTMLElement;
  private readonly report = element("div", { attributes: { "aria-busy": "true" } });
  private readonly choice: ReportingChoice;
  private text = "";

  constructor(private readonly options: DiagnosticsPageOptions) {
    document.title = "Diagnostics – Rejoin";
    this.choice = new ReportingChoice(options);
    this.element = element(
      "div",
      { class: "page page-list" },
      skipLink("diagnostics", "Skip to the diagnostics"),
      element("header", { class: "bar" }, brand()),
      element(
        "main",
        { class: "list", attributes: { id: "diagnostics" } },
        element("div", { class: "list-head" }, element("h1", {}, "Diagnostics"), this.actions()),
        element("p", { class: "part-none" }, LEAD),
        this.report,
        this.choice.element,
      ),
      pageFoot(),
    );
  }

  async refresh(): Promise<void> {
    await this.choice.refresh();
    const { report, bundles } = await this.options.gather();
    this.text = JSON.stringify(report, null, 1);
    this.report.replaceChildren(...partsOf(report), incidentsSection(bundles));
    this.report.setAttribute("aria-busy", "false");
  }

  private actions(): HTMLElement {
    const save = element(
      "button",
      {
        class: "button",
        attributes: { type: "button" },
        on: { click: () => downloadText("rejoin-diagnostics.json", this.text) },
      },
      "Save as a file",
    );
    const copy = copyButton({
      icon: "copy",
      label: "Copy diagnostics",
      done: "Copied",
      text: () => this.text,
      class: "button-primary",
    });
    const again = busyButton({
      words: "Look again",
      busy: "Looking…",
      act: () => this.refresh(),
    });
    return element("div", { class: "row-actions" }, again, save, copy);
  }
}

function partsOf(report: Report): HTMLElement[] {
  const { tabs, before } = report;
  const told = before === null ? tabs : [...tabs, before];
  const journals = tabs.map((tab, index) => journal(`Open tab ${index + 1}`, tab));
  if (before !== null) journals.push(journal("This tab, before it showed this page", before));
  const none = element("p", { class: "part-none" }, "No document is open in a tab.");
  return [
    part("How it stands", factsList(surroundings(report))),
    part("Figures of these tabs", factsList(figures(told))),
    part("What happened last", ...(journals.length === 0 ? [none] : journals)),
  ];
}

function part(title: string, ...content: readonly HTMLElement[]): HTMLElement {
  return element(
    "section",
    { class: "part" },
    element("h2", { class: "part-title" }, title),
    ...content,
  );
}
