import type { Rejoined } from "../../../sync/index";
import { sinceWords } from "../../ago";
import { changesWords } from "../../changesWords";

/** In one line above the text. */
export function noticeWords({ overlaps, moreOverlaps, held, ownEdits }: Rejoined): string {
  const places = overlaps.length + moreOverlaps;
  const waiting = held
    ? ` Your ${changesWords(ownEdits)} ${ownEdits === 1 ? "is" : "are"} not sent yet.`
    : "";
  if (places === 0) return `You were away.${waiting}`;
  return `Others edited what you edited while you were away (${placesWords(places)}).${waiting}`;
}

/** What happened, in the dialog. */
export function summaryWords(rejoined: Rejoined, now: number): string {
  const { awaySince, missedRevisions, ownEdits, overlaps, moreOverlaps } = rejoined;
  const away =
    awaySince === null ? "While this page was away" : `Since ${sinceWords(awaySince, now)}`;
  const own = `you made ${changesWords(ownEdits)}`;
  if (missedRevisions === 0) return `${away}, ${own}. Nobody else changed anything.`;
  const places = overlaps.length + moreOverlaps;
  const both =
    places === 0
      ? "No place was edited by both."
      : `${placesWords(places)} ${places === 1 ? "was" : "were"} edited by both.`;
  return `${away}, ${own} and others ${changesWords(missedRevisions)}. ${both}`;
}

function placesWords(count: number): string {
  return count === 1 ? "1 place" : `${count.toLocaleString("en")} places`;
}
