import { defineConfig } from "vitest/config";
import { ownPackage } from "./build/ownPackage.ts";

export default defineConfig({
  resolve: { alias: ownPackage },
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    environment: "node",
    passWithNoTests: true,
    // Vitest leaves one core free for the person who watches; nobody does.
    maxWorkers: "100%",
  },
});
