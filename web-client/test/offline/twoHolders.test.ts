import { describe, expect, it, vi } from "vitest";
import { tiered } from "../testing/seeds";
import { meetings } from "./meetings";

vi.setConfig({ testTimeout: tiered(240_000, 2_400_000) });

// Promise X4, with clonedProfile.
describe("two holders of one outbox lose nothing, double nothing and end equal", () => {
  it("when a tab is duplicated: it gets an outbox of its own", async () => {
    expect(await meetings("duplicated tab", tiered(100, 2_000))).toBe(0);
  });

  it("when the browser gives the lock of a living tab away", async () => {
    expect(await meetings("stolen lock", tiered(200, 4_000))).toBeGreaterThan(10);
  });
});
