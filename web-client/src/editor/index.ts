/** The editor port, and the adapters that need no editor beside the browser's own. */
export type { EditorListener, EditorPort, PersonCursor } from "./EditorPort";
export { TextareaEditor, type TextareaOptions } from "./textarea/index";
