import type { Word } from "../../worker/agreement";

const WORKER = "/sw.js";
const CHECK_MILLIS = 3_600_000;

/** What keeps the page itself on this device, if anything does. */
export type OfflineReadiness =
  /** The page opens without a network. */
  | "ready"
  /** Its files are being fetched. */
  | "coming"
  /** Nothing is kept, but it could be. */
  | "none"
  /** The browser does not do this, or not over plain HTTP. */
  | "impossible";

export interface AppWorkerEvents {
  /** A newer version of the page is here, and waits for this one to go. */
  newer(): void;
  /** There is no worker any more: the server took it back. */
  withdrawn(): void;
}

/**
 * The service worker, as a page sees it.
 *
 *     start ──► registered? ──► found ──► installed ──► newer()      activate() ──► active ──► reload
 */
export class AppWorker {
  private registration: ServiceWorkerRegistration | null = null;
  private checkedAt = 0;

  constructor(
    private readonly container: ServiceWorkerContainer,
    private readonly events: AppWorkerEvents,
  ) {}

  /** Registers the worker if the server wants one; whatever there is already is used. */
  async start(isWanted: () => Promise<boolean>): Promise<void> {
    const known = (await this.container.getRegistration()) ?? null;
    const wanted = await isWanted();
    this.registration = wanted
      ? await this.container.register(WORKER, { updateViaCache: "none" })
      : known;
    if (this.registration !== null) this.watch(this.registration);
  }

  /** Lets the newer version take over, and tells when it has. */
  activate(done: () => void): void {
    const waiting = this.registration?.waiting ?? null;
    // Another tab was first: what is active is newer than this page already.
    if (waiting === null) return done();
    waiting.addEventListener("statechange", () => {
      if (waiting.state === "activated") done();
    });
    waiting.postMessage("activate" satisfies Word);
  }

  private watch(registration: ServiceWorkerRegistration): void {
    this.checkedAt = Date.now();
    registration.active?.postMessage("started" satisfies Word);
    if (registration.waiting !== null) this.newcomer(registration.waiting);
    if (registration.installing !== null) this.newcomer(registration.installing);
    registration.addEventListener("updatefound", () => {
      if (registration.installing !== null) this.newcomer(registration.installing);
    });
    document.addEventListener("visibilitychange", () => this.checkIfDue());
    addEventListener("online", () => this.checkIfDue());
  }

  private newcomer(worker: ServiceWorker): void {
    const look = () => {
      // The first one ever is news to nobody.
      const isNewer = worker.state === "installed" && this.registration?.active !== null;
      if (isNewer) this.events.newer();
      // One that came only to go has gone by now, and not yet when it became the controller.
      const isDone = worker.state === "activated" || worker.state === "redundant";
      if (isDone) void this.lookForWorker();
    };
    worker.addEventListener("statechange", look);
    look();
  }

  private async lookForWorker(): Promise<void> {
    if ((await this.container.getRegistration()) === undefined) this.events.withdrawn();
  }

  /** Browsers look for a newer worker when a page is opened; this one may be open for days. */
  private checkIfDue(): void {
    const isDue = Date.now() - this.checkedAt >= CHECK_MILLIS;
    if (!isDue || document.visibilityState !== "visible") return;
    this.checkedAt = Date.now();
    this.registration?.update().catch((failure: unknown) => {
      console.info("No newer version could be looked for", failure);
    });
  }
}

/** For people: whether this page opens without a network. */
export async function offlineReadiness(): Promise<OfflineReadiness> {
  // Absent where the context is not secure, whatever the types say.
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (container === undefined) return "impossible";
  const registration = await container.getRegistration();
  if (registration === undefined) return "none";
  return registration.active === null ? "coming" : "ready";
}
