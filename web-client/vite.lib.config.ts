import { readFileSync } from "node:fs";
import { defineConfig } from "vite";
import { declarations } from "./build/declarations.ts";

interface Manifest {
  peerDependencies: Record<string, string>;
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const peers = Object.keys(manifest.peerDependencies);

// The package for other applications: an entry for each line of `exports`. What comes with the
// editor is left out.
export default defineConfig({
  publicDir: false,
  plugins: [declarations("tsconfig.lib.json", "lib")],
  build: {
    outDir: "lib",
    target: "es2022",
    sourcemap: true,
    minify: false,
    lib: {
      entry: {
        index: "src/index.ts",
        codemirror: "src/editor/codemirror/index.ts",
        testing: "src/testing/index.ts",
      },
      formats: ["es"],
    },
    rolldownOptions: {
      external: (id) => peers.some((name) => id === name || id.startsWith(`${name}/`)),
      output: { chunkFileNames: "shared/[name].js" },
    },
  },
});
