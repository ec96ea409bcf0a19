import { Range, Selection, type Operation } from "../../ot/index";
import type { EditorListener, EditorPort, PersonCursor } from "../EditorPort";
import { wellFormed } from "../wellFormed";
import { changeBetween, operationOf } from "./changeBetween";
import { shownText } from "./shownText";
import { changeSteadily, reveal } from "./steadyScroll";
import { UndoHistory } from "./UndoHistory";

export interface TextareaOptions {
  /** A textarea cannot show where others are. Who wants to show it elsewhere is told here. */
  readonly showPeople?: (people: readonly PersonCursor[]) => void;
}

/**
 * A plain `<textarea>` as an {@link EditorPort}. Its content becomes the document's.
 *
 * Undo (Ctrl+Z, or from a menu) takes the person's own edits back and nobody else's. What is pasted
 * has its line ends made one; what others write moves neither caret nor selection nor the visible
 * lines. A script that sets `value` has to send an `input` event, and is then taken for the person.
 */
export class TextareaEditor implements EditorPort {
  content = "";
  composing = false;
  private editable = false;
  /** Before the first `reset` there is no document that an edit could be one of. */
  private filled = false;
  private replacing: Range | null = null;
  private told: Range | null = null;
  private compositionTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly history = new UndoHistory();
  private readonly listeners = new Set<EditorListener>();
  private readonly ended = new AbortController();

  constructor(
    readonly element: HTMLTextAreaElement,
    private readonly options: TextareaOptions = {},
  ) {
    // Some browsers put back what was in a field before a reload: that would be an edit.
    element.autocomplete = "off";
    element.readOnly = true;
    element.value = "";
    this.observe();
  }

  reset(content: string): void {
    this.content = content;
    this.filled = true;
    this.history.clear();
    this.show(Range.caret(Math.min(this.selection.head, content.length)));
  }

  apply(operation: Operation): void {
    const selection = this.selection.movedThrough(operation, "OTHER");
    this.content = operation.apply(this.content);
    this.history.passed(operation);
    changeSteadily(this.element, operation, () => this.show(selection));
  }

  setEditable(editable: boolean): void {
    this.editable = editable;
    this.element.readOnly = !editable;
  }

  showPeople(people: readonly PersonCursor[]): void {
    this.options.showPeople?.(people);
  }

  listen(listener: EditorListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  focus(): void {
    this.element.focus();
  }

  /** Takes back the person's last edit. */
  undo(): void {
    if (this.editable) this.turn(this.history.undo(this.content));
  }

  redo(): void {
    if (this.editable) this.turn(this.history.redo(this.content));
  }

  /** The textarea stays as it is, and nobody listens to it any more. */
  destroy(): void {
    this.ended.abort();
    clearTimeout(this.compositionTimer);
  }

  private get selection(): Range {
    const { selectionStart, selectionEnd, selectionDirection } = this.element;
    return selectionDirection === "backward"
      ? new Range(selectionEnd, selectionStart)
      : new Range(selectionStart, selectionEnd);
  }

  private observe(): void {
    const { element } = this;
    const on = <E extends keyof HTMLElementEventMap>(
      type: E,
      listener: (event: HTMLElementEventMap[E]) => void,
    ) => element.addEventListener(type, listener, { signal: this.ended.signal });
    on("beforeinput", (event) => this.beforeInput(event));
    on("input", () => this.read());
    on("change", () => this.read());
    on("keydown", (event) => this.keyDown(event));
    on("compositionstart", () => this.compositionStarted());
    on("compositionend", () => this.compositionEnded());
    on("blur", () => this.compositionEnded());
    for (const type of ["select", "keyup", "pointerup", "focus"] as const) {
      on(type, () => this.tellSelection());
    }
    element.ownerDocument.addEventListener("selectionchange", () => this.tellSelection(), {
      signal: this.ended.signal,
    });
  }

  /** The browser's own history ends with the first edit of somebody else, so it is never used. */
  private beforeInput(event: InputEvent): void {
    this.replacing = this.selection;
    const step = STEPS.get(event.inputType);
    if (step === undefined || !event.cancelable) return;
    event.preventDefault();
    this[step]();
  }

  private keyDown(event: KeyboardEvent): void {
    const step = stepOf(event);
    if (step === null || this.composing) return;
    event.preventDefault();
    this[step]();
  }

  private turn(operation: Operation | null): void {
    if (operation === null) return;
    const caret = endOfChange(operation);
    this.content = operation.apply(this.content);
    this.show(Range.caret(caret));
    reveal(this.element, caret);
    for (const listener of this.listeners) listener.edited(operation);
    this.tellSelection();
  }

  /** Finds out what the person did since the text was looked at last. */
  private read(): void {
    const before = shownText(this.content);
    const { value, selectionEnd: caret } = this.element;
    if (value === before || !this.filled) return;
    if (!this.editable) return this.show(this.selection);
    const after = wellFormed(value);
    const change = changeBetween(before, after, { selected: this.replacing, caret });
    this.replacing = null;
    const operation = operationOf(change, before.length);
    this.history.edited(change, this.content, performance.now(), this.composing);
    this.content = operation.apply(this.content);
    // An input method is not disturbed; what it left is mended when it is done.
    if (!this.composing) this.mend();
    for (const listener of this.listeners) listener.edited(operation);
  }

  private mend(): void {
    if (this.element.value !== shownText(this.content)) this.show(this.selection);
  }

  private show({ anchor, head }: Range): void {
    const { scrollTop } = this.element;
    this.element.value = shownText(this.content);
    this.element.scrollTop = scrollTop;
    const direction = anchor === head ? "none" : anchor < head ? "forward" : "backward";
    this.element.setSelectionRange(Math.min(anchor, head), Math.max(anchor, head), direction);
  }

  private tellSelection(): void {
    if (this.element.ownerDocument.activeElement !== this.element || !this.filled) return;
    // A position in another text than the listeners know says nothing.
    if (this.element.value !== shownText(this.content)) return;
    const { selection } = this;
    if (this.told?.equals(selection) === true) return;
    this.told = selection;
    for (const listener of this.listeners) listener.selected(new Selection([selection]));
  }

  private compositionStarted(): void {
    clearTimeout(this.compositionTimer);
    this.composing = true;
  }

  /** Some browsers write the last change only after they said so. */
  private compositionEnded(): void {
    if (!this.composing) return;
    clearTimeout(this.compositionTimer);
    this.compositionTimer = setTimeout(() => {
      this.composing = false;
      this.read();
      this.mend();
      for (const listener of this.listeners) listener.compositionEnded();
    });
  }
}

const STEPS: ReadonlyMap<string, "undo" | "redo"> = new Map([
  ["historyUndo", "undo"],
  ["historyRedo", "redo"],
]);

/** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y, or with the command key. */
function stepOf({
  key,
  ctrlKey,
  metaKey,
  altKey,
  shiftKey,
}: KeyboardEvent): "undo" | "redo" | null {
  if (ctrlKey === metaKey || altKey) return null;
  const letter = key.toLowerCase();
  if (letter === "z") return shiftKey ? "redo" : "undo";
  return letter === "y" && !shiftKey && ctrlKey ? "redo" : null;
}

/** Behind what an operation changed last. */
function endOfChange(operation: Operation): number {
  const last = operation.components().at(-1);
  return operation.targetLength - (last?.kind === "retain" ? last.length : 0);
}
