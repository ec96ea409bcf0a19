import { expect, test } from "vitest";
import { meaningOf, type Meaning } from "../../src/worker/meaningOf";

const origin = "https://rejoin.example";
const kept = ["/index.html", "/favicon.svg", "/assets/main-1.js"];

test.each<[Meaning, string, string, RequestMode?]>([
  ["page", "GET", "/", "navigate"],
  ["page", "GET", "/d/abc", "navigate"],
  ["page", "GET", "/d/abc?from=mail", "navigate"],
  ["file", "GET", "/assets/main-1.js"],
  ["file", "GET", "/assets/of-an-older-build.js"],
  ["file", "GET", "/favicon.svg"],
  ["others", "GET", "/sw.js"],
  ["others", "GET", "/elsewhere", "navigate"],
  ["others", "GET", "/v1/documents"],
  ["others", "GET", "/v1/documents", "navigate"],
  ["others", "GET", "/health/live", "navigate"],
  ["others", "POST", "/v1/documents"],
  ["others", "POST", "/", "navigate"],
  ["others", "HEAD", "/favicon.svg"],
])("%s: %s %s (%s)", (meaning, method, path, mode = "no-cors") => {
  const request = { method, mode, url: origin + path };
  expect(meaningOf(request, origin, (address) => kept.includes(address))).toBe(meaning);
});

test("another origin's files are none of ours, whatever they are called", () => {
  const request = {
    method: "GET",
    mode: "no-cors",
    url: "https://cdn.example/favicon.svg",
  } as const;
  expect(meaningOf(request, origin, () => true)).toBe("others");
});
