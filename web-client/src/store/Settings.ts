import type { Database } from "./Database";
import type { SettingRow } from "./schema";
import { StorageFault } from "./trouble";

/**
 * What a person chose, on this device. As long as the page lives, where there is no database. What
 * another tab wrote later counts, so only what could not be written is remembered here.
 */
export class Settings {
  private readonly unwritten = new Map<string, string>();

  constructor(private readonly database: Database) {}

  async get(name: string): Promise<string | null> {
    const unwritten = this.unwritten.get(name);
    if (unwritten !== undefined) return unwritten;
    try {
      return await this.database.read(["settings"], (transaction) => {
        const found = transaction.objectStore("settings").get(name);
        return () => (found.result as SettingRow | undefined)?.value ?? null;
      });
    } catch (error) {
      if (error instanceof StorageFault) return null;
      throw error;
    }
  }

  /** Takes effect at once. Whether it outlives the page. */
  async set(name: string, value: string): Promise<boolean> {
    this.unwritten.set(name, value);
    const written = await this.change((settings) => settings.put({ name, value }));
    if (written && this.unwritten.get(name) === value) this.unwritten.delete(name);
    return written;
  }

  /** Whether it is gone where it would outlive the page. */
  remove(name: string): Promise<boolean> {
    this.unwritten.delete(name);
    return this.change((settings) => settings.delete(name));
  }

  private async change(change: (settings: IDBObjectStore) => IDBRequest): Promise<boolean> {
    try {
      await this.database.write(["settings"], (transaction) => {
        change(transaction.objectStore("settings"));
        return () => undefined;
      });
      return true;
    } catch (error) {
      if (error instanceof StorageFault) return false;
      throw error;
    }
  }
}
