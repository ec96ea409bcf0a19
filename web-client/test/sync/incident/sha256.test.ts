import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { sha256 } from "../../../src/sync/incident/sha256";
import { siteOf } from "../../../src/testing/siteOf";

test("the hash is that of Node, around every edge of a block", () => {
  for (let length = 0; length < 200; length++) {
    const message = Uint8Array.from({ length }, (_, index) => (index * 37 + length) & 0xff);
    const hex = Buffer.from(sha256(message)).toString("hex");
    expect(hex, `${length} bytes`).toBe(createHash("sha256").update(message).digest("hex"));
  }
});

test("a client's public name is the one that the protocol gives as its example", () => {
  expect(siteOf("AAAAAAAAAAAAAAAAAAAAAA")).toBe("ilvbTMFRZBJs");
});
