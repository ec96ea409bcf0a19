import { defineConfig } from "vitest/config";

// Chromium against a server that the tests start themselves: one file at a time, and patience.
export default defineConfig({
  test: {
    include: ["browser-tests/**/*.test.ts"],
    environment: "node",
    passWithNoTests: true,
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
