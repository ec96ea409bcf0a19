import { resolve } from "node:path";
import { build, type Plugin, type ResolvedConfig } from "vite";
import { appBuildOf } from "./appBuildOf.ts";

/**
 * Builds `src/sw.ts` when the page is written, as one classic script of a fixed name that knows
 * every file of the page by its digest. Any change of any file makes it another worker.
 *
 *     vite build ──► dist/index.html, dist/assets/… ──► digests ──► dist/sw.js, written last
 */
export function serviceWorker(): Plugin {
  let page: ResolvedConfig | null = null;
  return {
    name: "rejoin:service-worker",
    apply: "build",
    configResolved(config) {
      page = config;
    },
    writeBundle: {
      order: "post",
      sequential: true,
      async handler() {
        if (page !== null) await buildWorker(page);
      },
    },
  };
}

async function buildWorker({ root, build: { outDir, target, sourcemap } }: ResolvedConfig) {
  const folder = resolve(root, outDir);
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    define: { __APP_BUILD__: JSON.stringify(await appBuildOf(folder)) },
    build: {
      outDir,
      emptyOutDir: false,
      target,
      sourcemap,
      lib: { entry: "src/sw.ts", formats: ["iife"], name: "worker", fileName: () => "sw.js" },
    },
  });
}
