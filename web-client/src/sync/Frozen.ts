import type { Operation } from "../ot/index";

/**
 * An operation as it is sent, every time: the same name, the same revision, the same operation,
 * until it is acknowledged. Later typing goes into the buffer, never in here.
 */
export interface Frozen {
  readonly sequence: number;
  readonly revision: number;
  readonly operation: Operation;
}
