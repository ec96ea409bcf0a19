import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { markdownKeymap } from "@codemirror/lang-markdown";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  dropCursor,
  EditorView,
  highlightSpecialChars,
  keymap,
  placeholder,
  rectangularSelection,
} from "@codemirror/view";
import { markdown } from "./markdown";
import { shownPeople } from "./people";
import { peopleLayers } from "./peopleLayers";
import { searchTheme } from "./searchTheme";
import { theme } from "./theme";
import { wholePairs } from "./wholePairs";

/**
 * What an editor of prose is made of. The Tab key is left alone: it leads on to what comes after
 * the text.
 */
export const setup: Extension = [
  history(),
  markdown,
  highlightSpecialChars(),
  drawSelection(),
  dropCursor(),
  rectangularSelection(),
  EditorState.allowMultipleSelections.of(true),
  EditorView.lineWrapping,
  search({ top: true }),
  highlightSelectionMatches({ wholeWords: true, minSelectionLength: 3 }),
  keymap.of([...markdownKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
  placeholder("Write something. Whoever has the link can write with you."),
  EditorView.contentAttributes.of({
    "aria-label": "Document text",
    tabindex: "0",
    spellcheck: "true",
    autocorrect: "on",
    autocapitalize: "sentences",
  }),
  wholePairs,
  shownPeople,
  peopleLayers,
  theme,
  searchTheme,
];
