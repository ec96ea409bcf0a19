/**
 * A document's text as a textarea can hold it, unit for unit.
 *
 * A textarea has one line end, `\n`, and makes it of every `\r\n` and `\r` that a script puts in.
 * Where another program wrote a `\r` into the document, every position behind it would be off by
 * one: so it is shown as `␍`, and stays what it is in the document.
 */
export function shownText(content: string): string {
  return content.replaceAll("\r", "␍");
}
