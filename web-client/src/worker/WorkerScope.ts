/**
 * What a service worker is given by the browser, as far as ours uses it: the compiler's own
 * description of it cannot stand beside that of a page.
 */
export interface WorkerScope {
  readonly location: { readonly origin: string };
  readonly registration: Pick<ServiceWorkerRegistration, "installing" | "waiting">;
  skipWaiting(): Promise<void>;
  addEventListener<Type extends keyof WorkerEvents>(
    type: Type,
    listener: (event: WorkerEvents[Type]) => void,
  ): void;
}

export interface WorkerEvents {
  readonly install: Lasting;
  readonly activate: Lasting;
  readonly fetch: Fetch;
  readonly message: Lasting & { readonly data: unknown };
  readonly sync: Lasting & { readonly tag: string };
}

/** The browser keeps the worker alive until the promise is settled. */
export interface Lasting {
  waitUntil(done: Promise<unknown>): void;
}

export interface Fetch extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
