import { EditorSelection, type ChangeSet, type ChangeSpec, type Text } from "@codemirror/state";
import { Operation, Range, Selection } from "../../ot/index";
import { documentText } from "./documentText";
import { splitsCharacter } from "./splitsCharacter";

/**
 * An editor's change as an operation. A selection that was typed over is deleted first: `[-3,
 * "new"]`.
 */
export function operationOf(changes: ChangeSet): Operation {
  const builder = Operation.builder();
  let position = 0;
  changes.iterChanges((from, to, _fromB, _toB, inserted) => {
    builder.retain(from - position);
    builder.delete(to - from);
    builder.insert(inserted.toString());
    position = to;
  }, true);
  builder.retain(changes.length - position);
  return builder.build();
}

/** An operation as changes of the text before it. */
export function changesOf(operation: Operation): ChangeSpec[] {
  const changes: ChangeSpec[] = [];
  let position = 0;
  operation.emitTo({
    retain(length) {
      position += length;
    },
    insert(content) {
      if (typeof content !== "string") throw new Error(`A text holds no ${content.kind}`);
      changes.push({ from: position, insert: documentText(content) });
    },
    delete(length) {
      changes.push({ from: position, to: position + length });
      position += length;
    },
  });
  return changes;
}

/**
 * Where the person's own carets stand after a remote edit: never pushed along by text that arrives
 * at them.
 */
export function movedThrough(selection: EditorSelection, operation: Operation): EditorSelection {
  const ranges = selection.ranges.map((range) => {
    const moved = new Range(range.anchor, range.head).movedThrough(operation, "OTHER");
    return EditorSelection.range(moved.anchor, moved.head);
  });
  return EditorSelection.create(ranges, selection.mainIndex);
}

/**
 * The editor's selection for others to see; an end in the middle of a character is put before it.
 */
export function selectionOf(selection: EditorSelection, doc: Text): Selection {
  return new Selection(
    selection.ranges.map(
      (range) => new Range(wholePosition(doc, range.anchor), wholePosition(doc, range.head)),
    ),
  );
}

function wholePosition(doc: Text, position: number): number {
  return splitsCharacter(doc, position) ? position - 1 : position;
}
