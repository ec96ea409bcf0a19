import { resolve } from "node:path";

const source = (path: string) => resolve(import.meta.dirname, "../src", path);

/** This package under its own name, for examples and tests that are written as its users write. */
export const ownPackage = [
  { find: /^@rejoin\/client$/, replacement: source("index.ts") },
  { find: /^@rejoin\/client\/codemirror$/, replacement: source("editor/codemirror/index.ts") },
  { find: /^@rejoin\/client\/testing$/, replacement: source("testing/index.ts") },
];
