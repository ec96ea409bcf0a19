/** Where the server answers over HTTP: beside its socket. `wss://h/v1/socket` is beside `https://h/v1/…`. */
export function httpAddress(socketUrl: string, path: string): string {
  return new URL(path, socketUrl.replace(/^ws/, "http")).href;
}
