type Granted = (lock: Lock | null) => unknown;

/** Web Locks of one browser: exclusive, `ifAvailable`, and freed when a tab ends. */
export class FakeLockManager {
  /** Whether a request fails, asked once for each. */
  fails: () => boolean = () => false;
  private readonly held = new Map<string, object>();

  /** As one tab sees them. `end` frees whatever it holds. */
  tab(): { locks: Pick<LockManager, "request">; end: () => void } {
    const tab = {};
    const request = (name: string, _options: LockOptions, granted: Granted) =>
      this.request(tab, name, granted);
    const end = () => {
      for (const [name, holder] of this.held) if (holder === tab) this.held.delete(name);
    };
    return { locks: { request } as unknown as Pick<LockManager, "request">, end };
  }

  get names(): readonly string[] {
    return [...this.held.keys()];
  }

  private async request(tab: object, name: string, granted: Granted): Promise<unknown> {
    await Promise.resolve();
    if (this.fails()) throw new DOMException("not active", "InvalidStateError");
    if (this.held.has(name)) return granted(null);
    this.held.set(name, tab);
    try {
      return await granted({ name, mode: "exclusive" });
    } finally {
      if (this.held.get(name) === tab) this.held.delete(name);
    }
  }
}
