import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { OfflineApp } from "../../src/worker/OfflineApp";
import { FakeCaches } from "./FakeCaches";

type Files = Readonly<Record<string, string>>;

const first: Files = {
  "/index.html": "first page",
  "/assets/main-1.js": "main of the first",
  "/assets/editor-1.js": "editor of the first",
  "/assets/style.css": "style of both",
};
const second: Files = {
  "/index.html": "second page",
  "/assets/main-2.js": "main of the second",
  "/assets/editor-2.js": "editor of the second",
  "/assets/style.css": "style of both",
};

/** A browser, and a server that has one build at a time. */
class Device {
  readonly caches = new FakeCaches();
  readonly asked: string[] = [];
  server: Files | null = first;
  open: readonly string[] = [];
  hasSuccessor = false;

  app(version: string, files: Files): OfflineApp {
    const digests = Object.entries(files).map(([path, text]) => [path, digestOf(text)]);
    const build = { version, files: Object.fromEntries(digests) as Files };
    return new OfflineApp(build, {
      caches: this.caches.asStorage(),
      fetch: (address) => this.answer(new URL(address, "http://rejoin").pathname),
      openPages: () => Promise.resolve(this.open),
      hasSuccessor: () => this.hasSuccessor,
    });
  }

  private answer(path: string): Promise<Response> {
    this.asked.push(path);
    if (this.server === null) return Promise.reject(new TypeError("no network"));
    const text = this.server[path];
    const headers = { "content-encoding": "gzip", "content-type": "text/plain" };
    const found = text === undefined ? { status: 404 } : { status: 200, headers };
    return Promise.resolve(new Response(text ?? "nothing", found));
  }
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}

function request(path: string): Request {
  return new Request(`http://rejoin${path}`);
}

async function textOf(answer: Promise<Response>): Promise<string> {
  return (await answer).text();
}

async function updated(): Promise<{ device: Device; next: OfflineApp }> {
  const device = new Device();
  await device.app("first", first).complete();
  device.server = second;
  device.asked.length = 0;
  const next = device.app("second", second);
  await next.complete();
  return { device, next };
}

test("what was kept once opens without a network, at every address", async () => {
  const device = new Device();
  const app = device.app("first", first);
  await app.complete();
  device.server = null;
  expect(await textOf(app.page(request("/d/anything")))).toBe("first page");
  expect(await textOf(app.file(request("/assets/editor-1.js")))).toBe("editor of the first");
});

test("a file that cannot be had leaves no worker", async () => {
  const device = new Device();
  device.server = { ...first };
  delete (device.server as Record<string, string>)["/assets/editor-1.js"];
  await expect(device.app("first", first).complete()).rejects.toThrow("/assets/editor-1.js");
});

test("a file of another build, or the page of a captive portal, is not taken for ours", async () => {
  const device = new Device();
  device.server = { ...first, "/index.html": "Welcome to the hotel" };
  await expect(device.app("first", first).complete()).rejects.toThrow("/index.html");
});

test("an update fetches what is new, and takes the rest from the older build", async () => {
  const { device } = await updated();
  expect([...device.asked].sort()).toEqual([
    "/assets/editor-2.js",
    "/assets/main-2.js",
    "/index.html",
  ]);
});

test("an older page still gets its parts after the update, without a network", async () => {
  const { device, next } = await updated();
  device.open = ["/assets/main-1.js"];
  await next.tidy();
  device.server = null;
  expect(await textOf(next.file(request("/assets/editor-1.js")))).toBe("editor of the first");
  expect(await textOf(next.page(request("/")))).toBe("second page");
});

test("the older build goes when none of its pages is open", async () => {
  const { device, next } = await updated();
  device.open = ["/assets/main-2.js"];
  await next.tidy();
  expect(await device.caches.keys()).toEqual(["rejoin-app-second"]);
});

test("what a successor has just fetched is not tidied away by the one before it", async () => {
  const { device } = await updated();
  device.hasSuccessor = true;
  await device.app("first", first).tidy();
  expect(await device.caches.keys()).toContain("rejoin-app-second");
});

test("caches of others on this origin are left alone", async () => {
  const { device, next } = await updated();
  await device.caches.open("somebody-else");
  await next.tidy();
  expect(await device.caches.keys()).toContain("somebody-else");
});

test("what the browser threw away is asked for, and kept again", async () => {
  const device = new Device();
  const app = device.app("first", first);
  await app.complete();
  await device.caches.delete("rejoin-app-first");
  expect(await textOf(app.file(request("/assets/editor-1.js")))).toBe("editor of the first");
  await app.complete();
  device.server = null;
  expect(await textOf(app.page(request("/")))).toBe("first page");
});

test("a kept page forgets how it was packed on the way", async () => {
  const device = new Device();
  const app = device.app("first", first);
  await app.complete();
  const page = await app.page(request("/"));
  expect(page.headers.has("content-encoding")).toBe(false);
  expect(page.headers.get("content-type")).toBe("text/plain");
});
