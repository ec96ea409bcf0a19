import { splitsPair } from "../../../ot/surrogates";

/** More than this of one place nobody reads in a dialog. */
const MAX_SHOWN = 1_600;
const SHOWN_END = 400;

/** The beginning and the end of a long text, and how much is between them. */
export function readable(text: string): string {
  if (text.length <= MAX_SHOWN) return text;
  const from = whole(text, MAX_SHOWN - SHOWN_END);
  const to = whole(text, text.length - SHOWN_END);
  const left = (to - from).toLocaleString("en");
  return `${text.slice(0, from)}\n… ${left} characters …\n${text.slice(to)}`;
}

function whole(text: string, at: number): number {
  return splitsPair(text, at) ? at - 1 : at;
}
