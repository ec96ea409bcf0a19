import type { Extension, Text } from "@codemirror/state";
import { ViewPlugin, type EditorView } from "@codemirror/view";
import { element } from "../element";
import { titleOf } from "../title";
import { countWords } from "./wordCount";

const PAUSE_MILLIS = 250;

/** Above this, counting words would be felt while typing. */
const MAX_COUNTED_LENGTH = 100_000;

/** A title is near the beginning, or there is none. */
const TITLE_WITHIN = 4096;

/** Looks at the text when it has not changed for a moment: its title, its words and characters. */
export class TextFacts {
  readonly element = element("p", { class: "facts" });
  readonly extension: Extension;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly titled: (title: string) => void) {
    // A plugin, because fresh content comes with a fresh state, which makes plugins anew and is no
    // update.
    this.extension = ViewPlugin.define((view) => {
      this.look(view.state.doc);
      return {
        update: (update) => {
          if (update.docChanged) this.lookSoon(update.view);
        },
      };
    });
  }

  private lookSoon(view: EditorView): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.look(view.state.doc);
    }, PAUSE_MILLIS);
  }

  private look(doc: Text): void {
    this.titled(titleOf(doc.sliceString(0, TITLE_WITHIN)));
    const characters = `${doc.length.toLocaleString("en")} characters`;
    if (doc.length > MAX_COUNTED_LENGTH) {
      this.element.textContent = characters;
      return;
    }
    const words = countWords(doc.toString());
    const counted = `${words.toLocaleString("en")} ${words === 1 ? "word" : "words"}`;
    this.element.textContent = `${counted} · ${characters}`;
  }
}
