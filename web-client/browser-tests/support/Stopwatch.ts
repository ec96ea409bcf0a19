import type { Page } from "playwright-core";

interface Marks {
  /** When the last socket opened. */
  socketOpen: number;
  /** When the status line first said after that that all is saved. */
  saved: number;
  /** When the text could be written in. */
  editable: number;
}

/** Takes times inside the page, in milliseconds since its loading began: no wire is measured. */
export class Stopwatch {
  private constructor(private readonly page: Page) {}

  /** For what this page loads from now on. */
  static async on(page: Page): Promise<Stopwatch> {
    await page.addInitScript(() => {
      const marks: Marks = { socketOpen: NaN, saved: NaN, editable: NaN };
      (window as unknown as { marks: Marks }).marks = marks;
      window.WebSocket = class extends WebSocket {
        constructor(address: string | URL, protocols?: string | string[]) {
          super(address, protocols);
          this.addEventListener("open", () => {
            marks.socketOpen = performance.now();
            marks.saved = NaN;
          });
        }
      };
      const look = () => {
        const said = document.querySelector(".status")?.textContent;
        if (said === "All changes saved" && isNaN(marks.saved)) marks.saved = performance.now();
        const editor = document.querySelector(".cm-content[contenteditable=true]");
        if (editor !== null && isNaN(marks.editable)) marks.editable = performance.now();
      };
      new MutationObserver(look).observe(document, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
    });
    return new Stopwatch(page);
  }

  read(): Promise<Marks> {
    return this.page.evaluate(() => (window as unknown as { marks: Marks }).marks);
  }
}

/** Says how much of a processor's time tasks of the main thread took so far, in milliseconds. */
export async function mainThread(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")!.value * 1_000;
  };
}
