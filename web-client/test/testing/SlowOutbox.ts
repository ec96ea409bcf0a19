import { MemoryOutboxStore, type Outbox, type OutboxStore } from "../../src/store/index";
import type { VirtualTime } from "../../src/testing/VirtualTime";

/** Outboxes that take their time to write, like a disk, and sometimes cannot. */
export class SlowOutboxStore implements OutboxStore {
  failing = false;
  private readonly memory = new MemoryOutboxStore();

  constructor(
    private readonly time: VirtualTime,
    private readonly writeMillis: number,
  ) {}

  async open(doc: string): Promise<Outbox> {
    const outbox = await this.memory.open(doc);
    const write = async (action: () => Promise<void>) => {
      await new Promise<void>((resolve) => this.time.after(this.writeMillis, resolve));
      if (this.failing) throw new Error("the disk is full");
      await action();
    };
    return {
      get client() {
        return outbox.client;
      },
      get unsentSince() {
        return outbox.unsentSince;
      },
      outlivesPage: true,
      trouble: null,
      listen: () => () => undefined,
      close: () => outbox.close(),
      load: () => outbox.load(),
      copies: () => outbox.copies(),
      keepCopy: (copy) => write(() => outbox.keepCopy(copy)),
      renew: () => write(() => outbox.renew()),
      reset: (document) => write(() => outbox.reset(document)),
      append: (edit) => write(() => outbox.append(edit)),
      advance: (through, standing) => write(() => outbox.advance(through, standing)),
    };
  }
}
