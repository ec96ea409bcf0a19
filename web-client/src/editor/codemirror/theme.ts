import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/**
 * How the text looks. Every colour is a custom property, so that the page decides about light and
 * dark.
 */
const look = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--font-text)",
    fontSize: "var(--text-size)",
    lineHeight: "1.7",
    overflowX: "hidden",
  },
  ".cm-content": {
    boxSizing: "border-box",
    width: "100%",
    maxWidth: "calc(var(--measure) + 2 * var(--gutter))",
    margin: "0 auto",
    padding: "2.75rem 0 40vh",
    caretColor: "var(--ink)",
  },
  // The padding is the lines', not the content's: selections are drawn from line edge to line edge.
  ".cm-line": { padding: "0 var(--gutter)" },
  ".cm-placeholder": { color: "var(--ink-faint)" },
  ".cm-cursor": { borderLeft: "2px solid var(--ink)", marginLeft: "-1px" },
  ".cm-dropCursor": { borderLeft: "2px solid var(--accent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    background: "var(--selection)",
  },
  ".cm-selectionBackground": { background: "var(--selection-resting)" },
  ".cm-specialChar": { color: "var(--ink-faint)" },
  ".cm-searchMatch": { backgroundColor: "var(--match)", borderRadius: "2px" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--match-current)" },
});

const people = EditorView.theme({
  ".cm-person-selection": { background: "var(--person)", opacity: "0.22", borderRadius: "2px" },
  ".cm-person-caret": {
    "--person-ink": "oklch(from var(--person) var(--person-lightness) c h)",
    width: "2px",
    marginLeft: "-1px",
    background: "var(--person-ink)",
    pointerEvents: "none",
  },
  // The knob on top of a caret: it stays when the name fades, and brings it back under the pointer.
  ".cm-person-caret::before": {
    content: "''",
    position: "absolute",
    top: "-3px",
    left: "-2px",
    width: "6px",
    height: "6px",
    borderRadius: "50%",
    background: "inherit",
    boxShadow: "0 0 0 5px transparent",
    pointerEvents: "auto",
  },
  ".cm-person-name": {
    position: "absolute",
    bottom: "calc(100% - 2px)",
    left: "0",
    maxWidth: "14rem",
    padding: "0.1rem 0.4rem",
    overflow: "hidden",
    color: "var(--on-person)",
    background: "inherit",
    borderRadius: "4px 4px 4px 0",
    font: "600 0.6875rem/1.35 var(--font-ui)",
    whiteSpace: "nowrap",
    textOverflow: "ellipsis",
    animation: "cm-person-name-fades 0.4s 2.6s forwards",
  },
  ".cm-person-nameOnLeft .cm-person-name": {
    left: "auto",
    right: "0",
    borderRadius: "4px 4px 0 4px",
  },
  ".cm-person-caret:hover .cm-person-name": { animation: "none" },
  "@keyframes cm-person-name-fades": { to: { opacity: "0", visibility: "hidden" } },
});

/** Markdown is shown, not hidden: its signs stay in the text, only quieter. */
const markdownLook = HighlightStyle.define([
  { tag: tags.heading1, class: "cm-heading1" },
  { tag: tags.heading2, class: "cm-heading2" },
  { tag: tags.heading3, class: "cm-heading3" },
  { tag: [tags.heading4, tags.heading5, tags.heading6], class: "cm-heading4" },
  { tag: tags.strong, fontWeight: "680" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.strikethrough, textDecoration: "line-through" },
  { tag: [tags.link, tags.url], color: "var(--accent-ink)" },
  { tag: tags.monospace, class: "cm-code" },
  { tag: tags.quote, color: "var(--ink-soft)" },
  { tag: [tags.processingInstruction, tags.contentSeparator], color: "var(--ink-faint)" },
]);

const headings = EditorView.theme({
  ".cm-heading1": {
    fontSize: "1.75em",
    fontWeight: "720",
    letterSpacing: "-0.02em",
    lineHeight: "1.35",
  },
  ".cm-heading2": { fontSize: "1.35em", fontWeight: "680", letterSpacing: "-0.015em" },
  ".cm-heading3": { fontSize: "1.12em", fontWeight: "660", letterSpacing: "-0.01em" },
  ".cm-heading4": { fontWeight: "660" },
  ".cm-code": { fontFamily: "var(--font-code)", fontSize: "0.9em" },
});

export const theme: Extension = [look, people, headings, syntaxHighlighting(markdownLook)];
