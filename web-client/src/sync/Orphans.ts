import type { DeviceStorage } from "../store/index";
import type { Emitter } from "./Emitter";
import type { ParticipationContext } from "./ParticipationContext";
import { pushOutboxes } from "./pushOutboxes";
import type { SessionEvents } from "./SessionEvents";

/**
 * Unsent edits of this document in outboxes whose tabs are gone, beside the one that this session
 * adopted. They are brought to the server on their own, and come back as everybody's edits do.
 */
export class Orphans {
  private bringing = false;

  constructor(
    private readonly context: ParticipationContext,
    private readonly storage: DeviceStorage,
    private readonly events: Emitter<SessionEvents>,
  ) {}

  /** What fails stays where it is, until the document is level the next time. */
  async bring(): Promise<void> {
    if (this.bringing) return;
    this.bringing = true;
    const { doc, link, reviewer } = this.context;
    try {
      const holds = reviewer?.holdsUnseen?.bind(reviewer);
      const { pushed } = await pushOutboxes(this.storage, link.http, { doc, holds });
      const edits = pushed.reduce((sum, each) => sum + each.edits, 0);
      if (edits > 0) this.events.emit("orphansSent", edits);
    } catch (error) {
      this.events.emit("fault", error instanceof Error ? error : new Error(String(error)));
    } finally {
      this.bringing = false;
    }
  }
}
