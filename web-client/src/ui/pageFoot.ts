import { element } from "./element";

/** At the end of every page but a document's: the ways to what one seldom needs. */
export function pageFoot(): HTMLElement {
  const link = (address: string, words: string) =>
    element("a", { attributes: { href: address } }, words);
  return element(
    "footer",
    { class: "page-foot" },
    element(
      "nav",
      { attributes: { "aria-label": "More" } },
      link("/", "Documents"),
      link("/storage", "Storage"),
      link("/diagnostics", "Diagnostics"),
    ),
  );
}
