/** The editor port, and one adapter for each editor. */
export type { EditorListener, EditorPort, PersonCursor } from "./EditorPort";
export { adoptStyles } from "./adoptStyles";
export { CodeMirrorEditor } from "./codemirror";
