import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { chromiumArguments, chromiumPath } from "./chromium";

/** A Chromium of our own, with a profile that outlives it, and that can be killed. */
export class ChromiumProcess {
  private constructor(
    private readonly process: ChildProcess,
    private readonly browser: Browser,
  ) {
    // A test that is given up half-way must not leave it behind: nobody else would end it.
    process.once("exit", () => globalThis.process.off("exit", this.killGroup));
    globalThis.process.on("exit", this.killGroup);
  }

  static async start(profile: string): Promise<ChromiumProcess> {
    const options = ["--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`];
    // A group of its own: its helpers die with it.
    const process = spawn(chromiumPath(), [...chromiumArguments, ...options], {
      detached: true,
      stdio: ["ignore", "ignore", "pipe"],
    });
    const address = await debuggingAddress(process);
    return new ChromiumProcess(process, await chromium.connectOverCDP(address));
  }

  get context(): BrowserContext {
    return this.browser.contexts()[0]!;
  }

  async page(address: string): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(address);
    return page;
  }

  /** As a crash does: nobody is asked, nothing is tidied up. */
  async kill(): Promise<void> {
    const exited = once(this.process, "exit");
    this.killGroup();
    await exited;
  }

  private readonly killGroup = () => process.kill(-this.process.pid!, "SIGKILL");
}

/** Helpers may still be writing when the main process is gone. */
export function removeProfile(profile: string): Promise<void> {
  return rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

function debuggingAddress(process: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let told = "";
    process.once("exit", (code) => reject(new Error(`Chromium ended (${code}): ${told}`)));
    process.stderr!.setEncoding("utf8").on("data", (text: string) => {
      told += text;
      const address = /DevTools listening on (ws:\S+)/.exec(told)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
}
