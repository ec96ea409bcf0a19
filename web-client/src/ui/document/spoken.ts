import type { SessionStatus } from "../../sync/index";
import type { StatusWords } from "./statusWords";

/**
 * What is said aloud of a status, to who cannot see it change: only what matters, not each save and
 * not each second of a wait. Null: nothing.
 */
export function spoken({ mood, notice }: StatusWords, status: SessionStatus): string | null {
  const { pending, keptOnDevice, trouble } = status;
  switch (mood) {
    case "blocked":
      return notice;
    case "held":
      return "Your changes wait for you to look before anything is sent.";
    case "away":
      if (trouble !== null) return "Offline.";
      return pending === 0 || keptOnDevice ? "Offline. Changes are kept on this device." : null;
    case "calm":
      return pending === 0 ? "All changes saved." : null;
    case "busy":
      return null;
  }
}
