import type { Blocked, ConnectionStatus } from "../../sync/index";

const STILL_HERE = "Your text is still here.";

/** Why the server did not take a change, or does not have the document. */
export function blockedWords({ code, message }: Blocked): string {
  switch (code) {
    case "forbidden":
      return `you may not change this document. ${STILL_HERE}`;
    case "unauthorized":
      return `the server does not know who you are any more. Open the link you were sent again. ${STILL_HERE}`;
    case "read_only":
      return `nobody may change this document now. ${STILL_HERE}`;
    case "too_large":
      return `a change is larger than the server takes. ${STILL_HERE}`;
    case "full":
      return `the document has no room for your last change. ${STILL_HERE}`;
    case "gone":
      return `the document is no longer on the server. ${STILL_HERE}`;
    case "not_found":
      return "there is no such document.";
    case "type":
    case "bad_message":
      return `this page cannot show the document (${message}). A newer version of the page may.`;
    case "invalid":
    case "stale":
    case "gap":
    case "future":
      return `the server did not understand a change (${code}: ${message}). ${STILL_HERE}`;
    default:
      return `the server did not take a change (${message}). ${STILL_HERE}`;
  }
}

/** Why the server does not talk to this page. */
export function refusedWords(connection: ConnectionStatus & { readonly state: "refused" }): string {
  switch (connection.code) {
    case 4401:
      return "The server asks for a permission that this page does not have. Open the link you were sent again.";
    case 4403:
      return `The server does not accept edits from ${location.origin}. Whoever runs it can allow this address.`;
    case 4400:
      return `The server did not take the greeting (${connection.message}). Choose another name: click your initials.`;
    default:
      return `The server refused the connection (${connection.message}). Load the page again.`;
  }
}
