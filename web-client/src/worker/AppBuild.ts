/** One build of the page, as its worker knows it. */
export interface AppBuild {
  /** Another one whenever any file is another. */
  readonly version: string;
  /** Address to SHA-256, in base64. */
  readonly files: Readonly<Record<string, string>>;
}
