import type { Operation } from "../../ot/index";

/** In longer texts measuring would take longer than it is worth; there the text moves. */
const MAX_MEASURED_LENGTH = 200_000;

/**
 * Changes what a textarea shows without moving what is read: after a change above the visible lines
 * it is scrolled by as much as they moved.
 *
 * A textarea does not tell where a line is. But how high some text is can be measured by letting
 * the textarea itself hold it, behind enough empty lines that it has to scroll.
 */
export function changeSteadily(
  element: HTMLTextAreaElement,
  operation: Operation,
  change: () => void,
): void {
  const { scrollTop, scrollLeft, scrollHeight } = element;
  const above =
    scrollTop > 0 &&
    element.textLength <= MAX_MEASURED_LENGTH &&
    bottomOf(element, element.value.slice(0, endOf(operation))) <= scrollTop;
  change();
  element.scrollTop = above ? scrollTop + element.scrollHeight - scrollHeight : scrollTop;
  element.scrollLeft = scrollLeft;
}

/** Brings a position into view, if it is not. */
export function reveal(element: HTMLTextAreaElement, position: number): void {
  if (element.scrollHeight <= element.clientHeight || element.textLength > MAX_MEASURED_LENGTH) {
    return;
  }
  const { scrollTop, clientHeight, value } = element;
  const { selectionStart, selectionEnd } = element;
  const bottom = bottomOf(element, value.slice(0, position));
  element.value = value;
  element.setSelectionRange(selectionStart, selectionEnd);
  const visible = bottom > scrollTop && bottom <= scrollTop + clientHeight;
  element.scrollTop = visible ? scrollTop : bottom - clientHeight / 2;
}

/** How far down the last line of `text` reaches. */
function bottomOf(element: HTMLTextAreaElement, text: string): number {
  // A line is hardly ever lower than this, so that two heights of empty lines fill the textarea.
  const filling = "\n".repeat(Math.ceil((2 * element.clientHeight) / 8));
  element.value = filling;
  const before = element.scrollHeight;
  element.value = filling + text;
  return element.scrollHeight - before;
}

/** Where in the text before it the last change ends. */
function endOf(operation: Operation): number {
  const last = operation.components().at(-1);
  return operation.baseLength - (last?.kind === "retain" ? last.length : 0);
}
