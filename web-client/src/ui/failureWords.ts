import { ApiError } from "./api";

/** What went wrong with a request, for people. */
export function failureWords(failure: unknown): string {
  if (!(failure instanceof ApiError)) return String(failure);
  if (failure.status !== null) return failure.message;
  return "The server cannot be reached. Look whether you are online, and try again.";
}
