import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const relative = /(from |import\()"(\.{1,2}\/[^"]+)"/g;

/**
 * Writes the types of the package beside its code. They name each other with the ending `.js`:
 * projects that resolve as Node does want that, and all others take it.
 */
export function declarations(project: string, folder: string): Plugin {
  return {
    name: "declarations",
    closeBundle() {
      execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", project], {
        stdio: "inherit",
      });
      for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
        if (!file.endsWith(".d.ts")) continue;
        const types = readFileSync(join(folder, file), "utf8");
        writeFileSync(join(folder, file), types.replace(relative, '$1"$2.js"'));
      }
    },
  };
}
