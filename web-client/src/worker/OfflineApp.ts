import type { AppBuild } from "./AppBuild";

const CACHE_PREFIX = "rejoin-app-";
const INDEX = "/index.html";

/** What the files are taken from and kept in, so that a test can hold the network and time. */
export interface OfflineEnvironment {
  readonly caches: CacheStorage;
  fetch(address: string, options: RequestInit): Promise<Response>;
  /** Addresses of the scripts that open pages were started by. */
  openPages(): Promise<readonly string[]>;
  /** Whether a newer worker has come, and may be keeping files of its own already. */
  hasSuccessor(): boolean;
}

/**
 * The page's own files, kept so that it opens without a network: a cache a build.
 *
 *     rejoin-app-9fQ2…  the build of this worker: whole, or the worker is not installed
 *     rejoin-app-b7Xk…  an older one: stays as long as a page of it is open
 *
 * Law: every file in the cache of a build is, to the byte, the file that the build wrote. So no
 * page is put together of two builds, and what a captive portal says is never taken for a file.
 */
export class OfflineApp {
  private readonly name: string;

  constructor(
    private readonly build: AppBuild,
    private readonly environment: OfflineEnvironment,
  ) {
    this.name = CACHE_PREFIX + build.version;
  }

  /** Gets every file that is not kept yet. Fails if one cannot be had as the build wrote it. */
  async complete(): Promise<void> {
    const cache = await this.environment.caches.open(this.name);
    const addresses = Object.keys(this.build.files);
    await Promise.all(addresses.map((address) => this.keep(cache, address)));
  }

  /** Removes the older builds of which no page is open. */
  async tidy(): Promise<void> {
    const { caches } = this.environment;
    const open = await this.environment.openPages();
    for (const name of await caches.keys()) {
      if (!name.startsWith(CACHE_PREFIX) || name === this.name) continue;
      const cache = await caches.open(name);
      const started = await Promise.all(open.map((script) => cache.match(script)));
      const isOpen = started.some((script) => script !== undefined);
      // Last, because a successor may come while we look: what it keeps is not old.
      if (!isOpen && !this.environment.hasSuccessor()) await caches.delete(name);
    }
  }

  /** The page: the same at every address. */
  async page(request: Request): Promise<Response> {
    return (await this.kept(INDEX)) ?? this.environment.fetch(request.url, {});
  }

  /** A file of this build, or of an older one whose page is still open; else what the server says. */
  async file(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const kept = (await this.kept(pathname)) ?? (await this.keptByOlder(pathname));
    return kept ?? this.environment.fetch(request.url, {});
  }

  has(path: string): boolean {
    return path in this.build.files;
  }

  private async kept(path: string): Promise<Response | undefined> {
    const cache = await this.environment.caches.open(this.name);
    return cache.match(path);
  }

  private async keptByOlder(path: string): Promise<Response | undefined> {
    const { caches } = this.environment;
    for (const name of await caches.keys()) {
      if (!name.startsWith(CACHE_PREFIX)) continue;
      const found = await (await caches.open(name)).match(path);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private async keep(cache: Cache, address: string): Promise<void> {
    if ((await cache.match(address)) !== undefined) return;
    const copy = await this.asBuilt(address, await this.keptByOlder(address));
    const file = copy ?? (await this.asBuilt(address, await this.fetched(address)));
    if (file === null) throw new Error(`${address} is not the file that this worker belongs to`);
    await cache.put(address, file);
  }

  private fetched(address: string): Promise<Response> {
    return this.environment.fetch(address, { cache: "no-cache", credentials: "same-origin" });
  }

  /** The response anew, if its bytes are those of the build: one that was redirected opens no page. */
  private async asBuilt(address: string, response: Response | undefined): Promise<Response | null> {
    if (response?.ok !== true) return null;
    const content = await response.arrayBuffer();
    if ((await digestOf(content)) !== this.build.files[address]) return null;
    const headers = new Headers(response.headers);
    // The content is unpacked by now.
    headers.delete("content-encoding");
    headers.delete("content-length");
    return new Response(content, { headers });
  }
}

/** As the build wrote it down. A worker runs in secure contexts only: the digest is there. */
async function digestOf(content: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return btoa(String.fromCharCode(...digest));
}
