import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { build, preview, type Plugin, type PreviewServer } from "vite";
import { ownPackage } from "../../build/ownPackage";

const root = resolve(import.meta.dirname, "../..");

/**
 * A page that belongs to the tests, built before it is served: what Vite serves while one develops
 * is two hundred files, and each loading asks for all of them.
 */
export class TestPage {
  private constructor(
    private readonly server: PreviewServer,
    private readonly path: string,
  ) {}

  /** The page of that file in `browser-tests`, served with these headers, with bugs planted in it. */
  static async build(
    file: string,
    headers: Readonly<Record<string, string>> = {},
    planted: readonly Plugin[] = [],
  ): Promise<TestPage> {
    const path = `browser-tests/${file}`;
    const outDir = join(root, "target/test-pages", file.replaceAll("/", "-"));
    const options = { configFile: false, root, logLevel: "error" } as const;
    await build({
      ...options,
      resolve: { alias: ownPackage },
      publicDir: false,
      plugins: [...planted],
      build: {
        outDir,
        emptyOutDir: true,
        target: "es2022",
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: { input: join(root, path) },
      },
    });
    const server = await preview({
      ...options,
      build: { outDir },
      preview: { port: 0, host: "127.0.0.1", headers },
    });
    return new TestPage(server, path);
  }

  get origin(): string {
    const { port } = this.server.httpServer.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  get address(): string {
    return `${this.origin}/${this.path}`;
  }

  close(): Promise<void> {
    return this.server.close();
  }
}
