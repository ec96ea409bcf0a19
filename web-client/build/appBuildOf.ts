import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { AppBuild } from "../src/worker/AppBuild.ts";

const VERSION_LENGTH = 12;

/** What a page without a network does not ask for, and the worker itself. */
const isLeft = (address: string) => address.endsWith(".map") || address === "/sw.js";

/** Every file of a built page that the worker keeps. */
export async function appBuildOf(folder: string): Promise<AppBuild> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const addresses = found
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => addressOf(relative(folder, join(parentPath, name))))
    .filter((address) => !isLeft(address))
    .sort();
  const digests = addresses.map(async (address) => {
    const digest = digestOf(await readFile(join(folder, address)));
    return [address, digest.toString("base64")] as const;
  });
  const files = Object.fromEntries(await Promise.all(digests));
  const all = digestOf(JSON.stringify(files)).toString("base64url");
  return { version: all.slice(0, VERSION_LENGTH), files };
}

function addressOf(file: string): string {
  return `/${file.split(sep).join("/")}`;
}

function digestOf(content: Uint8Array | string): Buffer {
  return createHash("sha256").update(content).digest();
}
