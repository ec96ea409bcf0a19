import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const client = resolve(import.meta.dirname, "../..");
const modules = join(client, "node_modules");
/** Building the package, and installing it, take their time. */
const SLOW_MILLIS = 120_000;

/** A project that has nothing to do with this one, but for the tools that it borrows. */
let project: string;
let files: readonly string[];

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

interface Manifest {
  readonly exports: Readonly<Record<string, string | { types: string; default: string }>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

function npm(folder: string, ...args: readonly string[]): string {
  // Registries and caches are no part of this; what npm prints for people neither.
  const quiet = ["--offline", "--no-audit", "--no-fund", "--loglevel=error"];
  return execFileSync("npm", [...args, ...quiet], { cwd: folder, encoding: "utf8" });
}

/** A tool of ours, at work in the other project. */
function tool(path: string, ...args: readonly string[]): string {
  try {
    return execFileSync(process.execPath, [join(modules, path), ...args], {
      cwd: project,
      encoding: "utf8",
      stdio: "pipe",
    });
  } catch (failed) {
    const { stdout, stderr } = failed as { stdout: string; stderr: string };
    throw new Error(`${path} ${args.join(" ")}\n${stdout}${stderr}`, { cause: failed });
  }
}

/** As if it were installed in the other project. */
function lend(name: string): void {
  const target = join(project, "node_modules", name);
  mkdirSync(join(target, ".."), { recursive: true });
  symlinkSync(join(modules, name), target, "dir");
}

function manifest(): Manifest {
  const text = readFileSync(join(project, "node_modules/@rejoin/client/package.json"), "utf8");
  return JSON.parse(text) as Manifest;
}

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "rejoin-package-"));
  const packed = npm(client, "pack", "--json", "--silent", `--pack-destination=${project}`);
  const [{ filename, files: contents }] = JSON.parse(
    packed.slice(packed.lastIndexOf("\n[") + 1),
  ) as [Packed];
  files = contents.map(({ path }) => path);
  cpSync(join(import.meta.dirname, "project"), project, { recursive: true });
  rmSync(join(project, "src/codemirror.ts"));
  npm(project, "install", "--no-package-lock", "--ignore-scripts", `./${filename}`);
}, SLOW_MILLIS);

afterAll(() => rmSync(project, { recursive: true }));

test("it brings its code, its types, its licence and its front page, and nothing else", () => {
  const folders = new Set(files.map((path) => path.split("/")[0]));
  expect([...folders].sort()).toEqual(["LICENSE", "README.md", "lib", "package.json"]);
  expect(files.filter((path) => path.endsWith(".html") || path.includes("ui/"))).toEqual([]);
  const licence = readFileSync(join(project, "node_modules/@rejoin/client/LICENSE"), "utf8");
  expect(licence).toBe(readFileSync(join(client, "../LICENSE"), "utf8"));
});

test("every entry is there, with its types", () => {
  const paths = Object.values(manifest().exports).flatMap((entry) =>
    typeof entry === "string" ? [entry] : [entry.types, entry.default],
  );
  expect(paths.length).toBeGreaterThan(6);
  for (const path of paths) expect(files).toContain(path.replace("./", ""));
});

test("nothing comes with it: whoever does not use CodeMirror does not get it", () => {
  expect(manifest().dependencies).toBeUndefined();
  const installed = readdirSync(join(project, "node_modules")).filter(
    (name) => !name.startsWith("."),
  );
  expect(installed).toEqual(["@rejoin"]);
  expect(readdirSync(join(project, "node_modules/@rejoin"))).toEqual(["client"]);
});

test("no code in it names a host of this project's, or a path of whoever built it", () => {
  for (const path of files.filter((each) => /\.(js|ts|map)$/.test(each))) {
    const text = readFileSync(join(project, "node_modules/@rejoin/client", path), "utf8");
    expect(text.includes(client), path).toBe(false);
  }
});

test(
  "a strict project type-checks against it, and Vite builds a page with it",
  () => {
    tool("typescript/bin/tsc", "-p", "tsconfig.bundler.json");
    tool("vite/bin/vite.js", "build", "--logLevel=error");
    const assets = readdirSync(join(project, "dist/assets"));
    const built = assets.map((name) => readFileSync(join(project, "dist/assets", name), "utf8"));
    expect(built.join("")).toContain("rejoin.v1");
    expect(built.join("")).not.toContain("cm-editor");
  },
  SLOW_MILLIS,
);

test(
  "so does one that resolves as Node does, with CodeMirror; its tests run in Node",
  () => {
    for (const name of ["@codemirror", "@lezer", "@marijn", "style-mod", "crelt", "w3c-keyname"]) {
      lend(name);
    }
    cpSync(
      join(import.meta.dirname, "project/src/codemirror.ts"),
      join(project, "src/codemirror.ts"),
    );
    tool("typescript/bin/tsc", "-p", "tsconfig.nodenext.json");
    const output = execFileSync(process.execPath, ["out/check.js"], {
      cwd: project,
      encoding: "utf8",
    });
    expect(output).toBe("Written offline.\n");
  },
  SLOW_MILLIS,
);
