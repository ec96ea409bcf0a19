import type { Diagnostics, JournalLine } from "../../sync/index";
import { element } from "../element";

/** One tab: how it stands, and what happened last. */
export function journal(title: string, diagnostics: Diagnostics): HTMLElement {
  const { connection, documents, journal: lines } = diagnostics;
  const standing = { connection, ...documents };
  return element(
    "details",
    { class: "card journal" },
    element(
      "summary",
      {},
      element("strong", {}, title),
      element("span", {}, `${lines.length} lines`),
    ),
    element("pre", { class: "report" }, JSON.stringify(standing)),
    linesTable(title, lines),
  );
}

function linesTable(title: string, lines: readonly JournalLine[]): HTMLElement {
  const rows = [...lines]
    .reverse()
    .map(({ at, what, shape }) =>
      element(
        "tr",
        {},
        element("td", { class: "journal-time" }, clock.format(at)),
        element("td", { class: "journal-what" }, what),
        element("td", { class: "journal-shape" }, JSON.stringify(shape)),
      ),
    );
  const heads = ["Time", "What", "How"].map((words) =>
    element("th", { attributes: { scope: "col" } }, words),
  );
  return element(
    "div",
    {
      class: "journal-lines",
      attributes: { tabindex: "0", role: "region", "aria-label": `Last lines of: ${title}` },
    },
    element(
      "table",
      {},
      element("thead", {}, element("tr", {}, ...heads)),
      element("tbody", {}, ...rows),
    ),
  );
}

const clock = new Intl.DateTimeFormat("en", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  hourCycle: "h23",
});
