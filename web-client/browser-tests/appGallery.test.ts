import { afterAll, beforeAll, expect, test } from "vitest";
import { Gallery, SLOW_MILLIS } from "./support/Gallery";

const states = [
  "list",
  "list-keeping",
  "list-offline",
  "list-online-only",
  "list-unreachable",
  "list-waiting",
  "list-empty",
  "list-no-storage",
  "list-nothing-found",
  "storage",
  "storage-open",
  "storage-refused",
  "storage-sure",
  "storage-empty",
  "storage-trouble",
  "diagnostics",
  "diagnostics-lines",
  "diagnostics-incidents",
  "diagnostics-quiet",
  "update",
  "update-not-yet",
];

let gallery: Gallery;

beforeAll(async () => {
  gallery = await Gallery.open("app.html", () => "body[data-state=shown]");
});

afterAll(() => gallery.close());

test.each(["wide-light", "narrow-dark"] as const)(
  "every page around the documents is accessible and fits its window: %s",
  async (window) => {
    expect(await gallery.problems(window, states)).toEqual([]);
  },
  SLOW_MILLIS,
);
