/** 128 bits that nobody guesses, as base64url: 22 characters. */
export function newClientId(randomBytes: (length: number) => Uint8Array): string {
  const binary = String.fromCharCode(...randomBytes(16));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export function cryptoRandomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}
