import { describe, expect, it, vi } from "vitest";
import { Operation } from "../../src/ot/index";
import type { KeptCopy, Outbox, OutboxStore } from "../../src/store/index";
import { FakeAuthor, spelled } from "../testing/FakeAuthor";
import { eachSeedAsync } from "../testing/seeds";
import { SplitMix64 } from "../../src/testing/SplitMix64";

/** How a test comes by a store, and waits for its promises. */
export interface StoreUnderTest {
  readonly store: OutboxStore;
  readonly finish: <T>(promise: Promise<T>) => Promise<T>;
}

vi.setConfig({ testTimeout: 60_000 });

const COPY: KeptCopy = { doc: "d", text: "mine", unsent: true, reason: "diverged" };

/** What every outbox has to do, wherever it keeps things. */
export function outboxContract(name: string, create: (seed: number) => StoreUnderTest): void {
  describe(name, () => {
    it("starts with nothing but a client id of 128 bits", async () => {
      const { outbox } = await opened(create(1));
      expect(outbox.client).toMatch(/^[A-Za-z0-9_-]{22}$/);
      expect(await outbox.load()).toBeNull();
    });

    it("refuses an edit before there is a document", async () => {
      const { outbox } = await opened(create(1));
      await expect(async () => outbox.append(Operation.identity(0))).rejects.toThrow("reset");
    });

    it("gives back what was kept, after every step and when it is opened again", () =>
      eachSeedAsync(40, async (seed) => {
        const { store, outbox, finish } = await opened(create(seed));
        const random = new SplitMix64(seed);
        const author = new FakeAuthor(random, "a".repeat(random.below(40)));
        await finish(outbox.reset(author.document));
        for (let step = 0; step < 60; step++) {
          const acted = author.act(outbox);
          if (random.oneIn(3)) await finish(acted);
          expect(spelled(await outbox.load())).toEqual(spelled(author.document));
        }
        await finish(outbox.close());
        const again = await finish(store.open("d"));
        expect(again.client).toBe(outbox.client);
        expect(spelled(await again.load())).toEqual(spelled(author.document));
      }));

    it("takes a new client id when it is renewed, and keeps the copies", async () => {
      const { store, outbox, finish } = await opened(create(1));
      const author = new FakeAuthor(new SplitMix64(1), "abc");
      await finish(outbox.reset(author.document));
      const { client } = outbox;
      const copied = outbox.keepCopy(COPY);
      await finish(outbox.renew());
      await finish(copied);
      expect(outbox.client).not.toBe(client);
      expect(await outbox.load()).toBeNull();
      expect(await finish(outbox.copies())).toMatchObject([COPY]);
      await finish(outbox.reset(author.document));
      await finish(outbox.close());
      const again = await finish(store.open("d"));
      expect(again.client).toBe(outbox.client);
      expect(await finish(again.copies())).toMatchObject([COPY]);
    });

    it("keeps the outboxes of two documents apart", async () => {
      const { store, outbox, finish } = await opened(create(1));
      const author = new FakeAuthor(new SplitMix64(1), "abc");
      await finish(outbox.reset(author.document));
      const other = await finish(store.open("e"));
      expect(other.client).not.toBe(outbox.client);
      expect(await other.load()).toBeNull();
    });
  });
}

async function opened(
  under: StoreUnderTest,
): Promise<StoreUnderTest & { readonly outbox: Outbox }> {
  return { ...under, outbox: await under.finish(under.store.open("d")) };
}
