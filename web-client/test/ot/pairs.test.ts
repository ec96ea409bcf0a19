import { describe, expect, it } from "vitest";
import { Operation } from "../../src/ot/index";
import { operation } from "../testing/Notation";

// Each kind of component against each other one, as tables that can be read; ot-core has the same.

describe("composition", () => {
  it.each`
    first             | second           | composed
    ${"2"}            | ${"2"}           | ${"2"}
    ${"2"}            | ${"1 'x' 1"}     | ${"1 'x' 1"}
    ${"2"}            | ${"1 -1"}        | ${"1 -1"}
    ${"2"}            | ${"2{b=true}"}   | ${"2{b=true}"}
    ${"'ab'"}         | ${"2"}           | ${"'ab'"}
    ${"'ab'"}         | ${"1 'x' 1"}     | ${"'axb'"}
    ${"'ab'"}         | ${"1 -1"}        | ${"'a'"}
    ${"'ab'"}         | ${"-2"}          | ${""}
    ${"'ab'"}         | ${"1{b=true} 1"} | ${"'a'{b=true} 'b'"}
    ${"'ab'{b=true}"} | ${"2{b=null}"}   | ${"'ab'"}
    ${"-2"}           | ${""}            | ${"-2"}
    ${"-2"}           | ${"'x'"}         | ${"-2 'x'"}
    ${"'a' -1"}       | ${"1 'x'"}       | ${"'a' -1 'x'"}
    ${"'a' -1"}       | ${"'x' 1"}       | ${"'xa' -1"}
    ${"-1 'a'"}       | ${"'x' 1"}       | ${"-1 'xa'"}
    ${"'a' -1"}       | ${"-1 'x'"}      | ${"-1 'x'"}
    ${"1 -1 1"}       | ${"-1 'x' 1"}    | ${"-2 'x' 1"}
    ${"1{b=true}"}    | ${"1{b=null}"}   | ${"1{b=null}"}
    ${"1{b=true}"}    | ${"1{c=1}"}      | ${"1{b=true,c=1}"}
    ${"1{b=true}"}    | ${"-1"}          | ${"-1"}
    ${"<image>"}      | ${"1{b=true}"}   | ${"<image>{b=true}"}
    ${"<image>"}      | ${"-1"}          | ${""}
    ${"<image>"}      | ${"'x' 1"}       | ${"'x' <image>"}
  `("$first · $second = $composed", ({ first, second, composed }: Record<string, string>) => {
    const result = operation(first!).compose(operation(second!));
    expect(result.toString()).toBe(operation(composed!).toString());
  });
});

describe("transformation", () => {
  it.each`
    h                | c                 | earlier                    | later
    ${"2"}           | ${"2"}            | ${"2"}                     | ${"2"}
    ${"2"}           | ${"1 'x' 1"}      | ${"3"}                     | ${"1 'x' 1"}
    ${"2"}           | ${"1 -1"}         | ${"1"}                     | ${"1 -1"}
    ${"2"}           | ${"2{b=true}"}    | ${"2"}                     | ${"2{b=true}"}
    ${"1 'a' 1"}     | ${"2"}            | ${"1 'a' 1"}               | ${"3"}
    ${"1 'a' 1"}     | ${"1 'x' 1"}      | ${"2 'a' 1"}               | ${"1 'x' 2"}
    ${"'a' 2"}       | ${"1 'x' 1"}      | ${"'a' 3"}                 | ${"2 'x' 1"}
    ${"1 'a' 1"}     | ${"-2"}           | ${"'a'"}                   | ${"-1 1 -1"}
    ${"1 'a' 1"}     | ${"-1 'x' 1"}     | ${"1 'a' 1"}               | ${"-1 'x' 2"}
    ${"1 'a' 1"}     | ${"'x' -1 1"}     | ${"1 'a' 1"}               | ${"'x' -1 2"}
    ${"1 'a' 1"}     | ${"2{b=true}"}    | ${"1 'a' 1"}               | ${"1{b=true} 1 1{b=true}"}
    ${"-2"}          | ${"2"}            | ${"-2"}                    | ${""}
    ${"-2"}          | ${"1 'x' 1"}      | ${"-1 1 -1"}               | ${"'x'"}
    ${"-2"}          | ${"1 -1"}         | ${"-1"}                    | ${""}
    ${"-2"}          | ${"-2"}           | ${""}                      | ${""}
    ${"-2"}          | ${"2{b=true}"}    | ${"-2"}                    | ${""}
    ${"-1 'a'"}      | ${"1 'x'"}        | ${"-1 1 'a'"}              | ${"'x' 1"}
    ${"'a' -1"}      | ${"1 'x'"}        | ${"'a' -1 1"}              | ${"1 'x'"}
    ${"-1 'a'"}      | ${"'x' -1"}       | ${"1 'a'"}                 | ${"'x' 1"}
    ${"'a' -1"}      | ${"-1 'x'"}       | ${"'a' 1"}                 | ${"1 'x'"}
    ${"2{b=true}"}   | ${"2"}            | ${"2{b=true}"}             | ${"2"}
    ${"2{b=true}"}   | ${"1 'x' 1"}      | ${"1{b=true} 1 1{b=true}"} | ${"1 'x' 1"}
    ${"2{b=true}"}   | ${"1 -1"}         | ${"1{b=true}"}             | ${"1 -1"}
    ${"2{b=true}"}   | ${"1 1{b=false}"} | ${"1{b=true} 1"}           | ${"1 1{b=false}"}
    ${"2{b=true}"}   | ${"2{b=true}"}    | ${"2"}                     | ${"2{b=true}"}
    ${"2{b=true}"}   | ${"2{c=1}"}       | ${"2{b=true}"}             | ${"2{c=1}"}
    ${"1 <image> 1"} | ${"1 'x' 1"}      | ${"2 <image> 1"}           | ${"1 'x' 2"}
    ${"1 'a' 1"}     | ${"1 <image> 1"}  | ${"2 'a' 1"}               | ${"1 <image> 2"}
  `("h = $h, c = $c", ({ h, c, earlier, later }: Record<string, string>) => {
    const moved = Operation.transform(operation(h!), operation(c!));
    expect(moved.earlier.toString()).toBe(operation(earlier!).toString());
    expect(moved.later.toString()).toBe(operation(later!).toString());
    expect(operation(c!).movedBehind(operation(h!)).toString()).toBe(moved.later.toString());
  });
});

describe("inversion", () => {
  it.each`
    base                     | change           | inverse
    ${"'abc'"}               | ${"3"}           | ${"3"}
    ${"'abc'"}               | ${"1 'x' 2"}     | ${"1 -1 2"}
    ${"'abc'"}               | ${"1 -1 1"}      | ${"1 'b' 1"}
    ${"'abc'"}               | ${"'x' -3"}      | ${"-1 'abc'"}
    ${"'abc'"}               | ${"-3 'x'"}      | ${"'abc' -1"}
    ${"'abc'"}               | ${"1{b=true} 2"} | ${"1{b=null} 2"}
    ${"'ab'{b=true} 'c'"}    | ${"3{b=true}"}   | ${"2 1{b=null}"}
    ${"'ab'{b=true} 'c'"}    | ${"3{b=null}"}   | ${"2{b=true} 1"}
    ${"'a'{b=false} 'c'"}    | ${"2{b=true}"}   | ${"1{b=false} 1{b=null}"}
    ${"'a' <image>{b=true}"} | ${"1 -1"}        | ${"1 <image>{b=true}"}
  `(
    "$change on $base is undone by $inverse",
    ({ base, change, inverse }: Record<string, string>) => {
      const undone = operation(change!).invert(operation(base!));
      expect(undone.toString()).toBe(operation(inverse!).toString());
    },
  );
});

describe("positions", () => {
  it.each`
    change          | before | left | right
    ${""}           | ${0}   | ${0} | ${0}
    ${"'ab'"}       | ${0}   | ${0} | ${2}
    ${"'ab' 2"}     | ${0}   | ${0} | ${2}
    ${"'ab' 2"}     | ${1}   | ${3} | ${3}
    ${"1 'ab' 1"}   | ${1}   | ${1} | ${3}
    ${"2 'ab'"}     | ${2}   | ${2} | ${4}
    ${"-2"}         | ${1}   | ${0} | ${0}
    ${"1 -2 1"}     | ${0}   | ${0} | ${0}
    ${"1 -2 1"}     | ${1}   | ${1} | ${1}
    ${"1 -2 1"}     | ${2}   | ${1} | ${1}
    ${"1 -2 1"}     | ${3}   | ${1} | ${1}
    ${"1 -2 1"}     | ${4}   | ${2} | ${2}
    ${"-2 'ab'"}    | ${1}   | ${0} | ${2}
    ${"'ab' -2"}    | ${1}   | ${2} | ${2}
    ${"-1 'ab' -1"} | ${1}   | ${0} | ${2}
  `("$before through $change goes to $left, or $right", (row: Record<string, string | number>) => {
    const change = operation(row["change"] as string);
    expect(change.movePosition(row["before"] as number, "LEFT")).toBe(row["left"]);
    expect(change.movePosition(row["before"] as number, "RIGHT")).toBe(row["right"]);
  });

  it("outside of the document are refused", () => {
    expect(() => operation("2").movePosition(3, "LEFT")).toThrow("position 3 is outside 0 to 2");
  });
});
