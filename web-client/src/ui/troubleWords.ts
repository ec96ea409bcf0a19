import { StorageFault, type Trouble } from "../store/index";

/** Why nothing can be kept on this device, for people; and what they can do. */
export function troubleWords(trouble: Trouble): string {
  switch (trouble) {
    case "missing":
      return "This browser keeps nothing for this page: perhaps this is a private window, or site data is forbidden. What you write is only in the open tab until it is saved.";
    case "blocked":
      return "Another tab holds an older version of Rejoin open, or the browser's storage does not answer. Close the other tabs of Rejoin.";
    case "full":
      return "There is no room left on this device. Remove documents that you do not need here, or make room on the disk.";
    case "outdated":
      return "A newer version of Rejoin has been here. Load this page again.";
    case "taken":
      return "Another tab writes to the same place. Close one of them.";
    case "unavailable":
      return "The browser's storage does not work now. It may come back by itself; if not, start the browser again.";
  }
}

/** The same of whatever was thrown by the store. */
export function storageFailureWords(failure: unknown): string {
  return failure instanceof StorageFault ? troubleWords(failure.trouble) : String(failure);
}
