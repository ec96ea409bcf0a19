import { EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** The panel of Ctrl+F, in the page's own clothes. */
export const searchTheme: Extension = [
  EditorState.phrases.of({
    next: "Next",
    previous: "Previous",
    all: "Select all",
    "match case": "Match case",
    regexp: "Pattern",
    "by word": "Whole words",
    replace: "Replace",
    "replace all": "Replace all",
    close: "Close",
  }),
  EditorView.theme({
    ".cm-panels": { color: "var(--ink)", background: "var(--ground)" },
    ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--line)" },
    ".cm-panel.cm-search": {
      padding: "0.5rem 2.5rem 0.5rem 1rem",
      fontFamily: "var(--font-ui)",
    },
    ".cm-panel.cm-search input, .cm-panel.cm-search button, .cm-panel.cm-search label": {
      margin: "0.125rem 0.375rem 0.125rem 0",
      fontSize: "0.8125rem",
    },
    ".cm-textfield": {
      width: "14rem",
      maxWidth: "100%",
      height: "2rem",
      padding: "0 0.625rem",
      color: "var(--ink)",
      background: "var(--sheet)",
      border: "1px solid var(--line-strong)",
      borderRadius: "0.375rem",
    },
    ".cm-textfield::placeholder": { color: "var(--ink-faint)", opacity: "1" },
    ".cm-button": {
      height: "2rem",
      padding: "0 0.625rem",
      color: "var(--ink)",
      background: "var(--raised)",
      border: "1px solid var(--line)",
      borderRadius: "0.375rem",
      fontWeight: "550",
    },
    ".cm-button:hover": { borderColor: "var(--line-strong)" },
    ".cm-panel.cm-search label": {
      display: "inline-flex",
      alignItems: "center",
      gap: "0.3rem",
      minHeight: "2rem",
      marginLeft: "0.25rem",
    },
    ".cm-panel.cm-search input[type=checkbox]": { margin: "0", accentColor: "var(--accent)" },
    ".cm-panel.cm-search [name=close]": {
      top: "0.625rem",
      right: "0.75rem",
      width: "1.75rem",
      height: "1.75rem",
      margin: "0",
      color: "var(--ink-soft)",
      fontSize: "1.25rem",
      cursor: "pointer",
    },
  }),
];
