import { readFileSync } from "node:fs";
import { defineConfig } from "vite";

interface Manifest {
  dependencies: Record<string, string>;
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const external = Object.keys(manifest.dependencies);

// The package for other applications: what is in src/index.ts, with its dependencies left out.
export default defineConfig({
  publicDir: false,
  build: {
    outDir: "lib",
    target: "es2022",
    sourcemap: true,
    minify: false,
    lib: { entry: "src/index.ts", formats: ["es"], fileName: "index" },
    rolldownOptions: {
      external: (id) => external.some((name) => id === name || id.startsWith(`${name}/`)),
    },
  },
});
