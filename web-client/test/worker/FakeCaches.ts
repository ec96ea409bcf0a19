/** Cache Storage in memory, as far as the worker uses it. */
export class FakeCaches {
  private readonly kept = new Map<string, FakeCache>();

  /** As the browser's own: for what takes one. */
  asStorage(): CacheStorage {
    return this as unknown as CacheStorage;
  }

  open(name: string): Promise<Cache> {
    const cache = this.kept.get(name) ?? new FakeCache();
    this.kept.set(name, cache);
    return Promise.resolve(cache as unknown as Cache);
  }

  keys(): Promise<string[]> {
    return Promise.resolve([...this.kept.keys()]);
  }

  delete(name: string): Promise<boolean> {
    return Promise.resolve(this.kept.delete(name));
  }
}

class FakeCache {
  private readonly kept = new Map<string, Response>();

  match(address: string): Promise<Response | undefined> {
    return Promise.resolve(this.kept.get(address)?.clone());
  }

  put(address: string, response: Response): Promise<void> {
    if (response.bodyUsed) return Promise.reject(new TypeError(`${address} was read already`));
    this.kept.set(address, response);
    return Promise.resolve();
  }
}
