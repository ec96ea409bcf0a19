/**
 * CodeMirror 6 as an editor of a document: `@rejoin/client/codemirror`.
 *
 *     EditorPort ◄── CodeMirrorEditor ──► operations (changes to and fro)
 *                          │              wholePairs, documentText (what text may hold)
 *                          └──► setup ──► theme, markdown, people (others' carets), search
 */
export { adoptStyles } from "./adoptStyles";
export { CodeMirrorEditor } from "./CodeMirrorEditor";
