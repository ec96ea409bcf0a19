import type { EditorListener, EditorPort, PersonCursor } from "../editor/EditorPort";
import { Operation, Range, Selection } from "../ot/index";

/** An editor without a screen. Refuses what a real one could not do either. */
export class FakeEditor implements EditorPort {
  content = "";
  composing = false;
  editable = false;
  people: readonly PersonCursor[] = [];
  /** Every operation that arrived from the outside. */
  readonly applied: Operation[] = [];
  private listener: EditorListener | null = null;

  reset(content: string): void {
    this.content = content;
  }

  apply(operation: Operation): void {
    if (this.composing) throw new Error("applied under a composition");
    this.content = operation.apply(this.content);
    this.applied.push(operation);
  }

  setEditable(editable: boolean): void {
    this.editable = editable;
  }

  showPeople(people: readonly PersonCursor[]): void {
    this.people = people;
  }

  listen(listener: EditorListener): () => void {
    this.listener = listener;
    return () => (this.listener = null);
  }

  /** The person replaces [from, to) by `text`. */
  type(text: string, from = this.content.length, to = from): void {
    const operation = Operation.builder()
      .retain(from)
      .delete(to - from)
      .insert(text)
      .retain(this.content.length - to)
      .build();
    this.content = operation.apply(this.content);
    this.listener?.edited(operation);
  }

  select(anchor: number, head = anchor): void {
    this.listener?.selected(new Selection([new Range(anchor, head)]));
  }

  endComposition(): void {
    this.composing = false;
    this.listener?.compositionEnded();
  }
}
