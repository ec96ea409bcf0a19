import { describe, it, vi } from "vitest";
import { eachSeedAsync, tiered } from "../testing/seeds";
import { DeviceSimulation } from "./DeviceSimulation";
import { Simulation } from "./Simulation";

vi.setConfig({ testTimeout: tiered(120_000, 1_200_000) });

describe("clients under a cruel network", () => {
  it("converge, with everything typed once and nothing lost", async () => {
    await eachSeedAsync(tiered(150, 5_000), async (seed) => {
      const simulation = new Simulation(seed);
      await simulation.run();
      simulation.check();
    });
  });

  it("converge over logs that were cut back, and lose nothing that was typed", async () => {
    await eachSeedAsync(tiered(100, 2_000), async (seed) => {
      const simulation = new Simulation(seed, true);
      await simulation.run();
      simulation.check();
    });
  });
});

describe("devices with tabs, workers, and documents made offline", () => {
  it("converge, with everything that was shown as kept, once", async () => {
    await eachSeedAsync(tiered(100, 3_000), async (seed) => {
      const simulation = new DeviceSimulation(seed);
      await simulation.run();
      simulation.check();
    });
  });

  it("converge over logs that were cut back, and lose nothing that was typed", async () => {
    await eachSeedAsync(tiered(50, 1_000), async (seed) => {
      const simulation = new DeviceSimulation(seed, true);
      await simulation.run();
      simulation.check();
    });
  });
});
