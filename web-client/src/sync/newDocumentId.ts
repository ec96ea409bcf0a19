import { cryptoRandomBytes, newClientId } from "../store/clientId";

/** An id for a document that is made here and now: nobody else makes the same, so nobody is asked. */
export function newDocumentId(
  randomBytes: (length: number) => Uint8Array = cryptoRandomBytes,
): string {
  return newClientId(randomBytes);
}
