import type { AddressInfo } from "node:net";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { createServer, type ViteDevServer } from "vite";
import { accessibilityProblems } from "./accessibility";
import { launchChromium } from "./chromium";

/** Two dozen pages are checked in one test. */
export const SLOW_MILLIS = 180_000;

export const windows: Readonly<Record<"wide-light" | "narrow-dark", BrowserContextOptions>> = {
  "wide-light": { viewport: { width: 1280, height: 800 }, colorScheme: "light" },
  "narrow-dark": { viewport: { width: 360, height: 740 }, colorScheme: "dark" },
};

/** Pages in states that a real server would not put them into when asked to. */
export class Gallery {
  private constructor(
    private readonly vite: ViteDevServer,
    readonly browser: Browser,
    private readonly page: string,
  ) {}

  static async open(page: string): Promise<Gallery> {
    const options = { server: { port: 0, host: "127.0.0.1" }, logLevel: "error" } as const;
    const vite = await createServer(options);
    await vite.listen();
    return new Gallery(vite, await launchChromium(), page);
  }

  async show(page: Page, state: string): Promise<void> {
    const { port } = this.vite.httpServer?.address() as AddressInfo;
    const address = `http://127.0.0.1:${port}/browser-tests/gallery/${this.page}`;
    await page.goto(`${address}?state=${state}`);
    await page.locator("body[data-state=shown]").waitFor();
    await page.evaluate(() => document.fonts.ready);
  }

  /** Takes a picture of each state, and returns what is wrong with them, a line each. */
  async problems(window: keyof typeof windows, states: readonly string[]): Promise<string[]> {
    const options = { ...windows[window], reducedMotion: "reduce" } as const;
    const context = await this.browser.newContext(options);
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
    await this.vite.close();
  }
}
