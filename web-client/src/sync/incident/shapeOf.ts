import type { Operation } from "../../ot/index";
import { DELETE, INSERT, kindOf, lengthOf } from "../../ot/runs";
import type { Shape } from "../diagnostics/withoutText";

/** The lengths of a plain operation, all of them: `[12,"+5",-3]`. */
export function shapeOf(operation: Operation): Shape {
  return operation.runs.map((run) => {
    const length = lengthOf(run);
    if (kindOf(run) === INSERT) return `+${length}`;
    return kindOf(run) === DELETE ? -length : length;
  });
}
