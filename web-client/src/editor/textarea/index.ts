/**
 * A plain `<textarea>` as an editor of a document.
 *
 *     input event ──► changeBetween(before, after) ──► operation ──► listener.edited
 *                                                          └──► UndoHistory
 *     apply(operation) ──► value, caret, scroll            └──► UndoHistory: what is undone moves
 */
export { TextareaEditor, type TextareaOptions } from "./TextareaEditor";
