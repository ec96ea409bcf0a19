import type { StorageEnvironment } from "./StorageEnvironment";

/** `promise`, or a failure when it takes too long: some browsers never answer. */
export function limited<T>(
  promise: Promise<T>,
  { after }: Pick<StorageEnvironment, "after">,
  limitMillis: number,
  failure: () => Error,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = after(limitMillis, () => reject(failure()));
    promise.then(resolve, reject).finally(cancel);
  });
}
