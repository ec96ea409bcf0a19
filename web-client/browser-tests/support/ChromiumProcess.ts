import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { chromiumArguments, chromiumPath } from "./chromium";

/** A machine may be busy; a Chromium that says nothing for so long is taken for stuck. */
const START_LIMIT_MILLIS = 30_000;
const STARTS = 5;
/** For helpers of one that was killed. */
const LOOKS = 100;

/** What says which process has a profile open. One that was killed cannot take it away. */
const marks = ["SingletonLock", "SingletonSocket", "SingletonCookie"];

/** A Chromium of our own, with a profile that outlives it, and that can be killed. */
export class ChromiumProcess {
  private constructor(
    private readonly process: ChildProcess,
    private readonly browser: Browser,
  ) {}

  /**
   * Tries again when none comes up: that is between Chromium and a busy machine. No page has been
   * opened by then, so nothing that a page did is lost to the eye of a test.
   */
  static async start(profile: string): Promise<ChromiumProcess> {
    for (let start = 1; ; start++) {
      for (const mark of marks) await rm(join(profile, mark), { force: true });
      try {
        return await ChromiumProcess.startOnce(profile);
      } catch (failure) {
        if (start === STARTS) throw failure;
        console.warn(`Chromium did not come up, and is started again: ${String(failure)}`);
      }
    }
  }

  private static async startOnce(profile: string): Promise<ChromiumProcess> {
    const options = ["--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`];
    // A group of its own: its helpers die with it.
    const process = spawn(chromiumPath(), [...chromiumArguments, ...options], {
      detached: true,
      stdio: ["ignore", "ignore", "pipe"],
    });
    // A test that is given up half-way must not leave it behind: nobody else would end it.
    const killLeft = () => killGroup(process);
    globalThis.process.on("exit", killLeft);
    process.once("exit", () => globalThis.process.off("exit", killLeft));
    try {
      const address = await debuggingAddress(process);
      const browser = await chromium.connectOverCDP(address, { timeout: START_LIMIT_MILLIS });
      return new ChromiumProcess(process, browser);
    } catch (failure) {
      await endGroup(process);
      throw failure;
    }
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
  kill(): Promise<void> {
    return endGroup(this.process);
  }
}

function killGroup(process: ChildProcess): boolean {
  try {
    return globalThis.process.kill(-process.pid!, "SIGKILL");
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== "ESRCH") throw failure;
    return false;
  }
}

/**
 * Until they are gone: the next one must not meet a helper that still has a file open. Where nobody
 * collects what is left of orphans, they seem to be there for ever, and are not waited for.
 */
async function endGroup(process: ChildProcess): Promise<void> {
  const isThere = process.exitCode === null && process.signalCode === null;
  const exited = isThere ? once(process, "exit") : null;
  for (let look = 0; look < LOOKS && killGroup(process); look++) await pause(20);
  await exited;
}

/** Helpers may still be writing when the main process is gone. */
export function removeProfile(profile: string): Promise<void> {
  return rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

function debuggingAddress(process: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let told = "";
    const fail = (why: string) => reject(new Error(`Chromium ${why}: ${told}`));
    const limit = setTimeout(() => fail("says no address"), START_LIMIT_MILLIS);
    process.once("error", ({ message }) => fail(message));
    process.once("exit", (code) => {
      clearTimeout(limit);
      fail(`ended (${code})`);
    });
    process.stderr!.setEncoding("utf8").on("data", (text: string) => {
      told += text;
      const address = /DevTools listening on (ws:\S+)/.exec(told)?.[1];
      if (address === undefined) return;
      clearTimeout(limit);
      resolve(address);
    });
  });
}
