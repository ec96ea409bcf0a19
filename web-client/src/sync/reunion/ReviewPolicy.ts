import { overlaps, type Divergence } from "../../review/index";
import type { Settings } from "../../store/index";

/**
 * When edits that were made while away wait for their author before they are sent: never; when
 * others edited the same places; always.
 */
export type ReviewPolicy = "automatic" | "overlapping" | "always";

const POLICIES: readonly string[] = ["automatic", "overlapping", "always"];

/** The name of the setting. A service worker reads it too: nothing goes behind a person's back. */
const SETTING = "reviewPolicy";

/** What the person chose on this device; null if they did not. */
export async function chosenPolicy(settings: Settings): Promise<ReviewPolicy | null> {
  const chosen = await settings.get(SETTING);
  return chosen !== null && POLICIES.includes(chosen) ? (chosen as ReviewPolicy) : null;
}

/** Whether it is remembered. */
export function rememberPolicy(settings: Settings, policy: ReviewPolicy): Promise<boolean> {
  return settings.set(SETTING, policy);
}

/** Whether edits wait that nobody has before their eyes. Null: none do, nobody has to look. */
export function holdsUnseen(policy: ReviewPolicy): ((divergence: Divergence) => boolean) | null {
  switch (policy) {
    case "automatic":
      return null;
    case "overlapping":
      return (divergence) => overlaps(divergence).shown.length > 0;
    case "always":
      return () => true;
  }
}
