import { expect, it, vi } from "vitest";
import { tiered } from "../testing/seeds";
import { meetings } from "./meetings";

vi.setConfig({ testTimeout: tiered(240_000, 2_400_000) });

// Promise X4; a file of its own, for a processor of its own: see twoHolders.
it("when a profile is cloned, at most one of the two is accepted under each name", async () => {
  expect(await meetings("cloned profile", tiered(200, 4_000))).toBeGreaterThan(20);
});
