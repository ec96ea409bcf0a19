import type { Extension } from "@codemirror/state";
import { ViewPlugin, type EditorView } from "@codemirror/view";
import { element } from "./element";
import { countWords } from "./wordCount";

const PAUSE_MILLIS = 250;

/** Above this, counting words would be felt while typing. */
const MAX_COUNTED_LENGTH = 400_000;

/** Looks at the text when it has not changed for a moment: its title, its words and characters. */
export class TextFacts {
  readonly element = element("p", { class: "facts" });
  readonly extension: Extension;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly changed: (text: string) => void) {
    // A plugin, because fresh content comes with a fresh state, which makes plugins anew and is no update.
    this.extension = ViewPlugin.define((view) => {
      this.look(view.state.doc.toString());
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
      this.look(view.state.doc.toString());
    }, PAUSE_MILLIS);
  }

  private look(text: string): void {
    this.changed(text);
    const characters = `${text.length.toLocaleString("en")} characters`;
    if (text.length > MAX_COUNTED_LENGTH) {
      this.element.textContent = characters;
      return;
    }
    const words = countWords(text);
    this.element.textContent = `${words.toLocaleString("en")} ${words === 1 ? "word" : "words"} · ${characters}`;
  }
}
