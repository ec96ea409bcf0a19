import { defineConfig } from "vite";
import { serviceWorker } from "./build/serviceWorker.ts";

// The server serves the page under `default-src 'none'; script-src 'self'; style-src 'self'`:
// nothing may be inlined into the page, and no asset may become a data: address.
export default defineConfig({
  plugins: [serviceWorker()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    sourcemap: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
