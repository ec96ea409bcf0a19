import { describe, it, vi } from "vitest";
import { eachSeedAsync } from "../testing/seeds";
import { Simulation } from "./Simulation";

vi.setConfig({ testTimeout: 120_000 });

describe("clients under a cruel network", () => {
  it("converge, with everything typed once and nothing lost", async () => {
    await eachSeedAsync(150, async (seed) => {
      const simulation = new Simulation(seed);
      await simulation.run();
      simulation.check();
    });
  });

  it("converge over logs that were cut back, and lose nothing that was typed", async () => {
    await eachSeedAsync(100, async (seed) => {
      const simulation = new Simulation(seed, true);
      await simulation.run();
      simulation.check();
    });
  });
});
