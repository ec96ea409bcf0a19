import { describe, expect, it } from "vitest";
import { InvalidOperationException, Operation, type DocumentType } from "../../src/ot/index";
import { RandomOperations } from "../testing/RandomOperations";
import { eachSeed } from "../testing/seeds";
import { SplitMix64 } from "../../src/testing/SplitMix64";

function refusal(json: string, type: DocumentType): InvalidOperationException {
  try {
    Operation.fromJSON(JSON.parse(json), type);
  } catch (refused) {
    if (refused instanceof InvalidOperationException) return refused;
    throw refused;
  }
  throw new Error(`${json} was read`);
}

describe("an operation from outside", () => {
  it.each`
    json                                               | reason
    ${"{}"}                                            | ${"NOT_A_COMPONENT"}
    ${"null"}                                          | ${"NOT_A_COMPONENT"}
    ${"[null]"}                                        | ${"NOT_A_COMPONENT"}
    ${"[[1]]"}                                         | ${"NOT_A_COMPONENT"}
    ${"[true]"}                                        | ${"NOT_A_COMPONENT"}
    ${"[1.5]"}                                         | ${"NOT_A_COMPONENT"}
    ${"[0]"}                                           | ${"EMPTY_COMPONENT"}
    ${'[""]'}                                          | ${"EMPTY_COMPONENT"}
    ${"[1,1]"}                                         | ${"NOT_CANONICAL"}
    ${"[-1,-1]"}                                       | ${"NOT_CANONICAL"}
    ${'["a","b"]'}                                     | ${"NOT_CANONICAL"}
    ${"[536870912]"}                                   | ${"TOO_LONG"}
    ${"[9007199254740993]"}                            | ${"TOO_LONG"}
    ${"[536870911,-1,1]"}                              | ${"TOO_LONG"}
    ${'["\\ud83d"]'}                                   | ${"LONE_SURROGATE"}
    ${'["\\ude00\\ud83d"]'}                            | ${"LONE_SURROGATE"}
    ${'["\\ud83d",-1,"\\ude00"]'}                      | ${"LONE_SURROGATE"}
    ${'[{"r":1}]'}                                     | ${"NOT_CANONICAL"}
    ${'[{"i":"a"}]'}                                   | ${"NOT_CANONICAL"}
    ${'[{"r":1,"a":{}}]'}                              | ${"EMPTY_COMPONENT"}
    ${'[{"r":0,"a":{"b":1}}]'}                         | ${"EMPTY_COMPONENT"}
    ${'[{"i":"","a":{"b":1}}]'}                        | ${"EMPTY_COMPONENT"}
    ${'[{"r":1,"a":{"c":1,"b":1}}]'}                   | ${"NOT_CANONICAL"}
    ${'[{"r":1,"a":{"b":1.5}}]'}                       | ${"BAD_ATTRIBUTE"}
    ${'[{"r":1,"a":{"b":[1]}}]'}                       | ${"BAD_ATTRIBUTE"}
    ${'[{"r":1,"a":{"b":9007199254740992}}]'}          | ${"BAD_ATTRIBUTE"}
    ${'[{"r":1,"a":{"":1}}]'}                          | ${"BAD_ATTRIBUTE"}
    ${'[{"i":"a","a":{"b":null}}]'}                    | ${"BAD_ATTRIBUTE"}
    ${'[{"i":{"image":"x","b":"y"}}]'}                 | ${"BAD_ATTRIBUTE"}
    ${'[{"i":{}}]'}                                    | ${"BAD_ATTRIBUTE"}
    ${'[{"i":{"image":null}}]'}                        | ${"BAD_ATTRIBUTE"}
    ${'[{"i":"a","a":{"b":1},"x":1}]'}                 | ${"NOT_A_COMPONENT"}
    ${'[{"d":1}]'}                                     | ${"NOT_A_COMPONENT"}
    ${'[{"i":"a","a":{"b":1}},{"i":"b","a":{"b":1}}]'} | ${"NOT_CANONICAL"}
  `("$json is refused: $reason", ({ json, reason }: Record<string, string>) => {
    expect(refusal(json!, "rich-text").reason).toBe(reason);
  });

  it("has neither attributes nor embeds in plain text", () => {
    expect(refusal('[{"r":1,"a":{"b":1}}]', "text").reason).toBe("NOT_IN_THIS_TYPE");
    expect(refusal('[{"i":{"image":"x"}}]', "text").reason).toBe("NOT_IN_THIS_TYPE");
  });

  it.each(['[1,"a",-1]', '["a",-1,"b"]', "[]", '["\u{1f600}"]', '["\\u0000\\n\\""]'])(
    "%s comes back to the letter",
    (json) => {
      expect(Operation.fromJSON(JSON.parse(json), "text").toString()).toBe(json);
    },
  );

  it("keeps the order of attributes whose names look like numbers", () => {
    const json = '[{"r":1,"a":{"10":1,"9":2,"b":3}}]';
    expect(Operation.fromJSON(JSON.parse(json), "rich-text").toString()).toBe(json);
  });

  it("comes back to the letter, whatever it is", () => {
    eachSeed(2_000, (seed) => {
      const operations = new RandomOperations(new SplitMix64(seed), "rich-text");
      const json = operations.on(operations.content(12)).toString();
      expect(Operation.fromJSON(JSON.parse(json), "rich-text").toString()).toBe(json);
    });
  });
});

describe("an operation on a document", () => {
  it("is refused when its length is another one, with both numbers", () => {
    const operation = Operation.builder().retain(3).build();
    expect(() => operation.apply("ab")).toThrow("for 3 units met a document of 2");
    expect(() => operation.compose(Operation.identity(4))).toThrow(InvalidOperationException);
    expect(() => Operation.transform(operation, Operation.identity(4))).toThrow("BASE_LENGTH");
  });

  it.each(["[1,-1]", '[1,"x",1]', "[-1,1]"])("%s may not split a surrogate pair", (json) => {
    const operation = Operation.fromJSON(JSON.parse(json), "text");
    expect(() => operation.apply("\u{1f600}")).toThrow("SPLITS_SURROGATE_PAIR");
    expect(() => Operation.ofText("\u{1f600}").compose(operation)).toThrow("SPLITS_SURROGATE_PAIR");
  });
});
