import { defineConfig } from "vitest/config";

/** What takes times, in the page: nothing else may run meanwhile. */
const timed = ["browser-tests/large.test.ts", "browser-tests/storage.test.ts"];

const patient = { environment: "node", testTimeout: 60_000, hookTimeout: 60_000 } as const;

// Chromium against a server that the tests start themselves: two files at a time, as each of them
// waits for its pages half of the time, and patience.
export default defineConfig({
  test: {
    passWithNoTests: true,
    projects: [
      {
        test: {
          ...patient,
          name: "pages",
          include: ["browser-tests/**/*.test.ts"],
          exclude: timed,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...patient,
          name: "timed",
          include: timed,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
