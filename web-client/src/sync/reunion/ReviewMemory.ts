import type { Settings } from "../../store/index";
import type { Rejoined } from "./Rejoined";

/**
 * What a person is to see before their edits are sent, so that they see it after a reload as well.
 * That the edits are held is not kept here but in the outbox, with what they met: if this is lost,
 * the places are, and the promise is not.
 */
export class ReviewMemory {
  constructor(private readonly settings: Settings | null) {}

  /** Null if nothing is known any more. */
  async recall(site: string): Promise<Rejoined | null> {
    const written = (await this.settings?.get(nameOf(site))) ?? null;
    try {
      return written === null ? null : (JSON.parse(written) as Rejoined);
    } catch (unreadable) {
      if (unreadable instanceof SyntaxError) return null;
      throw unreadable;
    }
  }

  remember(site: string, rejoined: Rejoined): void {
    void this.settings?.set(nameOf(site), JSON.stringify(rejoined));
  }

  forget(site: string): void {
    void this.settings?.remove(nameOf(site));
  }
}

function nameOf(site: string): string {
  return `review ${site}`;
}
