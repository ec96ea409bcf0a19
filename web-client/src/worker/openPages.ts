import { PAGE_LOCK_PREFIX } from "./agreement";

/**
 * Addresses of the scripts that open pages were started by, sleeping pages and those without a
 * worker included: a lock is held until its page is gone, however it went.
 */
export async function openPages(locks: Pick<LockManager, "query">): Promise<readonly string[]> {
  const { held } = await locks.query();
  return (held ?? [])
    .map(({ name }) => name ?? "")
    .filter((name) => name.startsWith(PAGE_LOCK_PREFIX))
    .map((name) => name.slice(PAGE_LOCK_PREFIX.length));
}
