import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/**
 * Tells when an input method's composition is over, and its text is in the document.
 *
 * The end event comes before CodeMirror has read the last change, and on Android it may not come at
 * all. So the end is looked for: right after the event, and every now and then while a composition
 * is known to be under way.
 */
export class CompositionWatch {
  readonly extension: Extension;
  private timer: ReturnType<typeof setInterval> | null = null;

  constructor(private readonly ended: () => void) {
    this.extension = EditorView.domEventObservers({
      compositionstart: (_event, view) => this.start(view),
      compositionend: (_event, view) => {
        setTimeout(() => this.look(view));
      },
    });
  }

  underWay(view: EditorView): boolean {
    if (view.compositionStarted) this.start(view);
    return this.timer !== null;
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
  }

  private start(view: EditorView): void {
    this.timer ??= setInterval(() => this.look(view), 200);
  }

  private look(view: EditorView): void {
    if (this.timer === null || view.compositionStarted) return;
    this.stop();
    this.ended();
  }
}
