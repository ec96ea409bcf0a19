import type { Operation, Range, Selection } from "../ot/index";

/** Where somebody else is in the document, in the coordinates of the text that the editor shows. */
export interface PersonCursor {
  readonly session: string;
  readonly name: string;
  readonly color: string;
  readonly ranges: readonly Range[];
}

/** What an editor tells. The text of the port has changed already when `edited` is called. */
export interface EditorListener {
  /** The person edited: exactly this, on the text as it was. Never called for `apply` and `reset`. */
  edited(operation: Operation): void;
  /** The person moved or changed the selection. Not needed after each of their own edits. */
  selected(selection: Selection): void;
  /** No composition is under way any more. May lead to `apply` at once: call it outside an update. */
  compositionEnded(): void;
}

/**
 * An editor, as a document session sees it. One adapter for each editor implements it.
 *
 * Text has `\n` line ends only, counts in UTF-16 units, and holds no lone surrogate: the adapter
 * mends what is pasted. Cursors shown by `showPeople` move with later edits by the editor's own
 * means, until the next call.
 */
export interface EditorPort {
  readonly content: string;
  /** Fresh content; the undo history is forgotten. */
  reset(content: string): void;
  /** A remote edit: moves no caret of the person typing, and enters no undo history. */
  apply(operation: Operation): void;
  setEditable(editable: boolean): void;
  showPeople(people: readonly PersonCursor[]): void;
  /** An IME composition is under way: the session holds remote edits back. */
  readonly composing: boolean;
  /** Returns what stops the listening. */
  listen(listener: EditorListener): () => void;
}
