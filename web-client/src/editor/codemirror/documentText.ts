import { Text } from "@codemirror/state";

/**
 * The text of a document as CodeMirror keeps it: a line ends at "\n" and nowhere else.
 *
 * CodeMirror's own splitting also takes "\r" and "\r\n" for one line break, which is right for what
 * a person pastes (so line ends are normalised at the edge), and wrong for what the log holds: a
 * "\r\n" that another program wrote is two units there, and must be two units here, or every
 * position behind it would be off by one.
 */
export function documentText(content: string): Text {
  return Text.of(content.split("\n"));
}
