import { describe, expect, it } from "vitest";
import { decodeServerMessage } from "../../src/sync/decode";
import { BadMessageError } from "../../src/sync/Fields";

const OPENED = {
  t: "opened",
  doc: "d",
  type: "text",
  site: "s",
  access: "write",
  lineage: "l",
  rev: 3,
  check: ["a", 1],
  seq: 2,
  people: [{ session: "x", site: "y", user: { id: "~B", name: "B", color: "#123456" } }],
};

function decoded(message: object) {
  return decodeServerMessage(JSON.stringify(message));
}

describe("a message of the server", () => {
  it("that opens a document holds its content, or the steps that were missed", () => {
    expect(decoded({ ...OPENED, content: "abc" })).toMatchObject({
      body: { content: "abc", reason: null },
    });
    expect(decoded({ ...OPENED, content: "abc", reason: "compacted" })).toMatchObject({
      body: { reason: "compacted" },
    });
    const ops = [
      { fold: 2, op: [1] },
      { by: "s", seq: 3, op: [1, "b"] },
      { by: "z", seq: 1, op: ["a"] },
    ];
    expect(decoded({ ...OPENED, from: 1, ops })).toMatchObject({ body: { from: 1, steps: ops } });
  });

  it("of a type that is not known is passed over", () => {
    expect(decoded({ t: "future", x: 1 })).toBeNull();
  });

  it.each([
    "",
    "[]",
    "null",
    "{}",
    '{"t":7}',
    '{"t":"ops","doc":"d","from":1.5,"ops":[]}',
    '{"t":"ops","doc":"d","from":1,"ops":{}}',
    '{"t":"ops","doc":"d","from":1,"ops":[{"fold":-1,"op":[]}]}',
    '{"t":"ops","doc":"d","from":1,"ops":[{"fold":0,"op":[]}]}',
    '{"t":"ops","doc":"d","from":1,"ops":[{"by":"a"}]}',
    '{"t":"ops","doc":"d","from":1,"ops":[{"by":"a","seq":1}]}',
    '{"t":"ops","doc":"d","from":1,"ops":[{"fold":2}]}',
    '{"t":"ops","doc":"d","from":1,"ops":[],"check":["a"]}',
    '{"t":"ops","doc":"d","from":1,"ops":[],"hash":"x"}',
    '{"t":"nack","doc":"d","seq":1,"code":"busy","message":"","retry":"yes"}',
    '{"t":"access","doc":"d","access":"admin"}',
    '{"t":"cursor","doc":"d","session":"s","rev":1,"ranges":[[1]]}',
    '{"t":"cursor","doc":"d","session":"s","rev":1,"ranges":[[-1,2]]}',
    '{"t":"drain"}',
    '{"t":"error","code":"x"}',
    JSON.stringify(OPENED),
    JSON.stringify({ ...OPENED, content: "abc", reason: "because" }),
    JSON.stringify({ ...OPENED, content: "abc", people: [{}] }),
  ])("that is %s is refused", (text) => {
    expect(() => decodeServerMessage(text)).toThrow(BadMessageError);
  });
});
