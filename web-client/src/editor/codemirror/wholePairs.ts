import {
  ChangeSet,
  EditorSelection,
  EditorState,
  Transaction,
  type Text,
  type TransactionSpec,
} from "@codemirror/state";
import { hasLoneSurrogate } from "../../ot/surrogates";
import { documentText } from "./documentText";
import { wellFormed } from "../wellFormed";
import { splitsCharacter } from "./splitsCharacter";

interface Change {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/**
 * Keeps surrogate pairs whole, whatever an input method, a paste or a script does.
 *
 * Replacing 😀 by 😁 changes only the second half of the pair, and CodeMirror, which looks for the
 * smallest difference, reports just that half. Such a change is widened to whole characters. Half a
 * character that has no other half goes: from the document it is deleted, in new text it becomes
 * U+FFFD.
 */
export const wholePairs = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged) return transaction;
  const repaired = repair(transaction.startState.doc, transaction.changes);
  return repaired ? withChanges(transaction, repaired) : transaction;
});

function repair(doc: Text, changes: ChangeSet): ChangeSet | null {
  const whole: Change[] = [];
  let broken = false;
  changes.iterChanges((from, to, _fromB, _toB, inserted) => {
    const change = { from, to, insert: inserted.toString() };
    const widened = widen(doc, change);
    broken ||= widened !== change;
    addMerged(whole, widened);
  }, true);
  if (!broken) return null;
  return ChangeSet.of(
    whole.map((change) => ({ ...change, insert: documentText(change.insert) })),
    doc.length,
  );
}

function widen(doc: Text, change: Change): Change {
  const splitsFirst = splitsCharacter(doc, change.from);
  const splitsLast = splitsCharacter(doc, change.to);
  if (!splitsFirst && !splitsLast) {
    if (!hasLoneSurrogate(change.insert)) return change;
    return { ...change, insert: wellFormed(change.insert) };
  }
  const from = splitsFirst ? change.from - 1 : change.from;
  const to = splitsLast ? change.to + 1 : change.to;
  const kept = doc.sliceString(from, change.from) + change.insert + doc.sliceString(change.to, to);
  if (!hasLoneSurrogate(kept)) return { from, to, insert: kept };
  if (change.from === change.to) return { from: to, to, insert: wellFormed(change.insert) };
  return { from, to, insert: wellFormed(change.insert) };
}

/** Two changes that were widened to the same character are one. */
function addMerged(changes: Change[], next: Change): void {
  const last = changes.at(-1);
  if (last && next.from < last.to) {
    const to = Math.max(last.to, next.to);
    changes[changes.length - 1] = { from: last.from, to, insert: last.insert + next.insert };
  } else {
    changes.push(next);
  }
}

function withChanges(transaction: Transaction, changes: ChangeSet): TransactionSpec {
  const back = transaction.changes.invertedDesc;
  const moved = (position: number) => {
    const before = back.mapPos(position, 1);
    const whole = splitsCharacter(transaction.startState.doc, before) ? before + 1 : before;
    return changes.mapPos(whole, 1);
  };
  const ranges = transaction.newSelection.ranges.map((range) =>
    EditorSelection.range(moved(range.anchor), moved(range.head)),
  );
  const userEvent = transaction.annotation(Transaction.userEvent);
  return {
    changes,
    selection: EditorSelection.create(ranges, transaction.newSelection.mainIndex),
    effects: transaction.effects,
    scrollIntoView: transaction.scrollIntoView,
    ...(userEvent === undefined ? {} : { userEvent }),
  };
}
