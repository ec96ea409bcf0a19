import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { accessibilityProblems } from "./accessibility";
import { launchChromium } from "./chromium";
import { TestPage } from "./TestPage";

/** Three dozen pages are checked in one test, on a machine that may be busy. */
export const SLOW_MILLIS = 400_000;

const wide = { width: 1280, height: 800 };
const narrow = { width: 360, height: 740 };

export const windows = {
  "wide-light": { viewport: wide, colorScheme: "light" },
  "narrow-dark": { viewport: narrow, colorScheme: "dark" },
  "wide-dark": { viewport: wide, colorScheme: "dark" },
  "narrow-light": { viewport: narrow, colorScheme: "light" },
} as const satisfies Readonly<Record<string, BrowserContextOptions>>;

export type WindowName = keyof typeof windows;

/** Pages in states that a real server would not put them into when asked to. */
export class Gallery {
  private constructor(
    private readonly pages: TestPage,
    readonly browser: Browser,
    private readonly shownBy: (state: string) => string,
  ) {}

  /** What is on the screen when a state is complete is told by a selector. */
  static async open(page: string, shownBy: (state: string) => string): Promise<Gallery> {
    const pages = await TestPage.build(`gallery/${page}`);
    return new Gallery(pages, await launchChromium(), shownBy);
  }

  async show(page: Page, state: string): Promise<void> {
    await page.goto(`${this.pages.address}?state=${state}`);
    await page.locator(this.shownBy(state)).waitFor();
    await page.evaluate(() => document.fonts.ready);
  }

  /** Takes a picture of each state, and returns what is wrong with them, a line each. */
  async problems(window: WindowName, states: readonly string[]): Promise<string[]> {
    const context = await this.browser.newContext({ ...windows[window], reducedMotion: "reduce" });
    const page = await context.newPage();
    const problems: string[] = [];
    for (const state of states) {
      await this.show(page, state);
      await page.screenshot({ path: `target/screenshots/${state}-${window}.png` });
      for (const problem of await accessibilityProblems(page))
        problems.push(`${state}: ${problem}`);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (overflow > 0) problems.push(`${state}: ${overflow} pixels too wide`);
    }
    await context.close();
    return problems;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.pages.close();
  }
}
