import type { Diagnostics } from "../../sync/index";
import type { Fact } from "./factsList";

/** What all tabs counted since they were loaded. */
export function figures(tabs: readonly Diagnostics[]): readonly Fact[] {
  const sum = (name: "syncs" | "failures" | "rebasedOperations" | "overlaps") =>
    tabs.reduce((total, { figures }) => total + figures[name], 0);
  const syncs = sum("syncs");
  const millis = tabs.reduce((total, { figures }) => total + figures.rejoinMillisTotal, 0);
  const longest = Math.max(0, ...tabs.map(({ figures }) => figures.rejoinMillisMax));
  return [
    ["Times rejoined", count(syncs)],
    ["Until all was level", syncs === 0 ? "–" : `${count(millis / syncs)} ms on average`],
    ["The longest", syncs === 0 ? "–" : `${count(longest)} ms`],
    ["Own changes moved over others'", count(sum("rebasedOperations"))],
    ["Places that others had changed too", count(sum("overlaps"))],
    ["Failures", count(sum("failures"))],
  ];
}

function count(value: number): string {
  return Math.round(value).toLocaleString("en");
}
