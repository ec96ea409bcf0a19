import type { Transaction } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { isRemote } from "./remote";

/**
 * Updates a view so that what others write above does not move what is read.
 *
 * CodeMirror sees to that when it measures, once a frame. But it takes its bearings anew with each
 * update: if a second one comes before the first is measured (a second edit, or just a cursor that
 * moved), the first one's shift stays. So a remote edit is measured before anything follows it.
 */
export function steadyScroll(): (transactions: readonly Transaction[], view: EditorView) => void {
  let unmeasured = false;
  const measured = { read: () => void (unmeasured = false) };
  return (transactions, view) => {
    // Whoever asks for heights gets true ones: this makes the view measure now.
    if (unmeasured) view.lineBlockAtHeight(0);
    view.update(transactions);
    if (transactions.some((transaction) => transaction.docChanged && isRemote(transaction))) {
      unmeasured = true;
      view.requestMeasure(measured);
    }
  };
}
