import type { IncidentBundle, IncidentKind } from "../../sync/index";
import { button } from "../button";
import { copyButton } from "../copyButton";
import { downloadText } from "../download";
import { element } from "../element";
import { titleOf } from "../title";

const EXPLAINED =
  "If two people see different texts, whoever runs the server can find out why. What that takes is in the diagnostics above, without a word of text, and often that is enough. An incident bundle says more: it contains the document as it was here, and what was written in it since this browser and the server last agreed. Give it only to those who may read the document.";

/** What was noticed, as a person would say it. */
const noticed: Record<IncidentKind, string> = {
  asked: "Nothing is known to be wrong",
  mismatch: "The text here was another than the server's",
  diverged: "The server had another history of this document",
  another_writer: "The server had changes in the name of this browser that it had not sent",
  other_operation: "The server had stored something else than this browser had sent",
  does_not_fit: "The server sent a change that did not fit the text here",
};

/** One for each document that went wrong or is open: with its text, and so by choice only. */
export function incidentsSection(bundles: readonly IncidentBundle[]): HTMLElement {
  const none = element("p", { class: "part-none" }, "No document is open in a tab.");
  return element(
    "section",
    { class: "part", attributes: { "aria-labelledby": "incidents" } },
    element("h2", { class: "part-title", attributes: { id: "incidents" } }, "When texts differ"),
    element("p", { class: "part-none" }, EXPLAINED),
    ...(bundles.length === 0 ? [none] : bundles.map(incident)),
  );
}

function incident(bundle: IncidentBundle): HTMLElement {
  const { document, kind, at, noticed: where } = bundle;
  const name = titleOf(where.content ?? "");
  const title = kind === "asked" ? `“${name}”, as it is now` : `“${name}”: an incident`;
  const text = JSON.stringify(bundle);
  return element(
    "section",
    { class: "card incident", attributes: { "aria-label": title } },
    element("h3", {}, title),
    element(
      "p",
      { class: "part-none" },
      `${noticed[kind]}, at revision ${where.rev}, ${clock.format(at)}. In the diagnostics above this document is called ${document}.`,
    ),
    element(
      "div",
      { class: "row-actions" },
      copyButton({
        icon: "copy",
        label: "Copy an incident bundle – contains this document’s text",
        done: "Copied, with the text",
        text: () => text,
      }),
      button("Save it as a file", () => downloadText(`rejoin-incident-${document}.json`, text)),
    ),
  );
}

const clock = new Intl.DateTimeFormat("en", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});
