import type { Attributes } from "./Attributes";
import type { Embed } from "./Embed";

/** One component, for people and for tests; the algebra itself walks the runs. */
export type Component =
  | { readonly kind: "retain"; readonly length: number; readonly attributes: Attributes }
  | { readonly kind: "insert"; readonly text: string; readonly attributes: Attributes }
  | { readonly kind: "embed"; readonly embed: Embed; readonly attributes: Attributes }
  | { readonly kind: "delete"; readonly length: number };
