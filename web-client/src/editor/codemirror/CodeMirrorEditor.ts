import { Compartment, EditorState, Transaction, type Extension } from "@codemirror/state";
import { EditorView, type ViewUpdate } from "@codemirror/view";
import type { Operation } from "../../ot/index";
import { CompositionWatch } from "./compositionWatch";
import { documentText } from "./documentText";
import type { EditorListener, EditorPort, PersonCursor } from "../EditorPort";
import { changesOf, movedThrough, operationOf, selectionOf } from "./operations";
import { showPeople, shownPeople } from "./people";
import { markedPlaces, markPlaces, revealPlace, type PlaceInText } from "./places";
import { isRemote, remote } from "./remote";
import { setup } from "./setup";
import { steadyScroll } from "./steadyScroll";

/**
 * CodeMirror 6 as an {@link EditorPort}.
 *
 * ```
 *   typing ──► transaction ──► operation ──► listener.edited     enters the undo history
 *   apply(operation) ──► transaction, annotated remote           does not; caret and view stay
 * ```
 *
 * Positions are UTF-16 units on both sides, one line break is one unit, so that nothing has to be
 * converted.
 */
export class CodeMirrorEditor implements EditorPort {
  readonly view: EditorView;
  private readonly listeners = new Set<EditorListener>();
  private readonly editability = new Compartment();
  private readonly extensions: Extension;
  private readonly composition: CompositionWatch;
  private editable = true;

  constructor(parent: Element, extensions: Extension = []) {
    this.composition = new CompositionWatch(() => this.compositionEnded());
    this.extensions = [
      setup,
      markedPlaces,
      this.composition.extension,
      EditorView.updateListener.of((update) => this.report(update)),
      extensions,
    ];
    this.view = new EditorView({
      parent,
      state: this.fresh("", 0),
      dispatchTransactions: steadyScroll(),
    });
  }

  get content(): string {
    return this.view.state.doc.toString();
  }

  get composing(): boolean {
    return this.composition.underWay(this.view);
  }

  reset(content: string): void {
    this.view.setState(this.fresh(content, this.view.state.selection.main.head));
  }

  apply(operation: Operation): void {
    this.view.dispatch({
      changes: changesOf(operation),
      selection: movedThrough(this.view.state.selection, operation),
      annotations: [remote.of(true), Transaction.addToHistory.of(false)],
      filter: false,
    });
  }

  setEditable(editable: boolean): void {
    if (editable === this.editable) return;
    this.editable = editable;
    this.view.dispatch({ effects: this.editability.reconfigure(editability(editable)) });
  }

  showPeople(people: readonly PersonCursor[]): void {
    showPeople(this.view, people);
  }

  listen(listener: EditorListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  focus(): void {
    this.view.focus();
  }

  /** Brings somebody's caret into view. The person's own caret stays where it is. */
  reveal(session: string): void {
    const person = this.view.state.field(shownPeople).find((shown) => shown.session === session);
    const head = person?.ranges[0]?.head;
    if (head !== undefined) {
      this.view.dispatch({ effects: EditorView.scrollIntoView(head, { y: "center" }) });
    }
  }

  /** Marks stretches of the text. They move with it, until the next call or fresh content. */
  markPlaces(places: readonly PlaceInText[]): void {
    markPlaces(this.view, places);
  }

  /** Selects one of the marked places, and brings it into view. */
  revealPlace(index: number): void {
    revealPlace(this.view, index);
  }

  destroy(): void {
    this.composition.stop();
    this.view.destroy();
  }

  private fresh(content: string, caret: number): EditorState {
    return EditorState.create({
      doc: documentText(content),
      selection: { anchor: Math.min(caret, content.length) },
      extensions: [this.extensions, this.editability.of(editability(this.editable))],
    });
  }

  private report(update: ViewUpdate): void {
    const own = update.transactions.filter((transaction) => !isRemote(transaction));
    for (const transaction of own) {
      if (!transaction.docChanged) continue;
      const operation = operationOf(transaction.changes);
      for (const listener of this.listeners) listener.edited(operation);
    }
    if (own.some((transaction) => transaction.docChanged || transaction.selection)) {
      const selection = selectionOf(update.state.selection, update.state.doc);
      for (const listener of this.listeners) listener.selected(selection);
    }
  }

  private compositionEnded(): void {
    for (const listener of this.listeners) listener.compositionEnded();
  }
}

/** Text that may not be changed can still be reached by keyboard, selected and copied. */
function editability(editable: boolean): Extension {
  return [
    EditorState.readOnly.of(!editable),
    EditorView.editable.of(editable),
    EditorView.contentAttributes.of(editable ? {} : { "aria-readonly": "true" }),
  ];
}
